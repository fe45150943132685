"""Archives whose checksums are right and that no backup has written: each is refused in one line."""

import gzip
import hashlib
import io
import json
import sqlite3
import tarfile
from contextlib import closing

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from articles.models import Article
from portal.backup import archive_file
from portal.backup.backup import make_backup
from tests.support.factories import make_article

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("media")]
MISSING = object()
INVALID_FIELDS = [
    *({"format": value} for value in (MISSING, None, "1", True, 0, -1, 1.5, [], 10**400)),
    *(
        {"made_at": value}
        for value in (MISSING, None, 7, "", "yesterday", "2026-11-29", "\x1b[31m2026-11-29T12:00:00+00:00")
    ),
    *({"engine": value} for value in (MISSING, None, "", "mysql", ["sqlite"], {})),
    *({"server": value} for value in (MISSING, None, "15", -1, 10**30, True)),
    *({"migrations": value} for value in (MISSING, None, {}, [1], [["articles"]], [["a", 1]], [["a", "b", "c"]], "ab")),
    *({"tables": value} for value in (MISSING, None, [], {"auth_user": "1"}, {"auth_user": None}, {"a\0b": 1})),
    *(
        {"tables": value}
        for value in ({"no_such_table": 1}, {'"; DROP TABLE auth_user; --': 0}, {"\ud800": 1}, {"": 1})
    ),
    *({"missing": value} for value in (MISSING, None, "media", [1], {})),
    *({"tag_authority": value} for value in (MISSING, None, "", 7, "a\nb", "\ud800", "a" * 10_000)),
    *({"files": value} for value in (MISSING, None, [], {}, {"database.sqlite3.gz": 1}, {"media/a": {"size": 1}})),
]


@pytest.fixture
def forged(tmp_path):
    """What writes an archive with another manifest, or another database."""
    made = make_backup(tmp_path / "backups", None)
    name = archive_file.DATABASE_FILES[connection.vendor]
    whole = tmp_path / "database"
    with open(whole, "wb") as file:
        archive_file.extract(made.path, made.manifest, name, file)

    def write(changes=None, database=whole, text=None, name=name):
        path = tmp_path / "forged.tar"
        path.unlink(missing_ok=True)
        writer = archive_file.Writer(path)
        writer.add(name, database)
        manifest = made.manifest | {"format": archive_file.FORMAT_VERSION, "files": writer.files} | (changes or {})
        manifest = {key: value for key, value in manifest.items() if value is not MISSING}
        text = json.dumps(manifest).encode() if text is None else text
        for member, data in (
            (archive_file.MANIFEST, text),
            (archive_file.MANIFEST_CHECKSUM, hashlib.sha256(text).hexdigest().encode()),
        ):
            head = tarfile.TarInfo(member)
            head.size = len(data)
            writer._tar.addfile(head, io.BytesIO(data))
        writer._tar.close()
        return path

    return write


def refusal(path):
    """What the command says, which must be one line and no surprise to it."""
    with pytest.raises(CommandError) as refused:
        call_command("restore", str(path), replace=True)
    message = str(refused.value)
    assert message.endswith("The database is unchanged."), message
    assert message.isprintable(), message
    assert "--traceback" not in message, message
    return message


def test_an_odd_manifest_is_refused(forged):
    make_article("Never saved")
    for changes in INVALID_FIELDS:
        refusal(forged(changes))
    assert Article.objects.get().headline == "Never saved"


@pytest.mark.parametrize(
    "text",
    [b"", b"[]", b"null", b"7", b"{", b"{}", b"\xff", b"[" * 100_000, b'{"format": ' + b"9" * 5000 + b"}"],
    ids=range(9),
)
def test_a_manifest_that_is_none_is_refused(forged, text):
    assert "manifest" in refusal(forged(text=text))


def test_a_newer_format_is_told(forged):
    assert "a newer release of the portal made this archive" in refusal(
        forged({"format": archive_file.FORMAT_VERSION + 1})
    )


def test_numbers_of_rows_and_migrations_that_are_not_the_databases_are_refused(forged):
    make_article("Never saved")
    assert "auth_user has 0 rows in the archive, its manifest says 7" in refusal(forged({"tables": {"auth_user": 7}}))
    assert "migrations are not those that its manifest lists" in refusal(forged({"migrations": []}))
    assert Article.objects.get().headline == "Never saved"


def test_a_database_that_is_none_is_refused(forged, tmp_path):
    damaged = tmp_path / "damaged"
    whole = (tmp_path / "database").read_bytes()
    packed = gzip.compress(b"no database")
    for content in (b"", b"none", whole[: len(whole) // 2], whole[:20], whole[:-4] + b"none", packed, packed[:-9]):
        if content[:-4] != whole[:-4] or connection.vendor == "sqlite":  # PGDMP says nothing of its end
            damaged.write_bytes(content)
            refusal(forged(database=damaged))


def test_an_archive_that_lacks_a_table_of_this_release_is_refused(forged, tmp_path):
    if connection.vendor == "postgresql":
        pytest.skip("pg_dump writes the dumps there")
    lacking = tmp_path / "lacking"
    lacking.write_bytes(gzip.decompress((tmp_path / "database").read_bytes()))
    with closing(sqlite3.connect(lacking)) as database:
        database.execute("DROP TABLE otp_static_statictoken")
    (tmp_path / "packed").write_bytes(gzip.compress(lacking.read_bytes()))
    message = refusal(forged({"tables": {}}, database=tmp_path / "packed"))
    assert "lacks the table otp_static_statictoken" in message
