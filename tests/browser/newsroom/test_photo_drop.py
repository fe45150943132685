"""Pictures dropped on a story's form, pasted into it or chosen: each is shown, described and put into the story."""

import base64

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article, Photo
from tests.browser.desk import out_of_sight, press, text_of
from tests.browser.visit import AXE, AXE_OPTIONS, VIOLATIONS
from tests.support.factories import make_article
from tests.support.newsroom import CHANGE
from tests.support.pictures import encoded, make_photo, quarters

BRIDGE, ROAD = encoded(quarters(400, 300)), encoded(quarters(300, 400))
GIVE = """(target, {kind, files}) => {
    const data = new DataTransfer();
    for (const [name, type, bytes] of files) {
        data.items.add(new File([Uint8Array.from(atob(bytes), one => one.charCodeAt(0))], name, {type}));
    }
    const box = target.getBoundingClientRect();
    const at = {clientX: box.left + 20, clientY: box.top + 20, bubbles: true, cancelable: true};
    const event = kind === "paste" ? new ClipboardEvent("paste", {clipboardData: data, ...at})
        : new DragEvent("drop", {dataTransfer: data, ...at});
    target.dispatchEvent(event);
}"""


@pytest.fixture
def draft(newsroom):
    newsroom.goto(reverse(CHANGE, args=[make_article("Rain", body="<p>It rains.</p>", published_at=None).pk]))
    text_of(newsroom)
    return newsroom


def give(target, kind: str, *files: tuple[str, str, bytes]) -> None:
    packed = [(name, mime, base64.b64encode(data).decode()) for name, mime, data in files]
    target.evaluate(GIVE, {"kind": kind, "files": packed})


def arriving(page):
    return page.locator("#arriving li")


def add(row, words: str) -> None:
    row.get_by_label("Alternative text").fill(words)
    row.get_by_role("button", name="Add to the story").click()


def saved(page) -> Article:
    page.keyboard.press("Control+s")
    expect(page.locator(".answer")).to_contain_text("is saved as a draft.")
    return Article.objects.get()


def test_a_picture_dropped_into_the_text_is_the_photo_and_has_its_place_there(draft, complaints):
    give(text_of(draft), "drop", ("bridge.jpg", "image/jpeg", BRIDGE))
    row = arriving(draft)
    expect(row.get_by_label("Alternative text")).to_be_focused()
    row.locator("canvas").click(position={"x": 80, "y": 60})
    expect(row.get_by_label("Focal point, % from the left")).to_have_value("25")
    add(row, "A bridge")
    expect(draft.locator("#arriving [role=status]")).to_have_text(
        "“A bridge” is in the story. Save the story to keep it there."
    )
    expect(draft.locator(".field-photo .chosen-photo")).to_contain_text("A bridge")
    photo = Photo.objects.get()
    article = saved(draft)
    assert (article.lead_photo.photo, photo.focus[0], photo.added_by.username) == (photo, 25, "anahit")
    assert f"[photo {photo.pk}]" in article.body
    assert complaints == []


def test_several_at_once_beside_the_text_are_the_first_photo_and_more_of_them(draft):
    give(draft.locator(".rail"), "drop", ("bridge.jpg", "image/jpeg", BRIDGE), ("road.jpg", "image/jpeg", ROAD))
    expect(arriving(draft)).to_have_count(2)
    for row, words in zip(arriving(draft).all(), ("A bridge", "A road"), strict=True):
        row.get_by_label("Alternative text").fill(words)
    press(draft, "Add all of them")
    expect(arriving(draft)).to_have_count(0)
    article = saved(draft)
    assert [use.photo.alt for use in article.photo_uses.order_by("position")] == ["A bridge", "A road"]
    assert "[photo" not in article.body


def test_a_pasted_picture_without_words_says_so_in_place_and_nothing_is_lost(draft):
    give(text_of(draft), "paste", ("image.png", "image/png", encoded(quarters(200, 150), "PNG")))
    row = arriving(draft)
    row.get_by_label("Caption").fill("The bridge in June")
    row.get_by_role("button", name="Add to the story").click()
    expect(row.get_by_role("alert")).to_contain_text("Alternative text: This field is required.")
    expect(row.get_by_label("Caption")).to_have_value("The bridge in June")
    add(row, "A bridge")
    expect(arriving(draft)).to_have_count(0)
    assert Photo.objects.get().caption == "The bridge in June"


def test_a_file_that_is_no_picture_is_refused_in_place(draft):
    give(text_of(draft), "drop", ("bridge.jpg", "image/jpeg", b"no picture at all"))
    add(arriving(draft), "A bridge")
    expect(arriving(draft).get_by_role("alert")).not_to_be_empty()
    arriving(draft).get_by_role("button", name="Leave it").click()
    expect(arriving(draft)).to_have_count(0)
    assert not Photo.objects.exists()


def test_a_picture_stays_when_the_session_has_ended(draft):
    give(text_of(draft), "drop", ("bridge.jpg", "image/jpeg", BRIDGE))
    Session.objects.all().delete()
    add(arriving(draft), "A bridge")
    expect(arriving(draft).get_by_role("alert")).to_contain_text("your session has ended")
    expect(arriving(draft).get_by_label("Alternative text")).to_have_value("A bridge")


def test_a_picture_that_waits_stops_the_save(draft):
    give(text_of(draft), "drop", ("bridge.jpg", "image/jpeg", BRIDGE))
    draft.keyboard.press("Control+s")
    expect(draft.get_by_text("Add these pictures to the story or leave them; then save.")).to_be_visible()
    assert Article.objects.get().history.count() == 1


def test_a_save_waits_for_a_picture_that_is_on_its_way(draft):
    held = []
    draft.route("**/pick/photos/", lambda way: held.append(way) if way.request.method == "POST" else way.continue_())
    give(text_of(draft), "drop", ("bridge.jpg", "image/jpeg", BRIDGE))
    add(arriving(draft), "A bridge")
    draft.keyboard.press("Control+s")
    expect(draft.locator("#arriving progress")).to_be_visible()
    held[0].continue_()
    expect(draft.locator(".answer")).to_contain_text("is saved")
    assert Article.objects.get().photo_uses.get().photo.alt == "A bridge"


def test_files_other_than_pictures_are_named_with_where_they_belong(draft):
    give(draft.locator("#article_form"), "drop", ("rules.pdf", "application/pdf", b"%PDF-1.4"))
    said = draft.locator("#arriving [role=status]")
    expect(said).to_contain_text("not “rules.pdf”. Recordings and documents: under “Files”.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_files_are_chosen_by_keyboard_and_axe_finds_nothing(draft, width, scheme):
    make_photo()
    draft.set_viewport_size({"width": width, "height": 844})
    draft.emulate_media(color_scheme=scheme)
    with draft.expect_file_chooser() as chooser:
        draft.get_by_role("button", name="Upload pictures").press("Enter")
    files = [{"name": name, "mimeType": "image/jpeg", "buffer": BRIDGE} for name in ("one.jpg", "two.jpg")]
    chooser.value.set_files(files)
    expect(arriving(draft)).to_have_count(2)
    draft.evaluate(AXE)
    assert draft.evaluate(VIOLATIONS, AXE_OPTIONS) == []
    assert out_of_sight(draft) == []
