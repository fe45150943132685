"""What is read of a picture's own metadata (IPTC, as IIM and as XMP), and that nothing of it is served."""

import json

import pytest

from articles.models import Photo
from articles.photos import embedded, processing, uploads, xmp
from articles.photos.embedded import EmbeddedTexts
from tests.support.embedded import picture_that_says
from tests.support.pictures import encoded, quarters, upload

RUSSIAN = {
    "headline": "Мост через Дебед открыт",
    "caption": "Первый автобус едет по мосту через Дебед после ремонта.",
    "creator": "Анаит Саргсян",
    "credit": "Фотолур",
    "copyright": "© 2020 Фотолур",
}
IIM = {
    "headline": "Headline",
    "caption": "Caption-Abstract",
    "creator": "By-line",
    "credit": "Credit",
    "copyright": "CopyrightNotice",
}
XMP = {
    "headline": "XMP-photoshop:Headline",
    "caption": "XMP-dc:Description",
    "creator": "XMP-dc:Creator",
    "credit": "XMP-photoshop:Credit",
    "copyright": "XMP-dc:Rights",
    "usage_terms": "XMP-xmpRights:UsageTerms",
    "alt": "XMP-iptcCore:AltTextAccessibility",
    "taken": "XMP-photoshop:DateCreated",
    "source_type": "XMP-iptcExt:DigitalSourceType",
}
ALL = RUSSIAN | {
    "usage_terms": "Однократно, без архива",
    "alt": "Красный автобус на каменном мосту.",
    "taken": "2020-10-02T19:13:00+04:00",
    "source_type": "trainedAlgorithmicMedia",
}
VOCABULARY = "http://cv.iptc.org/newscodes/digitalsourcetype/"


def in_iim(charset: str, **texts) -> list[str]:
    place = ["-IPTC:Sub-location=Алаверди", "-IPTC:Province-State=Лори", "-IPTC:Country-PrimaryLocationName=Армения"]
    moment = ["-IPTC:DateCreated=2020:10:02", "-IPTC:TimeCreated=19:13:00+04:00"]
    declared = ["-CodedCharacterSet=UTF8"] if charset == "UTF8" else ["-charset", f"iptc={charset}"]
    return [*declared, *(f"-IPTC:{IIM[name]}={text}" for name, text in texts.items()), *place, *moment]


def in_xmp(**texts) -> list[str]:
    texts |= {"source_type": VOCABULARY + texts["source_type"]} if "source_type" in texts else {}
    place = ["-XMP-iptcExt:LocationCreatedCity=Алаверди", "-XMP-iptcExt:LocationCreatedCountryName=Армения"]
    return [*(f"-{XMP[name]}={text}" for name, text in texts.items()), *place]


def everything(format: str) -> bytes:
    """A picture that is large enough for most sizes and says all of it, a JPEG in both ways."""
    told = in_xmp(**ALL) + (in_iim("UTF8", **RUSSIAN) if format == "JPEG" else [])
    return picture_that_says(*told, format=format, width=1300, height=700)


def texts_in(data: bytes) -> EmbeddedTexts:
    return uploads.read(upload(data)).texts


@pytest.mark.parametrize("charset", ["UTF8", "cp1251"])
def test_iim_reads_as_it_was_written(charset):
    data = picture_that_says(*in_iim(charset, **RUSSIAN))
    assert ("Мост".encode("cp1251") in data) == (charset == "cp1251")
    told = RUSSIAN | {"place": "Алаверди, Лори, Армения", "taken": "2020-10-02T19:13:00+04:00"}
    assert texts_in(data) == EmbeddedTexts(**told)


def test_western_letters_without_a_declaration_are_no_cyrillic():
    data = picture_that_says("-charset", "iptc=cp1252", "-IPTC:By-line=René Müller", "-IPTC:City=Zürich")
    assert texts_in(data) == EmbeddedTexts(creator="René Müller", place="Zürich")


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_xmp_reads_as_it_was_written_in_every_format(format):
    data = picture_that_says(*in_xmp(**ALL), format=format)
    assert texts_in(data) == EmbeddedTexts(**ALL, place="Алаверди, Армения")


