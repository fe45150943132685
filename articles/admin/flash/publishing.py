"""What the button of a flash does: the story is on the site, leads the front page, is breaking news."""

from datetime import timedelta

from django.utils import timezone

from articles.admin.article.publishing.publish_warnings import PublishWarning, recent_headlines, similar
from articles.admin.flash.form import FlashForm
from articles.front import curation
from articles.history.audit_log import audit
from articles.models import Article, Breaking
from articles.text.dates import format_clock

DOUBTED_MINUTES = 60  # in which a headline that is nearly the same was probably sent by somebody else
DOUBT = "A headline of the last hour is nearly the same:"


def doubts(form: FlashForm) -> list[PublishWarning]:
    """Return what the editor is asked about first: a headline like this one, just published or about to be."""
    since = timezone.now() - timedelta(minutes=DOUBTED_MINUTES)
    recent = [one for one in recent_headlines() if one.at >= since]
    stories = similar(Article(), form.cleaned_data["headline"], recent)
    return [PublishWarning(DOUBT, "flash-headline", stories)] if stories else []


def publish(request, form: FlashForm) -> Article:
    """Publish the story of the valid form, place it as the form says, and write all of it in the log."""
    article, given, done = form.article(), form.cleaned_data, ["Publish now: a flash"]
    article.mark_published()
    article.save()
    if given.get("lead"):
        curation.lead_with(article)
        done.append("the lead of the front page")
    if given.get("breaking"):
        until = timezone.now() + timedelta(minutes=given["minutes"])
        Breaking.objects.announce(article.site_language, article.headline, until, request.user, article)
        done.append(f"breaking news until {format_clock(until)}")
    audit(request, article, f"{', '.join(done)}.")
    return article
