"""The feeds' views: which stories, in which format."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.views.generic import View

from articles.feeds import atom, jsonfeed, rss
from articles.feeds.corrections import read_corrections
from articles.feeds.records import Feed
from articles.feeds.stories import Stories
from articles.models import Section
from articles.reading.subjects import known_authors, known_tags
from articles.web.addresses import absolute, page_path
from articles.web.conditional import answer
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
            id=permanent_id(f"feeds/{name}"),
            address=absolute(self.request.path),
            home=absolute(home),
            title=title,
            description=description,
            items=items,
            departures=departures,
        )


class LatestFeed(FeedView):
    """The newest stories of all sections."""

    def describe(self):
        title = gettext("%(site)s: latest news") % {"site": settings.SITE_NAME}
        return "latest", page_path("articles:latest"), title, settings.SITE_TAGLINE

    read = Stories().read


class CorrectionsFeed(FeedView):
    """Our corrections, in Atom only."""

    formats = ("atom",)

    def describe(self):
        title = gettext("%(site)s: corrections") % {"site": settings.SITE_NAME}
        description = gettext("What we corrected, clarified or took back, newest first.")
        return "corrections", "/corrections/", title, description

    def read(self):
        return read_corrections()


class SubjectFeed(FeedView):
    """The stories of one section, tag or author. The feed's URL is below that of the subject's page."""

    subjects = None  # a function: () -> the subjects that have a feed, as a queryset
    stories: Stories  # of one subject

    def describe(self):
        self.subject = get_object_or_404(self.subjects(), slug=self.kwargs["slug"])
        name = f"{self.subject._meta.model_name}/{self.subject.pk}"
        home = self.request.path.removesuffix(f"feed.{self.kwargs['form']}")
        return name, home, f"{self.subject} · {settings.SITE_NAME}", self.about()

    def read(self):
        return self.stories.read(self.subject.pk)


class SectionFeed(RedirectsOldSlugs, SubjectFeed):
    subjects = movable = Section.objects.all
    stories = Stories(lambda rows, section: rows.in_section(section))

    def about(self):
        newest = gettext("Stories in %(section)s, newest first.") % {"section": self.subject}
        return self.subject.description or newest


class TagFeed(RedirectsOldSlugs, SubjectFeed):
    subjects = movable = staticmethod(known_tags)
    stories = Stories(lambda rows, tag: rows.tagged(tag))

    def about(self):
        return gettext("Stories about %(tag)s, newest first.") % {"tag": self.subject}


class AuthorFeed(SubjectFeed):
    subjects = staticmethod(known_authors)
    stories = Stories(lambda rows, author: rows.by_author(author))

    def about(self):
        return gettext("Stories by %(author)s, newest first.") % {"author": self.subject}
