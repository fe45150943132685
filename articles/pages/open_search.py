"""/opensearch.xml: the search of a language, as browsers add it to their own.

Source: OpenSearch 1.1, draft 6 (github.com/dewitt/opensearch).
"""

from django.utils.translation import gettext
from django.views.generic import View

from articles.text.xmltext import XmlDocument
from articles.web.addresses import absolute, page_path
from articles.web.conditional import answer
from articles.web.languages import current_language, page_language

MEDIA_TYPE = "application/opensearchdescription+xml"
NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
NAME_MAX, LONG_NAME_MAX, DESCRIPTION_MAX = 16, 48, 1024  # characters


class OpenSearch(View):
    """The description of the search in the page's language."""

    def get(self, request):
        name = current_language().site_name
        told = gettext("Search the stories of %(site_name)s.") % {"site_name": name}
        search, own = (absolute(page_path(f"articles:{page}")) for page in ("search", "open_search"))
        document = XmlDocument()
        with document.inside("OpenSearchDescription", {"xmlns": NAMESPACE}):
            document.leaf("ShortName", name[:NAME_MAX])
            document.leaf("LongName", name[:LONG_NAME_MAX])
            document.leaf("Description", told[:DESCRIPTION_MAX])
            results = {"type": "text/html", "method": "get", "template": f"{search}?q={{searchTerms}}"}
            document.leaf("Url", attributes=results)
            document.leaf("Url", attributes={"type": MEDIA_TYPE, "rel": "self", "template": own})
            document.leaf("Language", page_language())
            document.leaf("InputEncoding", "UTF-8")
            document.leaf("OutputEncoding", "UTF-8")
        return answer(request, bytes(document), f"{MEDIA_TYPE}; charset=utf-8")
