"""What is read of an uploaded file, and what of a zip that somebody made to do harm."""

import json
import os
import stat
import struct
import time
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.imports.seeds.uploads import unpacking
from articles.imports.seeds.uploads.unpacking import FILES_MAX, Member, NoSeeds, unpack
from tests.support.factories import seed_text

SEED = seed_text().encode()


def zip_of(*members: tuple[str | ZipInfo, bytes], packed: int = ZIP_DEFLATED) -> bytes:
    """A zip of these (name, bytes), in this order."""
    made = BytesIO()
    with ZipFile(made, "w", packed) as archive:
        for name, data in members:
            archive.writestr(name, data, packed)
    return made.getvalue()


def read(data: bytes, name: str = "seeds.zip") -> list[Member]:
    """What `unpack` reads, without a process of its own."""
    head, _, texts = unpacking.answer(data, name).partition(b"\n")
    found = json.loads(head)
    if "error" in found:
        raise NoSeeds(found["error"])
    members, at = [], 0
    for label, length, reason in found["members"]:
        members.append(Member(label, texts[at : at + length], reason))
        at += length
    return members


def left_out(data: bytes) -> dict[str, str]:
    return {member.name: member.reason for member in read(data) if member.reason}


def info(name: str, **attributes) -> ZipInfo:
    made = ZipInfo(name)
    for attribute, value in attributes.items():
        setattr(made, attribute, value)
    return made


def test_a_text_is_one_file_and_a_zip_is_its_texts_in_order():
    assert unpack(SEED, "a.txt") == [Member("a.txt", SEED)]
    assert unpack(zip_of(("b/2.txt", SEED), ("1.TXT", b"")), "s.zip") == [Member("b/2.txt", SEED), Member("1.TXT")]


def test_what_is_no_zip_and_no_text_is_left_to_the_importer():
    assert read(b"\x1f\x8b\x08 gzip", "a.txt") == [Member("a.txt", b"\x1f\x8b\x08 gzip")]


@pytest.mark.parametrize(
    "name", ["/etc/cron.d/a.txt", "../../a.txt", "..\\a.txt", "C:\\a.txt", "a/../../b.txt", "\n\x1b[31m.txt"]
)
def test_a_name_is_a_label_and_no_path(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = sorted(Path("/etc").iterdir()), os.listdir(tmp_path.parent)
    [member] = read(zip_of((name, SEED)))
    assert (member.text, member.reason) == (SEED, "")
    assert member.name.isprintable()
    assert (sorted(Path("/etc").iterdir()), os.listdir(tmp_path.parent), os.listdir(tmp_path)) == (*before, [])


def test_two_members_of_one_name_are_two_files():
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = zip_of(("a.txt", b"one"), ("a.txt", b"two"))
    assert [member.text for member in read(data)] == [b"one", b"two"]


def test_a_long_name_is_shortened_at_its_beginning():
    [member] = read(zip_of(("x" * 500 + "/end.txt", SEED)))
    assert len(member.name) == unpacking.NAME_MAX
    assert member.name.endswith("/end.txt")


@pytest.mark.parametrize("name", ["Երևան/լուր.txt", "Новости.txt"])
def test_names_are_read_with_the_sign_for_utf8_and_without_it(name):
    with_sign = zip_of((name, SEED))
    assert [member.name for member in read(with_sign)] == [name]
    without = bytearray(with_sign)
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = without.index(signature) + place
        flags = struct.unpack_from("<H", without, at)[0]
        struct.pack_into("<H", without, at, flags & ~0x800)
    assert [member.name for member in read(bytes(without))] == [name]


def test_a_name_in_an_old_code_page_is_read_somehow():
    data = zip_of(("X.txt", SEED)).replace(b"X.txt", b"\x8d.txt")
    assert [(member.name, member.text) for member in read(data)] == [("ì.txt", SEED)]


def test_folders_and_what_systems_add_are_passed_over():
    data = zip_of(
        *[("seeds/", b""), ("__MACOSX/seeds/._a.txt", b"\0"), ("seeds/.DS_Store", b"\0"), ("._a.txt", b"\0")],
        *[("seeds/Thumbs.db", b"\0"), ("seeds/a.txt", SEED)],
    )
    assert [member.name for member in read(data)] == ["seeds/a.txt"]


def test_other_files_links_and_zips_in_a_zip_are_left_out_with_a_reason():
    link = info("link.txt", external_attr=(stat.S_IFLNK | 0o777) << 16, create_system=3)
    data = zip_of(
        (link, b"/etc/passwd"), ("page.html", b"<p>"), ("inner.zip", zip_of(("a.txt", SEED))), ("a.txt", SEED)
    )
    assert left_out(data) == {
        "link.txt": "it is a link: put the file itself into the zip",
        "page.html": "it is not a .txt file, and only those are read",
        "inner.zip": "it is not a .txt file, and only those are read",
    }
    assert read(data)[-1] == Member("a.txt", SEED)


def test_encrypted_oddly_packed_and_damaged_members_are_left_out_and_the_others_read():
    encrypted = bytearray(zip_of(("a.txt", SEED), ("b.txt", SEED)))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        encrypted[encrypted.index(signature) + place] |= 1
    assert left_out(bytes(encrypted)) == {"a.txt": "it is encrypted: pack it without a password"}
    odd = zip_of(("a.txt", SEED), packed=ZIP_BZIP2)
    assert "pack it as an ordinary zip" in left_out(odd)["a.txt"]
    damaged = bytearray(zip_of(("a.txt", os.urandom(400)), ("b.txt", SEED)))
    damaged[100] ^= 0xFF
    assert "it is damaged in the zip" in left_out(bytes(damaged))["a.txt"]
    assert read(bytes(damaged))[1] == Member("b.txt", SEED)


def test_a_member_that_says_to_begin_beyond_any_file_is_left_out():
    good = zip_of(("a.txt", SEED), ("b.txt", SEED))
    at = good.index(b"PK\x01\x02")
    first, size = bytearray(good[at : at + 46 + 5]), len(good) - 22 - at
    extra = struct.pack("<HHQ", 1, 8, 2**64 - 1)  # a ZIP64 field: where the member begins
    struct.pack_into("<H", first, 30, len(extra))
    struct.pack_into("<I", first, 42, 0xFFFFFFFF)
    end = bytearray(good[-22:])
    struct.pack_into("<I", end, 12, size + len(extra))
    members = read(good[:at] + bytes(first) + extra + good[at + 51 : -22] + bytes(end))
    assert members == [Member("a.txt", reason="it is damaged in the zip: pack it once more"), Member("b.txt", SEED)]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (zip_of(), "holds no .txt file"),
        (zip_of(("folder/", b"")), "holds no .txt file"),
        (zip_of(("a.txt", SEED))[:-30], "cut short or damaged"),
        (b"PK\x03\x04", "cut short or damaged"),
        (b"no zip at all", "cut short or damaged"),
        (
            zip_of(*((f"{n}.txt", b"") for n in range(10_000))),
            r"It holds 10,000 files; 1,000 is the most here\. For more",
        ),
    ],
    ids=["empty", "folder", "cut", "magic", "text", "many"],
)
def test_what_cannot_be_read_as_a_whole_is_refused_with_what_to_do(data, message):
    with pytest.raises(NoSeeds, match=message):
        read(data)


