"""The feeds' views: which stories, in which format."""

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext
from django.views.generic import View

from articles.feeds import atom, jsonfeed, opml, rss
from articles.feeds.corrections import read_corrections
from articles.feeds.records import Feed
from articles.feeds.stories import Stories
from articles.models import Section
from articles.reading.cards import Heading
from articles.reading.subjects import all_sections, find_author, find_tag, known_tags
from articles.text.languages.site_languages import DEFAULT
from articles.web.addresses import absolute, page_path
from articles.web.conditional import answer
from articles.web.languages import current_language, page_language
from articles.web.old_subject_slugs import RedirectsOldSlugs
from articles.web.permanent_ids import permanent_id

FORMATS = {"rss": rss, "atom": atom, "json": jsonfeed}


class FeedView(View):
    """One feed, in the format given by the ending of its URL; an unknown ending answers 404.

    Subclasses implement `describe()` (returns the name in the id, the URL of the page with
    the same stories, title, description) and `read()` (returns items and departures).
    """

    formats = tuple(FORMATS)

    def get(self, request, *args, **kwargs):
        if kwargs["form"] not in self.formats:
            raise Http404("no such format of this feed")
        form = FORMATS[kwargs["form"]]
        feed = self.feed()
        return answer(request, form.write(feed), f"{form.MEDIA_TYPE}; charset=utf-8", feed.updated)

    def feed(self) -> Feed:
        name, home, title, description = self.describe()
        items, departures = self.read()
        return Feed(
            id=feed_id(name),
            address=absolute(self.request.path),
            home=absolute(home),
            title=title,
            description=description,
            items=items,
            departures=departures,
        )


def feed_id(name: str) -> str:
    """Return the permanent id of the feed called `name` in the page's language."""
    language = page_language()
    return permanent_id(f"feeds/{name}" if language == DEFAULT else f"feeds/{language}/{name}")


class LatestFeed(FeedView):
    """The newest stories of all sections."""

    def describe(self):
        site = current_language()
        title = gettext("%(site)s: latest news") % {"site": site.site_name}
        return "latest", page_path("articles:latest"), title, site.tagline or title

    read = Stories().read


class CorrectionsFeed(FeedView):
    """Our corrections, in Atom only."""

    formats = ("atom",)

    def describe(self):
        title = gettext("%(site)s: corrections") % {"site": current_language().site_name}
        description = gettext("What we corrected, clarified or took back, newest first.")
        return "corrections", page_path("articles:corrections"), title, description

    def read(self):
        return read_corrections()


class FeedList(View):
    """The feeds of the page's language: latest news, the sections in their order, corrections."""

    def get(self, request):
        site = current_language().site_name
        noted = gettext("%(site)s: corrections") % {"site": site}
        outlines = [
            opml.Outline(site, _whole("latest_feed", "rss"), _whole("latest")),
            *map(_outline, all_sections(request)),
            opml.Outline(noted, _whole("corrections_feed", "atom"), _whole("corrections")),
        ]
        return answer(request, opml.write(site, outlines), f"{opml.MEDIA_TYPE}; charset=utf-8")


def _outline(section: Heading) -> opml.Outline:
    feed = _whole("section_feed", section.slug, "rss")
    return opml.Outline(section.name, feed, absolute(section.get_absolute_url()), section.description)


def _whole(name: str, *given: str) -> str:
    """Return the URL of a page or feed of ours in the page's language."""
    return absolute(page_path(f"articles:{name}", *given))


class SubjectFeed(FeedView):
    """The stories of one section, tag or author. The feed's URL is below that of the subject's page.

    Subclasses implement `find(slug)` (returns the subject, named in the page's language, or None) and `about()`.
    """

    kind = ""  # the subject's, in the feed's id
    stories: Stories  # of one subject

    def describe(self):
        self.subject = self.find(self.kwargs["slug"])
        if self.subject is None:
            raise Http404("no such feed")
        home = self.request.path.removesuffix(f"feed.{self.kwargs['form']}")
        title = f"{self.subject.name} · {current_language().site_name}"
        return f"{self.kind}/{self.subject.pk}", home, title, self.about()

    def read(self):
        return self.stories.read(self.subject.pk)


class SectionFeed(RedirectsOldSlugs, SubjectFeed):
    kind = "section"
    movable = Section.objects.all
    stories = Stories(lambda rows, section: rows.in_section(section))

    def find(self, slug):
        return next((section for section in all_sections(self.request) if section.slug == slug), None)

    def about(self):
        newest = gettext("Stories in %(section)s, newest first.") % {"section": self.subject.name}
        return self.subject.description or newest


class TagFeed(RedirectsOldSlugs, SubjectFeed):
    kind = "tag"
    movable = staticmethod(known_tags)
    stories = Stories(lambda rows, tag: rows.tagged(tag))

    def find(self, slug):
        found = find_tag(slug, timezone.now(), page_language())
        return found and found.topic

    def about(self):
        return gettext("Stories about %(tag)s, newest first.") % {"tag": self.subject.name}


class AuthorFeed(SubjectFeed):
    kind = "author"
    stories = Stories(lambda rows, author: rows.by_author(author))

    def find(self, slug):
        return find_author(slug, page_language())

    def about(self):
        return gettext("Stories by %(author)s, newest first.") % {"author": self.subject.name}
