"""The page with the contact form: it shows the form, takes the message, and says thanks."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpResponseRedirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.views.generic import TemplateView

from articles.models import Article, SitePageKind
from articles.reading.masthead import masthead
from articles.web.languages import page_language
from portal.contact.form import ContactForm
from portal.contact.models import Message
from portal.contact.origin import is_from_here
from portal.contact.throttle import sender_of, take
from portal.http.client_address import client_address

BODY_MAX = (
    1_000_000  # bytes; a message has 60,000 at the most. Django has no limit for files, which the form has none of
)


class ContactPage(TemplateView):
    """The contact form of the page's language, if its page *Contact* is on the site; else 404.

    `?story=41` says what the message is about. The answer to a message that was taken is a redirect, so that a reload
    sends nothing again. A message that was not taken is shown again as typed, with the reason.
    """

    template_name = "contact/contact_page.html"

    def dispatch(self, request, *args, **kwargs):
        if not settings.CONTACT_FORM or self.contact is None:
            raise Http404("no contact form")
        response = super().dispatch(request, *args, **kwargs)
        # With no-store, Back would not bring what was typed, and after a mistake it would be an error of the browser's.
        response.headers["Cache-Control"] = "private, no-cache"
        return response

    @cached_property
    def contact(self):
        """The page *Contact* (PageLink), or None."""
        return masthead(self.request).page_for(SitePageKind.CONTACT, page_language())

    def get(self, request):
        about = request.GET.get("story", "")
        form = ContactForm(initial={"story": about if about.isascii() and about.isdecimal() else ""})
        return self.render_to_response(self.get_context_data(form=form, sent="sent" in request.GET))

    def post(self, request):
        if int(request.META.get("CONTENT_LENGTH") or 0) > BODY_MAX:
            raise RequestDataTooBig("files are not read to the end, nor stored")
        form, now = ContactForm(request.POST), timezone.now()
        if not is_from_here(request):
            return self.refuse(
                form, 403, gettext("Your browser did not say that this form is ours. Send it again from here, please.")
            )
        if not form.is_valid():
            return self.refuse(form, 422)
        sender = sender_of(client_address(request.META, settings.TRUSTED_PROXIES), now)
        given = {name: form.cleaned_data[name] for name in ("text", "name", "email", "story")}
        if take(Message(**given, language=page_language(), sender=sender, received_at=now)):
            return self.thank(form)
        problem = gettext("We have got many messages within an hour. Keep your text, and send it again later.")
        return self.refuse(form, 429, problem)

    def thank(self, form: ContactForm):
        """Redirect to the page that says thanks, and leads back to the story that the message is about."""
        about = form.cleaned_data["story"]
        return HttpResponseRedirect(f"{self.request.path}?sent{f'&story={about}' if about else ''}")

    def refuse(self, form: ContactForm, status: int, problem: str = ""):
        """Return the page with what was typed, and the `problem` or those of single fields."""
        return self.render_to_response(self.get_context_data(form=form, problem=problem), status=status)

    def get_context_data(self, *, form, problem="", sent=False):
        return super().get_context_data(
            form=form,
            problem=problem,
            sent=sent,
            contact=self.contact,
            story=self.story(form["story"].value()),
        )

    def story(self, number) -> Article | None:
        """Return the public story of that number, which a message is about."""
        text = str(number or "")
        if not (text.isascii() and text.isdecimal() and len(text) < 19):
            return None
        return Article.objects.published().filter(pk=int(text)).first()
