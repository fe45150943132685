"""Factories of rows for tests: each call creates one with defaults, except for what the test gives."""

from datetime import UTC, datetime, timedelta
from itertools import count

from django.utils import timezone

from articles.models import (
    Article,
    Author,
    Breaking,
    Byline,
    Language,
    Photo,
    PhotoUse,
    Section,
    ShownPhoto,
    SitePage,
    Tag,
    TopicPage,
    TopStory,
    Translation,
    TranslationGroup,
)

NOON = datetime(2020, 10, 2, 8, 0, tzinfo=UTC)  # October 2, 2020 - 12:00 AMT
_numbers = count(1)


def make_section(name="Region", **fields):
    """Return the section of that name; create it if it is missing."""
    return Section.objects.get_or_create(name=name, defaults=fields)[0]


def make_article(headline="", *, section=None, tags=(), minutes=0, photo=None, **fields):
    """Create an article, published `minutes` after noon of October 2, 2020, unless `fields` say otherwise.

    `photo`: a Photo that it shows with the photo's own texts. One that is not published yet has a
    summary, without which publishing would ask.
    """
    number = next(_numbers)
    fields.setdefault("published_at", NOON + timedelta(minutes=minutes))
    at = fields["published_at"]
    if at is None or (isinstance(at, datetime) and at > timezone.now()):
        fields.setdefault("summary", f"The summary of story {number}.")
    fields.setdefault("body", f"<p>The text of story {number}. It has two sentences.</p>")
    fields.setdefault("source", "PanARMENIAN.Net")
    headline = headline or f"Headline number {number}"
    article = Article.objects.create(headline=headline, section=section or make_section(), **fields)
    if tags:
        article.tags.add(*tags)
    if photo:
        show(article, photo)
        article.lead_photo = article.photo_uses.get()
        article.lead_photo.photo = photo
    return article


def open_language(tag, site_name="", **fields):
    """Open a language of the site for readers, and return it."""
    language = Language.objects.create(tag=tag, site_name=site_name, **fields)
    language.open()
    return language


def move_site_to(tag):
    """Open a language of the site, and put every story into its lists, whatever the language it is in."""
    open_language(tag)
    Article.objects.update(site_language=tag)
    TopStory.objects.update(language=tag)


def make_version(source, language, headline, **fields):
    """Create a story in `language` that is a version of `source` and follows its present text."""
    fields.setdefault("published_at", source.published_at)
    if source.translation_group is None:
        source.translation_group = TranslationGroup.objects.create()
        source.save(update_fields=["translation_group"])
    article = make_article(
        headline, section=source.section, language=language, translation_group=source.translation_group, **fields
    )
    Translation.objects.create(article=article, source=source, source_version=source.text_version)
    return article


def show(article, *photos, **texts):
    """Make these photos, in this order, all that the article shows; `texts` are the article's own, for the first."""
    shown = [ShownPhoto(photo.pk, **({} if at else texts)) for at, photo in enumerate(photos)]
    PhotoUse.objects.show(article, shown)
    article.keep_tags_and_photos()


def make_brief(headline="", **fields):
    """Create a published brief, as an import does: headline and summary, no text, no time."""
    fields.setdefault("summary", f"The summary of brief {next(_numbers)}.")
    return make_article(headline, **{"body": "", "story_type": "brief", "time_known": False} | fields)


def make_flash(headline="", **fields):
    """Create a published flash: a headline that an editor wrote."""
    return make_article(headline, body="", **fields)


def make_photo(**fields):
    """Create a photo's row, without a file."""
    fields.setdefault("alt", "A bridge over a gorge")
    return Photo.objects.create(image="photos/2020/10/bridge.jpg", width=1600, height=900, **fields)


def make_bylines(article, *names):
    """Create authors of those names, and bylines of the article in that order."""
    for position, name in enumerate(names):
        Byline.objects.create(article=article, author=Author.objects.create(name=name), position=position)


def make_top_story(article=None, **fields):
    return TopStory.objects.create(article=article or make_article(), **fields)


def seed_text(
    headline="Museum opens new wing in Gyumri",
    *,
    day="2020-10-02",
    stamp="October 2, 2020 - 12:00 AMT",
    paragraphs=("PanARMENIAN.Net - The museum opened a new wing.", "It is free on Sundays."),
    top=(),
    partner=(),
    latest=(),
):
    """Return the text of a seed in the sample's format."""
    lines = [f" date {day} {headline}", stamp, *paragraphs]
    lines += ["Top stories", *top, "Partner news", *partner, "Latest news", *latest]
    return "\n".join(lines)


def write_seeds(folder, **texts):
    """Write each text as `<name>.txt` into `folder` and return the folder."""
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def make_site_page(kind="about", language="en", *, title="A page", body="<p>What it says.</p>", on_site=True):
    """Create a page that says who we are; with `on_site=False` it is a draft."""
    page = SitePage(kind=kind, language=language, title=title, body=body)
    if on_site:
        page.show()
    page.save()
    return page


def make_topic_page(tag="Roads", language="en", **fields):
    """Write the page of the tag of that name, which exists, in a language."""
    fields = {"introduction": "<p>What we write of roads.</p>", **fields}
    return TopicPage.objects.create(tag=Tag.objects.get(name=tag), language=language, **fields)


def make_breaking(text="Quake shakes Gyumri", language="en", *, until=None, by=None, article=None, **fields):
    """Set the breaking news of a language, for an hour if nothing else is given."""
    until = until or timezone.now() + timedelta(hours=1)
    line = Breaking.objects.announce(language, text, until, by, article)
    if fields:
        Breaking.objects.filter(pk=line.pk).update(**fields)
    return line
