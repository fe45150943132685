"""The edition moves when the public site may have changed, and only then."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.database import edition
from articles.models import (
    Article,
    Author,
    AuthorName,
    Breaking,
    Byline,
    Correction,
    Embed,
    FileUse,
    FrontSlot,
    Language,
    MailChoice,
    MediaFile,
    Notice,
    OldTagAddress,
    Photo,
    PhotoUse,
    Redirect,
    SectionName,
    SitePage,
    Tag,
    TaggedArticle,
    TagName,
    TopicPage,
    TopStory,
    Translation,
    TranslationGroup,
)
from articles.models.handover.handing_over import take_step, tell_of_correction, write_note
from articles.models.handover.note import Step
from portal.contact.models import Message
from portal.partners.models import Partner, PartnerStory
from portal.readership.models import StoryReads, hour_of
from portal.readership.ranking import make_lists
from tests.support.factories import (
    NOON,
    make_article,
    make_breaking,
    make_photo,
    make_section,
    make_site_page,
    make_top_story,
    make_topic_page,
    show,
)
from tests.support.files import make_file, show_files

pytestmark = pytest.mark.django_db(transaction=True)


def moves(change) -> bool:
    """Whether `change()` moves the edition."""
    before = edition.current()
    change()
    return edition.current() != before


@pytest.fixture
def story():
    return make_article("Bridge opens", tags=["Roads"])


def test_nothing_happens_and_nothing_moves(story):
    assert not moves(lambda: None)


def test_every_way_of_writing_a_story_moves_it(story):
    assert moves(lambda: Article.objects.filter(pk=story.pk).update(headline="Tunnel"))
    story.refresh_from_db()
    story.summary = "Another"
    assert moves(story.save)
    story.summary = "A third"
    assert moves(lambda: Article.objects.bulk_update([story], ["summary"]))
    assert moves(story.withdraw)
    assert moves(story.restore)
    section = make_section()
    new = Article(headline="New", slug="new", section=section, published_at=NOON, story_type="flash")
    assert moves(lambda: Article.objects.bulk_create([new]))
    assert moves(story.delete)


def test_accounts_behind_photos_and_authors_do_not_move_it(story, django_user_model):
    ani = django_user_model.objects.create_user("ani")
    photo, author = make_photo(), Author.objects.create(name="Ani")
    Byline.objects.create(article=story, author=author)
    show(story, photo)
    assert not moves(lambda: Photo.objects.update(added_by=ani))
    assert not moves(lambda: Author.objects.sign_as(ani, "Ani"))
    assert Author.objects.get().account == ani
    assert not moves(ani.delete)
    assert moves(lambda: Author.objects.update(name="Ani S."))


def test_what_a_reader_cannot_see_does_not_move_it(story):
    draft = make_article("A draft", published_at=None)
    assert not moves(lambda: make_article("Another draft", published_at=None))
    draft.summary = "Better"
    assert not moves(draft.save)
    assert not moves(lambda: draft.tags.add(Tag.objects.get()))
    assert not moves(draft.delete)
    assert not moves(story.save)
    story.refresh_from_db()
    assert not moves(lambda: Photo.objects.none().update(alt="x"))


def test_a_draft_that_is_published_moves_it():
    draft = make_article("A draft", published_at=None)
    assert moves(draft.publish)


def test_everything_that_stands_on_a_page_moves_it(story):
    assert moves(lambda: make_section("Sport"))
    assert moves(lambda: make_section("Sport").save() or type(story.section).objects.update(description="New"))
    assert moves(lambda: story.tags.add("Rain"))
    assert moves(lambda: Tag.objects.filter(name="Rain").update(name="Heavy rain"))
    assert moves(lambda: story.tags.clear())
    assert moves(lambda: make_top_story(story))
    assert moves(lambda: TopStory.objects.update(blurb="New"))
    assert moves(lambda: TopStory.objects.all().delete())
    assert moves(lambda: FrontSlot.objects.create(place=0, article=story))
    assert moves(lambda: Correction.objects.create(article=story, text="It was not so."))
    author = Author.objects.create(name="Anahit")
    assert moves(lambda: Byline.objects.create(article=story, author=author))
    assert moves(lambda: Author.objects.update(bio="Writes."))
    assert moves(lambda: Redirect.objects.create(number=99, article=story))


# --- What moves it, and what does not: of each kind of row the same changes, hidden and public ------------------

SOON = timedelta(hours=1)


def in_the_morning():
    """Today at ten by the site's clock, hours before the midnight that moves the edition, too."""
    return timezone.now().replace(hour=6, minute=0)


