"""What templates of readers' pages ask about the contact form."""

from django.conf import settings
from jinja2 import pass_context
from jinja2.runtime import Context

from articles.models import Article
from articles.templating.sidebars import contact_path
from articles.web.addresses import page_path
from portal.contact.form import ContactForm


def contact_form() -> ContactForm | None:
    """Return the empty form, or None if CONTACT_FORM switches it off."""
    return ContactForm() if settings.CONTACT_FORM else None


@pass_context
def report_path(context: Context, article: Article) -> str:
    """Return where a reader reports an error in the story: the form, or the page *Contact*; "" if there is neither."""
    contact = contact_path(context)
    if contact and settings.CONTACT_FORM:
        return f"{page_path('contact_form')}?story={article.pk}"
    return contact


def functions(request) -> dict:
    """Return both for every public template: a context processor, because the app knows nothing of us."""
    return {"contact_form": contact_form, "report_path": report_path}
