"""What is pasted into a field of one line becomes one: line ends, bullets and what nobody sees are left out."""

import pytest
from django.urls import reverse

from articles.front import curation
from articles.models import Photo, TopStory
from tests.support.factories import make_article
from tests.support.newsroom import save
from tests.support.pictures import make_photo

pytestmark = pytest.mark.django_db
PASTED = "•\tRain in\u200b Gyumri\r\n\r\n  ·  and snow - in\u00a0Vanadzor\r\n"
LINE = "Rain in Gyumri and snow - in Vanadzor"


def test_the_headline_and_the_blurb_of_a_story(admin_client):
    article = make_article()
    save(admin_client, article, headline=PASTED, summary=PASTED)
    assert (article.headline, article.summary) == (LINE, LINE)


def test_a_blurb_of_more_lines_that_nobody_touches_stays(admin_client):
    article = make_article(summary="• One.\nTwo.")
    save(admin_client, article, source="Somebody")
    assert article.summary == "• One.\nTwo."


def test_a_dash_at_the_beginning_stays(admin_client):
    article = make_article()
    save(admin_client, article, summary="– Да, сказал он.\r\n— Нет.")
    assert article.summary == "– Да, сказал он. — Нет."


def test_the_blurb_of_a_top_story(admin_client):
    data = {"article": make_article().pk, "blurb": PASTED, "until_0": "", "until_1": "", "position": "1"}
    admin_client.post(reverse("admin:articles_topstory_add"), data)
    assert TopStory.objects.get().blurb == LINE


def test_the_blurb_of_a_top_story_at_the_desk(admin_client):
    row = {"article": make_article().pk, "place": "top-1", "until": "", "blurb": PASTED}
    data = {f"row-0-{name}": value for name, value in row.items()}
    admin_client.post("/admin/articles/front/", {"token": curation.stored().token, **data})
    assert TopStory.objects.get().blurb == LINE


def test_the_words_of_a_photo(admin_client):
    photo = make_photo()
    words = {"alt": PASTED, "caption": PASTED, "credit": PASTED, "focal_x": "50", "focal_y": "50"}
    admin_client.post(reverse("admin:articles_photo_change", args=[photo.pk]), words)
    photo = Photo.objects.get()
    assert (photo.alt, photo.caption, photo.credit) == (LINE, LINE, LINE)


def test_a_text_loses_what_nobody_sees(admin_client):
    article = make_article(body="")
    save(admin_client, article, body="<p>Rain\u200b in\ufeff Gyum&shy;ri</p>")
    assert article.body == "<p>Rain in Gyumri</p>"


def test_a_text_loses_empty_paragraphs_and_its_typed_bullets_become_a_list(admin_client):
    article = make_article(body="")
    save(admin_client, article, body="<p>Open:</p><p>&nbsp;</p><p>· the museum</p><p></p><p>· the park</p><p></p>")
    assert article.body == "<p>Open:</p><ul><li><p>the museum</p></li><li><p>the park</p></li></ul>"


def test_a_text_that_nobody_touches_keeps_it(admin_client):
    body = '<p>Rain\u200b in <a href="https://www.google.com/url?q=https://example.org/">Gyumri</a></p>'
    article = make_article(body=body)
    save(admin_client, article, headline="Rain")
    assert (article.headline, article.body) == ("Rain", body)