def story_of(state, **fields):
    """A story in that state: with a tag, an author and a photo of its own, a Top story, a slot, a correction."""
    now = timezone.now()
    moments = {
        "none": None,
        "draft": {"published_at": None},
        "scheduled": {"published_at": now + SOON},
        "public": {"published_at": NOON},
        "withdrawn": {"published_at": NOON, "withdrawn_at": now},
        "retracted": {"published_at": NOON, "retracted_at": now},
    }[state]
    photo, portrait = make_photo(), make_photo()
    tag, author = Tag.objects.create(name="Roads"), Author.objects.create(name="Anahit", photo=portrait)
    if moments is None:
        return
    story = make_article("Bridge opens", photo=photo, tags=[tag], **(moments | fields))
    Byline.objects.create(article=story, author=author)
    TopStory.objects.create(article=story, until=now + 2 * SOON)
    FrontSlot.objects.create(article=story, place=0)
    Correction.objects.create(article=story, text="It was not so.")
    Redirect.objects.create(number=99, article=story)
    OldTagAddress.objects.create(slug="streets", subject=tag)
    Language.objects.get_or_create(tag="ru", defaults={"opened_at": NOON})
    for language in ("ru", "hy"):  # the second is not opened
        TagName.objects.create(tag=tag, language=language, name="Дороги")
        AuthorName.objects.create(author=author, language=language, name="Анаит")
    Translation.objects.create(article=story)


def first(model):
    return model.objects.order_by("pk").first()


def saved(model, **fields):
    """Changes the first row as a form does."""

    def save():
        row = first(model)
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()

    return save


def bulk(model, **fields):
    return lambda: model.objects.filter(pk=first(model).pk).update(**fields)


def bulk_update(model, name, value):
    def update():
        row = first(model)
        setattr(row, name, value)
        model.objects.bulk_update([row], [name])

    return update


def saved_name(model, language):
    name = model.objects.get(language=language)
    name.name = "Иное"
    name.save()


def portrait(**fields):
    return lambda: Photo.objects.filter(pk=Author.objects.get().photo_id).update(**fields)