def test_as_many_files_as_may_be_are_read():
    assert len(read(zip_of(*((f"{n}.txt", b"x") for n in range(FILES_MAX))))) == FILES_MAX


def bomb(size: int, declared: int | None = None, number: int = 1) -> bytes:
    """A zip of `number` texts of `size` zeros each, which declares another size in all its headers."""
    data = bytearray(zip_of(*((f"{n}.txt", b"0" * size) for n in range(number))))
    for signature, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)) if declared is not None else ():
        at = -1
        while (at := data.find(signature, at + 1)) >= 0:
            struct.pack_into("<I", data, at + place, declared)
    return bytes(data)


def test_a_bomb_is_refused_by_what_it_declares_and_by_what_it_holds():
    with pytest.raises(NoSeeds, match=r"Its files have 24\.0 MB; 20 MB is the most"):
        read(bomb(4_000_000, number=6))
    assert "is the most" in left_out(bomb(50_000_000))["0.txt"]
    liar = read(bomb(50_000_000, declared=10))
    assert (liar[0].text, "damaged" in liar[0].reason) == (b"", True)


def test_a_large_bomb_takes_neither_the_memory_nor_the_time_of_the_site():
    data = bomb(4_100_000, number=40)
    begun = time.monotonic()
    with pytest.raises(NoSeeds):
        unpack(data, "bomb.zip")
    assert time.monotonic() - begun < 10


def test_more_bytes_than_may_be_are_not_even_read():
    with pytest.raises(NoSeeds, match=r"It has 20\.0 MB; 20 MB is the most here"):
        unpack(bytes(unpacking.UPLOAD_BYTES_MAX + 1), "a.txt")


@pytest.mark.parametrize("error", list(unpacking.STOPPED))
def test_a_sandbox_that_stops_says_what_to_do(monkeypatch, error):
    def stop(*args, **about):
        raise error

    monkeypatch.setattr(unpacking.SANDBOX.__class__, "run", stop)
    with pytest.raises(NoSeeds, match="Upload"):
        unpack(SEED, "a.txt")


@given(st.binary(max_size=300), st.integers(0, 400))
def test_a_zip_with_anything_in_it_is_read_or_refused(noise, at):
    good = zip_of(("a.txt", SEED), ("b.txt", b"x"))
    mixed = good[:at] + noise + good[at + len(noise) :]
    try:
        members = read(mixed)
    except NoSeeds:
        return
    assert all(member.name.isprintable() for member in members)
