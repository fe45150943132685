"""Photos of one's own: accounts that may add photos, but not change all of them, may mend those that they added.

They may do so as long as only drafts show the photo. From then on its caption, its credit and the picture itself are
what an editor has published, or has scheduled to appear without another look; so only an editor changes them.
"""

from articles.history.public_history import published_rows
from articles.models import Article, Author, MediaFile, Photo, TopicPage

MAY_MEND = "You may change a photo that you added as long as only drafts show it."
LOCKED = (
    "An editor has published or scheduled a story with this photo, or put it beside an author or on a tag's page. "
    "Ask an editor to change it."
)
OF_OTHERS = "A photo is changed by whoever added it, as long as only drafts show it, and by editors."


def is_own(account, photo: Photo) -> bool:
    """Return whether the account added the photo and may still add photos."""
    return photo.added_by_id == account.pk and account.has_perm("articles.add_photo")


def is_in_drafts_alone(photo: Photo) -> bool:
    """Return whether no story but drafts shows or showed the photo, no author, no tag's page and no video.

    A withdrawn story was published once, and a story's history tells readers what it said under its photos.
    """
    others = Article.objects.filter(photo_uses__photo=photo).exclude(published_at=None, withdrawn_at=None)
    if others.exists() or any(model.objects.filter(photo=photo).exists() for model in (Author, TopicPage)):
        return False
    if MediaFile.objects.filter(poster=photo).exists():
        return False
    versions = published_rows().filter(photos__icontains=f'"photo": {photo.pk}').values_list("photos", flat=True)
    return not any(one["photo"] == photo.pk for shown in versions for one in shown)


def may_mend(account, photo: Photo | None) -> bool:
    """Return whether the account may change this photo because it added it."""
    return photo is not None and is_own(account, photo) and is_in_drafts_alone(photo)


def note(account, photo: Photo | None) -> str:
    """Return what the form of the photo (None: of a new one) says to an account that may not change all photos."""
    if photo is None:
        return MAY_MEND
    if not is_own(account, photo):
        return OF_OTHERS
    return MAY_MEND if is_in_drafts_alone(photo) else LOCKED
