"""What a phone needs to read on without a network: the service worker, and the page that it shows then."""

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.views.generic import TemplateView, View

from articles.web.conditional import answer


class ServiceWorker(View):
    """/serviceworker.js: it stands at the top of the site, because it answers only for addresses below its own.

    With OFFLINE=0 it is one that removes an earlier one and what that has kept.
    """

    def get(self, request):
        name = "js/serviceworker.js" if settings.OFFLINE else "js/noserviceworker.js"
        return answer(request, _static_file(name), "text/javascript; charset=utf-8")


class OfflinePage(TemplateView):
    """The page without any news that the service worker keeps, in each language."""

    template_name = "offline_page.html"


def _static_file(name: str) -> bytes:
    """Return the content of a static file: as it was collected, or on a developer's machine as it is."""
    if staticfiles_storage.exists(name):
        with staticfiles_storage.open(name) as file:
            return file.read()
    with open(finders.find(name), "rb") as file:
        return file.read()
