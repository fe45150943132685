"""Audio, video and documents in a browser: nothing is loaded before play; then parts, captions and downloads."""

import pytest

from tests.browser.visit import DESK, PHONE
from tests.support.factories import make_article
from tests.support.files import make_file, pdf, show_files

pytestmark = pytest.mark.django_db(transaction=True)
PLAY = """async (video) => {
    video.muted = true;
    await video.play();
    await new Promise((done) => video.addEventListener("timeupdate", done, { once: true }));
    return video.currentTime > 0;
}"""
CUES = """async (video) => {
    const [track] = video.textTracks;
    track.mode = "showing";
    await new Promise((done) => document.querySelector("track").addEventListener("load", done, { once: true }));
    return [...track.cues].map((cue) => cue.text);
}"""


@pytest.fixture
def story(live_server):
    film = make_file("film.webm", title="The bridge", captions=("en",))
    budget = make_file("b.pdf", pdf(), title="Բյուջե 2026")
    article = make_article(body=f"<p>Before.</p><p>[file {film.pk}]</p><p>After.</p>")
    show_files(article, film, budget)
    return f"{live_server.url}{article.get_absolute_url()}"


@pytest.mark.parametrize("window", [DESK, PHONE], ids=["desk", "phone"])
def test_a_video_plays_after_a_press_and_its_place_stays(page, story, window):
    page.set_viewport_size({"width": window, "height": 900})
    answers = []
    page.on("response", lambda answer: answers.append((answer.status, answer.url.rpartition(".")[2])))
    page.goto(story)
    page.wait_for_load_state("networkidle")
    assert [one for one in answers if one[1] in ("webm", "vtt", "pdf")] == []
    video = page.locator("video")
    before = video.bounding_box()
    assert video.evaluate(PLAY)
    assert (206, "webm") in answers
    assert video.evaluate(CUES) == ["A test picture moves."]
    assert video.bounding_box() == before
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_document_is_downloaded_under_its_title(page, story):
    page.goto(story)
    with page.expect_download() as download:
        page.get_by_role("link", name="Բյուջե 2026").click()
    assert download.value.suggested_filename == "Բյուջե 2026.pdf"