def test_xmp_comes_first_and_iim_where_it_is_silent():
    data = picture_that_says("-XMP-photoshop:Credit=Photolure", "-IPTC:Credit=An agency", "-IPTC:By-line=Anahit")
    assert texts_in(data) == EmbeddedTexts(credit="Photolure", creator="Anahit")


def test_several_creators_are_all_named():
    data = picture_that_says("-XMP-dc:Creator=Anahit Sargsyan", "-XMP-dc:Creator=Aram Manukyan")
    assert texts_in(data).creator == "Anahit Sargsyan, Aram Manukyan"


def test_a_date_without_a_time_stays_a_date():
    assert texts_in(picture_that_says("-IPTC:DateCreated=2020:10:02")).taken == "2020-10-02"


def test_the_beginning_of_a_jpeg_says_it_already():
    data = picture_that_says(*in_xmp(**ALL), width=900, height=700)
    assert uploads.texts_of(upload(data[: len(data) - 2_000])).credit == "Фотолур"


def test_a_picture_without_texts_has_none():
    assert texts_in(encoded(quarters(60, 40))) == EmbeddedTexts()


@pytest.mark.django_db
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_no_stored_file_has_anything_of_it(format):
    data = everything(format)
    traces = [b"http://ns.adobe.com", b"Photoshop", b"8BIM", *(text.encode() for text in RUSSIAN.values())]
    assert sum(trace in data for trace in traces) >= len(RUSSIAN)
    photo = Photo.objects.create(alt="A bridge", image=upload(data))
    files = photo.files()
    assert len(files) == 20
    for name in files:
        with photo.image.storage.open(name) as file:
            stored = file.read()
        assert [trace for trace in traces if trace in stored] == [], name


# --- Hostile files ----------------------------------------------------------------------------


def packet(inside: str, before: str = "") -> bytes:
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    return (
        f'{before}<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{rdf}"><rdf:Description rdf:about=""'
        f' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">{inside}</rdf:Description></rdf:RDF></x:xmpmeta>'
    ).encode()


CREDIT = "<photoshop:Credit>Photolure</photoshop:Credit>"
HOSTILE = {
    "a file of ours": packet(
        "<photoshop:Credit>&xxe;</photoshop:Credit>", '<!DOCTYPE x [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>'
    ),
    "another host": packet(CREDIT, '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/evil.dtd">'),
    "entities that grow": packet(
        "<photoshop:Credit>&c;</photoshop:Credit>",
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
    ),
    "deep": packet("<photoshop:Credit>" * 100_000 + "</photoshop:Credit>" * 100_000),
    "huge": packet(CREDIT + " " * xmp.BYTES_MAX),
    "cut short": packet(CREDIT)[:-40],
    "no xml": b"\xff\xfe\x00<<<<",
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_hostile_xmp_is_no_metadata_and_the_picture_is_taken(data):
    picture = quarters(60, 40)
    picture.info["xmp"] = data
    assert embedded.read(picture) == EmbeddedTexts()
    assert texts_in(encoded(quarters(60, 40), "WEBP", xmp=data)) == EmbeddedTexts()


def test_the_same_packet_without_the_attack_is_read():
    assert texts_in(encoded(quarters(60, 40), "WEBP", xmp=packet(CREDIT))).credit == "Photolure"


def test_a_long_text_is_cut():
    data = encoded(quarters(60, 40), "WEBP", xmp=packet(CREDIT.replace("Photolure", "ha " * 9_000)))
    assert len(texts_in(data).credit) == embedded.TEXT_MAX


@pytest.mark.sandbox
def test_the_texts_come_out_of_the_real_sandbox():
    assert texts_in(picture_that_says(*in_iim("cp1251", **RUSSIAN))).creator == "Анаит Саргсян"


@pytest.mark.parametrize("seed", range(40))
def test_damaged_iim_is_read_or_not_and_raises_nothing(seed):
    data = bytearray(picture_that_says(*in_iim("cp1251", **RUSSIAN)))
    start = data.index(b"8BIM")
    data[start + 12 + seed * 4] ^= 0xFF
    try:
        answer = processing.to_original(bytes(data))
    except processing.NoPicture:
        return
    assert set(json.loads(answer[1])) == set(EmbeddedTexts._fields)
