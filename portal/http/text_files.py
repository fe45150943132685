"""Plain text files at the top of the site that whoever runs it writes: /ads.txt (IAB) and /trust.txt (JournalList)."""

from django.http import Http404, HttpResponse


def show(request, text: str) -> HttpResponse:
    """Return the file with this text; raise 404 if it is empty, because no such file is set."""
    if not text:
        raise Http404("no such file is set")
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
