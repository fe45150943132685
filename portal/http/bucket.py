"""Photos in S3-compatible storage, for a site of several machines; readers still get them from the site.

Their addresses stay `/media/…` (portal/http/media.py), so that a page needs no other host in its content policy,
and moving the photos changes no page.
"""

from collections.abc import Iterator
from urllib.parse import quote

from botocore.exceptions import ClientError
from django.conf import settings
from storages.backends.s3 import S3Storage

from portal.http.ranges import PIECE


class Bucket(S3Storage):
    """The bucket MEDIA_S3_BUCKET. boto3 finds the access keys in the environment or in the machine's role."""

    def __init__(self):
        super().__init__(
            bucket_name=settings.MEDIA_S3_BUCKET,
            endpoint_url=settings.MEDIA_S3_ENDPOINT or None,
            region_name=settings.MEDIA_S3_REGION or None,
            file_overwrite=False,
            default_acl=None,  # only the site serves what is in the bucket
        )

    def url(self, name, *args, **kwargs):
        return settings.MEDIA_URL + quote(name)

    def read_range(self, name: str, first: int, last: int) -> Iterator[bytes]:
        """Yield the bytes of the file from the first to the last, none of which is kept. Raises ClientError."""
        found = self.bucket.Object(name).get(Range=f"bytes={first}-{last}")
        yield from found["Body"].iter_chunks(PIECE)

    def copy(self, source: str, target: str) -> None:
        """Copy the file to a second name inside the bucket. Raises FileNotFoundError, ClientError."""
        try:
            self.bucket.Object(target).copy_from(CopySource={"Bucket": self.bucket_name, "Key": source})
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
                raise FileNotFoundError(source) from error
            raise
