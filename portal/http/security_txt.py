"""Contact for reports of vulnerabilities: /.well-known/security.txt (RFC 9116)."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone

from articles.text.languages.site_languages import SITE_LANGUAGES

VALID_FOR = timedelta(days=180)  # the standard advises less than a year


def show(request):
    """Return the file; raise 404 unless SECURITY_CONTACT is set. `Expires` moves each day, so it never expires."""
    if not settings.SECURITY_CONTACT:
        raise Http404("no contact is set")
    expires = (timezone.now() + VALID_FOR).strftime("%Y-%m-%dT00:00:00Z")
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires}",
        f"Preferred-Languages: {', '.join(sorted(SITE_LANGUAGES))}",
        f"Canonical: {settings.SITE_URL}{reverse('security_txt')}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
