"""Photos in a browser: one is uploaded beside the story that it is for, and its focal point set by a click."""

import re

import pytest
from playwright.sync_api import expect

from articles.models import Author, FrontSlot, Photo, PhotoUse, ShownPhoto
from tests.browser.desk import choose
from tests.support.factories import make_article, make_topic_page, show
from tests.support.pictures import encoded, make_photo, quarters

PAGES = ["photo/", "photo/add/", "author/", "author/add/", "frontslot/", "frontslot/add/"]
PICTURE = {"name": "bridge.jpg", "mimeType": "image/jpeg", "buffer": encoded(quarters(400, 300))}


@pytest.mark.parametrize("address", PAGES)
def test_a_page_works_under_the_content_policy(newsroom, complaints, address):
    FrontSlot.objects.create(place=0, article=make_article(photo=make_photo()))
    newsroom.goto(f"/admin/articles/{address}", wait_until="networkidle")
    expect(newsroom.locator("#content h1")).to_be_visible()
    assert complaints == []


def test_a_photo_is_uploaded_in_the_popup_and_stands_in_the_story(newsroom, complaints):
    article = make_article("Rain")
    newsroom.goto(f"/admin/articles/article/{article.pk}/change/", wait_until="networkidle")
    with newsroom.expect_popup() as opened:
        newsroom.locator("#add_id_photo").click()
    popup = opened.value
    popup.get_by_label("Image").set_input_files(PICTURE)
    popup.get_by_label("Alternative text").fill("A bridge")
    with popup.expect_event("close"):
        popup.get_by_role("button", name="Save", exact=True).click()
    expect(newsroom.locator(".field-photo .chosen-photo")).to_contain_text("A bridge")
    newsroom.get_by_role("button", name="Save", exact=True).click()
    expect(newsroom.locator(".messagelist")).to_contain_text("is on the site")
    article.refresh_from_db()
    assert article.lead_photo.photo == Photo.objects.get()
    assert complaints == []


def test_a_click_on_the_picture_sets_its_focal_point(newsroom, complaints):
    photo = make_photo(400, 300)
    newsroom.goto(f"/admin/articles/photo/{photo.pk}/change/", wait_until="networkidle")
    picture = newsroom.locator(".focal")
    size = picture.bounding_box()
    picture.click(position={"x": size["width"] * 0.25, "y": size["height"] * 0.8})
    expect(newsroom.locator("#id_focal_x")).to_have_value("25")
    expect(newsroom.locator("#id_focal_y")).to_have_value("80")
    expect(picture.locator("circle")).to_have_attribute("cx", "25%")
    newsroom.locator("#id_focal_y").fill("60")
    expect(picture.locator("circle")).to_have_attribute("cy", "60%")
    newsroom.get_by_role("button", name="Save", exact=True).click()
    expect(newsroom.locator(".messagelist")).to_contain_text("changed successfully")
    photo.refresh_from_db()
    assert photo.focus == (25, 60)
    assert complaints == []


def test_authors_and_a_correction_are_added_below_the_story(newsroom, complaints):
    article = make_article("Rain")
    Author.objects.create(name="Anahit Sargsyan")
    newsroom.goto(f"/admin/articles/article/{article.pk}/change/", wait_until="networkidle")
    choose(newsroom, "author", "ana", "Anahit Sargsyan")
    newsroom.get_by_role("button", name=re.compile("Add another correction", re.IGNORECASE)).click()
    newsroom.locator("#id_corrections-0-text").fill("It rained on Friday.")
    newsroom.get_by_role("button", name="Save", exact=True).click()
    expect(newsroom.locator(".messagelist")).to_contain_text("is on the site")
    assert [author.name for author in article.authors.all()] == ["Anahit Sargsyan"]
    assert [note.text for note in article.corrections.all()] == ["It rained on Friday."]
    assert complaints == []


def test_another_photo_brings_its_words_in_gray_and_clears_those_about_the_first(newsroom, complaints):
    article, tunnel = make_article("Rain"), make_photo(alt="A tunnel", caption="The tunnel", credit="Photo: Ani")
    show(article, make_photo(alt="A bridge", caption="The bridge"), caption="The bridge in June")
    newsroom.goto(f"/admin/articles/article/{article.pk}/change/", wait_until="networkidle")
    caption, alt = newsroom.locator("#id_photo_caption"), newsroom.locator("#id_photo_alt")
    expect(caption).to_have_value("The bridge in June")
    expect(alt).to_have_attribute("placeholder", "A bridge")
    newsroom.locator(".field-photo .chosen-photo button").click()
    expect(alt).to_be_hidden()
    choose(newsroom, "photo", "tun", "A tunnel")
    expect(caption).to_have_value("")
    expect(caption).to_have_attribute("placeholder", "The tunnel")
    expect(newsroom.locator("#id_photo_credit")).to_have_attribute("placeholder", "Photo: Ani")
    expect(alt).to_have_attribute("placeholder", "A tunnel")
    alt.fill("The end of a tunnel")
    newsroom.get_by_role("button", name="Save", exact=True).click()
    expect(newsroom.locator(".messagelist")).to_contain_text("is on the site")
    assert PhotoUse.objects.shown_in(article.pk) == [ShownPhoto(tunnel.pk, alt="The end of a tunnel")]
    assert complaints == []


def test_the_chosen_photos_are_seen_beside_their_fields(newsroom, complaints):
    lead, more = make_photo(640, 480, alt="A bridge"), make_photo(640, 480, alt="A road")
    other = make_photo(640, 480, alt="A tram")
    article = make_article("Rain", tags=["Roads"])
    show(article, lead, more)
    make_topic_page(photo=more)
    newsroom.goto(f"/admin/articles/article/{article.pk}/change/", wait_until="networkidle")
    stems = [photo.image.name.rpartition(".")[0].rpartition("/")[2] for photo in (lead, more, other)]
    pictures = newsroom.locator("img.picked")
    expect(pictures).to_have_count(2)
    assert [stem in pictures.nth(at).get_attribute("src") for at, stem in enumerate(stems[:2])] == [True, True]
    newsroom.get_by_role("combobox", name="Look for a photo").first.click()
    newsroom.locator(".picker .options > li", has_text="A tram").click()
    expect(pictures.first).to_have_attribute("src", re.compile(re.escape(stems[2])))
    newsroom.goto(f"/admin/articles/tag/{article.tags.get().pk}/change/", wait_until="networkidle")
    expect(pictures).to_have_attribute("src", re.compile(re.escape(stems[1])))
    assert complaints == []
