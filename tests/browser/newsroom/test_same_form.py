"""The button Preview leaves the form alone; a form that Back brings again is the same form."""

from playwright.sync_api import expect

from articles.models import Article, Author, WorkingCopy
from tests.browser.desk import choose, give_password, press, text_of
from tests.support.factories import make_article, make_section


def test_preview_opens_in_a_tab_of_its_own_and_leaves_the_form_and_its_copy_alone(newsroom, complaints):
    article = make_article("Rain", body="<p>It rains.</p>")
    newsroom.goto(f"/admin/articles/article/{article.pk}/change/")
    text_of(newsroom)
    newsroom.get_by_label("Headline").fill("Snow and hail")
    with newsroom.expect_popup() as opened:
        press(newsroom, "Preview")
    shown = opened.value
    expect(shown.get_by_role("heading", name="Snow and hail")).to_be_visible()
    expect(shown.get_by_role("heading", name="Preview of the form, not saved")).to_be_visible()
    expect(newsroom.get_by_label("Headline")).to_have_value("Snow and hail")
    expect(newsroom.locator("#kept")).to_contain_text("Not saved yet; a copy is kept since", timeout=15_000)
    newsroom.goto("/admin/")
    expect(newsroom.get_by_role("button", name="Unsaved: Snow and hail")).to_be_visible()
    assert (Article.objects.get().headline, WorkingCopy.objects.count()) == ("Rain", 1)
    assert not complaints


def test_back_and_save_again_with_a_change_makes_no_second_author(newsroom):
    newsroom.goto("/admin/articles/author/add/")
    newsroom.get_by_label("Name").fill("Ani")
    press(newsroom, "Save")
    expect(newsroom.locator(".messagelist")).to_contain_text("was added successfully")
    newsroom.go_back()
    expect(newsroom.get_by_label("Name")).to_have_value("Ani")
    newsroom.get_by_label("Bio").fill("Writes.")
    press(newsroom, "Save")
    expect(newsroom.locator(".errorlist")).to_contain_text("This form has made “Ani” already.")
    press(newsroom, "Save")
    expect(newsroom.locator(".messagelist")).to_contain_text("was changed successfully")
    assert Author.objects.values_list("name", "bio").get() == ("Ani", "Writes.")


def test_another_story_written_after_back_is_a_story_of_its_own(newsroom):
    section = make_section()
    for headline in ("Rain in Gyumri", "Snow in Vanadzor"):
        if headline.startswith("Snow"):
            newsroom.go_back()
        else:
            newsroom.goto("/admin/articles/article/add/")
        text_of(newsroom)
        newsroom.get_by_role("textbox", name="Headline").fill(headline)
        choose(newsroom, "section", section.name[:3], section.name)
        newsroom.get_by_role("button", name="Save", exact=True).click()
        expect(newsroom.locator(".messagelist")).to_contain_text(headline)
    assert set(Article.objects.values_list("headline", flat=True)) == {"Rain in Gyumri", "Snow in Vanadzor"}


def test_the_question_before_save_publishes_is_not_answered_by_a_second_enter(newsroom):
    article = make_article("Rain", published_at=None)
    newsroom.goto(f"/admin/articles/article/{article.pk}/change/")
    text_of(newsroom)
    newsroom.get_by_label("Date", exact=True).fill("30.11.2020")
    newsroom.get_by_label("Time").fill("7.30 pm")
    newsroom.get_by_label("Time").press("Enter")
    asked = newsroom.get_by_role("region", name="Before this goes onto the site")
    expect(asked).to_contain_text("November 30, 2020 - 19:30 AMT, has passed")
    expect(asked).to_be_focused()
    newsroom.keyboard.press("Enter")
    expect(asked).to_be_visible()
    assert Article.objects.get().state == "draft"


def test_without_scripts_the_second_log_in_tab_leads_on_and_one_author_is_made(browser, base_url, editor):
    path = "/admin/articles/author/add/"
    plain = browser.new_context(base_url=base_url, java_script_enabled=False)
    first, second = plain.new_page(), plain.new_page()
    second.goto(f"/admin/login/?next={path}")
    give_password(first, editor.username)
    second.get_by_label("Username").fill(editor.username)
    second.get_by_label("Password").fill("whatever")
    press(second, "Log in")
    expect(second.get_by_role("heading", name="New author")).to_be_visible()
    for _ in range(2):
        second.get_by_label("Name").fill("Ani")
        press(second, "Save")
        expect(second.locator(".messagelist")).to_contain_text("“Ani”")
        second.goto(path)
    assert Author.objects.count() == 1
    plain.close()