ALWAYS, PUBLIC = {"draft", "scheduled", "public", "withdrawn", "retracted"}, {"public"}
NAMED = {"public", "withdrawn", "retracted"}  # its tags and authors are known, its address answers
READ = {"public", "retracted"}  # its address shows it
CHANGES = {
    # the change: in which states of the story (of "none" there is none) it moves the edition
    "headline": (saved(Article, headline="Tunnel"), NAMED),
    "headline, in bulk": (bulk(Article, headline="Tunnel"), NAMED),
    "headline, by bulk_update": (bulk_update(Article, "headline", "Tunnel"), NAMED),
    "place of the dateline, in bulk": (bulk(Article, dateline_place="YEREVAN"), NAMED),
    "words under the photo of the story": (saved(PhotoUse, caption="A tunnel"), NAMED),
    "words under the photo of the story, in bulk": (bulk(PhotoUse, alt="A tunnel"), NAMED),
    "what is known of the photo of the story": (bulk(Photo, source_type="trainedAlgorithmicMedia"), READ),
    "right to pass the photo of the story on": (bulk(Photo, may_be_passed_on=False), READ),
    "photo of the story taken away": (lambda: PhotoUse.objects.all().delete(), NAMED),
    "scheduled for another moment": (bulk(Article, published_at=timezone.now() + 3 * SOON), NAMED),
    "published": (bulk(Article, published_at=NOON + SOON), ALWAYS),
    "withdrawn": (bulk(Article, withdrawn_at=NOON), ALWAYS),
    "deleted": (lambda: first(Article).delete(), NAMED),
    "deleted, in bulk": (lambda: Article.objects.all().delete(), NAMED),
    "tag renamed": (saved(Tag, name="Streets"), NAMED),
    "tag renamed, in bulk": (bulk(Tag, name="Streets"), NAMED),
    "tag renamed, by bulk_update": (bulk_update(Tag, "name", "Streets"), NAMED),
    "tag deleted": (lambda: Tag.objects.all().delete(), NAMED),
    "tag taken away": (lambda: TaggedArticle.objects.all().delete(), NAMED),
    "author renamed": (saved(Author, name="Ani"), NAMED),
    "author's words, in bulk": (bulk(Author, bio="Writes."), NAMED),
    "author's photo": (bulk(Author, photo=None), NAMED),
    "byline": (bulk(Byline, position=3), NAMED),
    "byline taken away": (lambda: Byline.objects.all().delete(), NAMED),
    "alternative text": (saved(Photo, alt="A tunnel"), READ),
    "alternative text, in bulk": (bulk(Photo, alt="A tunnel"), READ),
    "focal point": (bulk(Photo, focal_x=3), READ),
    "portrait's words": (portrait(alt="Anahit at her desk"), NAMED),
    "Top story's blurb": (bulk(TopStory, blurb="New"), PUBLIC),
    "Top story taken away": (lambda: TopStory.objects.all().delete(), PUBLIC),
    "slot": (bulk(FrontSlot, place=1), PUBLIC),
    "slot emptied": (lambda: FrontSlot.objects.all().delete(), PUBLIC),
    "correction": (bulk(Correction, text="It was otherwise."), NAMED),
    "old number": (bulk(Redirect, number=98), NAMED),
    "old address of a tag": (bulk(OldTagAddress, slug="ways"), NAMED),
    "site language": (bulk(Article, site_language="ru"), NAMED),
    "language versions": (lambda: Article.objects.update(translation_group=TranslationGroup.objects.create()), NAMED),
    "Top story into another language": (bulk(TopStory, language="ru"), PUBLIC),
    "slot of another language": (bulk(FrontSlot, language="ru"), PUBLIC),
    "version that a translation follows": (bulk(Translation, source_version=2), NAMED),
    "translation that is none any more": (lambda: Translation.objects.all().delete(), NAMED),
    "tag's name": (lambda: TagName.objects.filter(language="ru").update(name="Улицы"), NAMED),
    "tag's name, saved": (lambda: saved_name(TagName, "ru"), NAMED),
    "tag's name taken away": (lambda: TagName.objects.filter(language="ru").delete(), NAMED),
    "author's name": (lambda: AuthorName.objects.filter(language="ru").update(bio="Пишет."), NAMED),
    "names in a language that is not opened": (
        lambda: (
            TagName.objects.filter(language="hy").update(slug="x"),
            saved_name(AuthorName, "hy"),
            AuthorName.objects.filter(language="hy").delete(),
        ),
        set(),
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_moves_it_where_readers_may_see_it_and_nowhere_else(name):
    change, expected = CHANGES[name]
    found = set()
    for state in sorted(ALWAYS):
        story_of(state)
        if moves(change):
            found.add(state)
        for model in (OldTagAddress, Redirect, Article, Author, Tag, Photo):
            model.objects.all().delete()
    assert found == expected


@pytest.mark.parametrize(
    "change",
    [
        *(lambda: Tag.objects.create(name="Rain"), saved(Tag, name="Streets"), lambda: Tag.objects.all().delete()),
        *(lambda: make_photo(), bulk(Photo, alt="A tunnel"), lambda: Photo.objects.all().delete()),
        *(lambda: Author.objects.create(name="Vahe"), bulk(Author, bio="Writes."), lambda: first(Author).delete()),
        *(portrait(alt="Anahit at her desk"), portrait(image="photos/2020/10/another.jpg")),
        *(
            lambda: Tag.objects.bulk_create([Tag(name="Rain", slug="rain", key="rain")]),
            bulk_update(Tag, "name", "Streets"),
        ),
        lambda: make_article("To come", published_at=timezone.now() + SOON, tags=["Roads"]),
        lambda: make_article("A draft", published_at=None, tags=["Roads"]),
    ],
)
def test_what_no_story_uses_and_what_is_begun_moves_nothing(change):
    make_article("Another story")
    story_of("none")
    assert not moves(change)


def test_a_language_moves_it_once_it_is_opened(story):
    assert not moves(lambda: Language.objects.create(tag="ru"))
    assert not moves(lambda: SectionName.objects.create(section=story.section, language="ru", name="Край"))
    assert not moves(lambda: Language.objects.update(tagline="Новости"))
    assert moves(lambda: Language.objects.get().open())
    assert moves(lambda: Language.objects.update(site_name="Новости"))
    assert moves(lambda: SectionName.objects.update(description="Всё о крае"))
    assert moves(lambda: SectionName.objects.all().delete())
    assert not moves(lambda: Language.objects.create(tag="hy"))
    assert moves(lambda: Language.objects.get(tag="ru").close())
    assert not moves(lambda: Language.objects.all().delete())


def test_a_topic_page_moves_it_while_readers_see_the_tag(story):
    Tag.objects.bulk_create([Tag(name="Rain", slug="rain", key="rain")])
    for change in (
        lambda: make_topic_page("Rain"),
        lambda: make_topic_page("Roads", "ru"),
        lambda: TopicPage.objects.filter(tag__name="Rain").update(facts="Wet: yes"),
    ):
        assert not moves(change)
    photo = make_photo()
    page = make_topic_page("Roads", introduction="<p>One.</p>", photo=photo)
    for values in (
        {"introduction": "<p>Two.</p>"},
        {"facts": "Long: yes"},
        {"lead": story},
        {"related": [1]},
        {"language": "hy"},
    ):
        assert moves(lambda values=values: TopicPage.objects.filter(pk=page.pk).update(**values))
    assert not moves(lambda: Photo.objects.update(alt="A bend"))
    assert moves(lambda: TopicPage.objects.filter(pk=page.pk).update(language="en"))
    assert moves(lambda: Photo.objects.update(alt="A bridge"))
    assert moves(lambda: TopicPage.objects.filter(pk=page.pk).delete())


def test_a_page_about_the_site_moves_it_while_readers_see_it():
    assert not moves(lambda: make_site_page("about", on_site=False))
    assert not moves(lambda: SitePage.objects.update(title="About"))
    assert moves(lambda: SitePage.objects.update(published_at=timezone.now()))
    assert moves(lambda: SitePage.objects.update(body="<p>Other words.</p>"))
    assert moves(lambda: SitePage.objects.all().delete())


def test_breaking_news_move_it_until_they_are_ended(django_user_model):
    ani = django_user_model.objects.create_user("ani")
    assert moves(make_breaking)
    assert moves(lambda: Breaking.objects.update(text="Tremor shakes Gyumri"))
    assert not moves(lambda: Breaking.objects.update(by=ani))
    assert moves(lambda: Breaking.objects.end("en", ani))
    assert not moves(lambda: Breaking.objects.end("en", ani))
    assert not moves(lambda: Breaking.objects.update(text="Another"))
    assert not moves(ani.delete)


def test_a_list_of_the_most_read_moves_it_only_if_it_changes():
    stories = [make_article(minutes=number) for number in range(3)]
    for story in stories:
        StoryReads.objects.add({(story.pk, hour_of(timezone.now())): story.pk})
    assert moves(lambda: make_lists(timezone.now()))
    assert not moves(lambda: make_lists(timezone.now()))
    assert not moves(lambda: StoryReads.objects.add({(stories[2].pk, hour_of(timezone.now())): 1}))
    StoryReads.objects.add({(stories[0].pk, hour_of(timezone.now())): 99})
    assert moves(lambda: make_lists(timezone.now()))


def test_a_message_from_a_reader_does_not_move_it():
    assert not moves(lambda: Message.objects.create(text="Where is the bridge?"))


def test_what_is_known_of_an_embed_moves_it_and_how_the_fetch_went_does_not():
    assert not moves(lambda: Embed.objects.create(address="https://t.me/telegram/83", provider="telegram"))
    assert not moves(lambda: Embed.objects.update(failures=1, last_error="it was down", next_fetch=timezone.now()))
    assert moves(lambda: Embed.objects.update(title="A title"))
    for facts in (
        {"author": "A"},
        {"own_title": "Ours"},
        {"shape": "tall"},
        {"picture": "embeds/a.jpg"},
        {"title": ""},
    ):
        assert moves(lambda facts=facts: Embed.objects.update(**facts))
    assert moves(lambda: Embed.objects.all().delete())


def test_a_file_moves_it_where_a_public_story_shows_it():
    film = make_file("film.mp4", title="The bridge", captions=("hy",))
    assert not moves(lambda: MediaFile.objects.update(title="The new bridge"))
    draft = make_article(published_at=None)
    assert not moves(lambda: show_files(draft, film))
    assert not moves(lambda: film.captions.update(language="en"))
    public = make_article()
    assert moves(lambda: show_files(public, film))
    for change in ({"title": "A bridge"}, {"transcript": "Words."}, {"poster": make_photo()}, {"credit": "Ani"}):
        assert moves(lambda change=change: MediaFile.objects.update(**change)), change
    assert moves(lambda: film.captions.update(language="hy"))
    assert not moves(lambda: MediaFile.objects.update(digest="0" * 64))
    assert moves(lambda: Photo.objects.update(image="photos/2026/12/another.jpg"))
    assert moves(lambda: film.captions.all().delete())
    assert moves(lambda: FileUse.objects.filter(article=public).delete())


def test_a_tag_of_a_draft_moves_it_once_a_public_story_has_it_too():
    story_of("draft")
    assert not moves(saved(Tag, name="Streets"))
    public = make_article("Another")
    assert moves(lambda: public.tags.add(Tag.objects.get()))
    assert moves(saved(Tag, name="Ways"))


def test_all_in_one_transaction_moves_it():
    """A row that is changed while nobody sees it, in the transaction that shows it; and one that goes with it."""
    for state, change in (
        ("draft", lambda: (saved(Tag, name="Streets")(), first(Article).publish())),
        ("draft", lambda: (first(Article).publish(), saved(Tag, name="Streets")())),
        ("public", lambda: (saved(Tag, name="Streets")(), first(Article).withdraw())),
        ("public", lambda: (TaggedArticle.objects.all().delete(), first(Tag).delete())),
        ("public", lambda: (Article.objects.all().delete(), Tag.objects.all().delete(), Author.objects.all().delete())),
        ("public", lambda: (PhotoUse.objects.all().delete(), bulk(Author, photo=None)(), Photo.objects.all().delete())),
    ):
        story_of(state)
        assert moves(lambda change=change: transaction.atomic(change)())
        for model in (OldTagAddress, Redirect, Article, Author, Tag, Photo):
            model.objects.all().delete()


def test_a_scheduled_story_counts_as_public_ten_minutes_before_since_clocks_differ():
    story_of("scheduled")
    change = bulk(Article, published_at=timezone.now() + timedelta(minutes=9))
    assert moves(change)
    assert moves(bulk(Article, headline="Tunnel"))
    assert moves(bulk(Tag, name="Streets"))


def test_the_end_of_a_draft_in_the_top_stories_is_nothing_to_readers(time_machine):
    now = in_the_morning()
    time_machine.move_to(now, tick=False)
    story_of("draft")
    assert edition.current(now) == edition.current(now + 3 * SOON)
    Article.objects.update(published_at=NOON)
    assert edition.current(now) != edition.current(now + 3 * SOON)


@pytest.fixture
def partner():
    return Partner.objects.create(name="Site", site_url="https://site.example/")


def partner_story(partner, number=1, **fields):
    fields = {"published_at": NOON, "identity": str(number), **fields}
    return PartnerStory.objects.create(partner=partner, title="News", url=f"https://site.example/{number}", **fields)


def test_partner_news_moves_it(partner):
    assert moves(lambda: partner_story(partner))
    assert moves(lambda: PartnerStory.objects.update(title="Better news"))
    assert moves(lambda: PartnerStory.objects.update(hidden=True))
    assert moves(lambda: PartnerStory.objects.update(hidden=False))
    assert moves(lambda: Partner.objects.update(shows=2))
    assert moves(lambda: Partner.objects.update(active=False))


def test_how_a_partners_feed_fares_does_not(partner):
    partner_story(partner)
    now = timezone.now()
    fares = {"last_success": now, "next_fetch": now, "last_error": "x", "failures": 2, "interval": 9}
    for name, value in (fares | {"etag": "x", "last_modified": "x", "feed_url": "https://x.example/"}).items():
        assert not moves(lambda name=name, value=value: Partner.objects.update(**{name: value})), name
    assert not moves(lambda: PartnerStory.objects.update(fetched_at=now, identity="x"))


def test_a_partner_that_goes_takes_its_stories_along(partner):
    partner_story(partner)
    assert moves(lambda: Partner.objects.all().delete())


def test_a_partner_that_is_switched_off_and_story_of_the_future_do_not(partner):
    assert not moves(lambda: partner_story(partner, number=5, published_at=timezone.now() + SOON))
    assert not moves(lambda: PartnerStory.objects.update(title="Better news"))
    Partner.objects.update(active=False)
    assert not moves(lambda: Partner.objects.update(name="Another name"))
    assert not moves(lambda: Partner.objects.all().delete())


def test_stories_that_nobody_sees_do_not(partner):
    partner_story(partner, hidden=True)
    assert not moves(lambda: PartnerStory.objects.update(title="Better news"))
    assert not moves(lambda: PartnerStory.objects.all().delete())
    Partner.objects.update(active=False)
    assert not moves(lambda: partner_story(partner, number=2))


def test_the_clock_moves_it(story):
    now = in_the_morning()
    make_article("To come", published_at=now + timedelta(hours=1))
    make_top_story(make_article(), until=now + timedelta(hours=2))
    seen = [edition.current(now + timedelta(hours=hours)) for hours in (0, 0.9, 1, 1.9, 2, 9)]
    assert seen[0] == seen[1] != seen[2] == seen[3] != seen[4] == seen[5]


def test_what_is_rolled_back_has_not_moved_it(story):
    before = edition.current()
    with transaction.atomic():
        Article.objects.filter(pk=story.pk).update(headline="Tunnel")
        transaction.set_rollback(True)
    assert edition.current() == before


def test_it_is_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        edition.current()


def test_its_age_is_counted_from_the_last_change_or_from_what_came_by_the_clock():
    story = make_article()
    moved = timezone.now()
    assert edition.age() < 5
    assert 100 <= edition.age(moved + timedelta(seconds=100)) < 105
    Article.objects.filter(pk=story.pk).update(published_at=moved + timedelta(hours=1))
    assert 3590 <= edition.age(moved + timedelta(seconds=3595)) < 3600
    assert edition.age(moved + timedelta(seconds=3700)) == 100
    assert edition.age(moved - timedelta(hours=1)) == 0


@pytest.mark.parametrize("state", ["draft", "published", "withdrawn"])
def test_what_colleagues_do_together_never_moves_it(state):
    fields = {"draft": {"published_at": None}, "published": {}, "withdrawn": {"withdrawn_at": timezone.now()}}[state]
    article = make_article(**fields)
    ani, mariam = (User.objects.create_superuser(name) for name in ("ani", "mariam"))
    for step in Step:
        assert not moves(lambda step=step: take_step(article, ani, step, to=mariam, text="@ani", due_at=NOON))
    assert not moves(lambda: write_note(article, ani, "@mariam, who says so?"))
    assert not moves(lambda: tell_of_correction(article, ani))
    note = article.newsroom_notes.last()
    assert not moves(lambda: note.mark_done(mariam))
    assert not moves(note.reopen)
    assert not moves(lambda: MailChoice.objects.choose(ani, wanted=True))
    assert Notice.objects.exists()
    assert not moves(Notice.objects.mark_seen)
    assert not moves(article.assignment.delete)
    assert not moves(note.delete)
