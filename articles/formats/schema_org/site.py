"""The agency, the site and the way to a page."""

from articles.formats.schema_org.pictures import image_file
from articles.models import SitePageKind
from articles.web.addresses import absolute, page_path, static_path
from articles.web.languages import current_language, page_language

SEARCH = "?q={search_term_string}"
LOGO = "img/touch-icon.png"
LOGO_SIZE = (180, 180)
POLICIES = {  # properties of NewsMediaOrganization, each the URL of a page
    "publishingPrinciples": SitePageKind.EDITORIAL,
    "ethicsPolicy": SitePageKind.EDITORIAL,
    "correctionsPolicy": SitePageKind.CORRECTIONS,
    "masthead": SitePageKind.MASTHEAD,
    "ownershipFundingInfo": SitePageKind.OWNERSHIP,
}


def graph(*things: dict) -> dict:
    """Return one JSON-LD document of several things."""
    return {"@context": "https://schema.org", "@graph": list(things)}


def organization() -> dict:
    """Return the agency: https://schema.org/NewsMediaOrganization. It is one in all languages; its name is in each."""
    return {
        "@type": "NewsMediaOrganization",
        "@id": absolute("/#organization"),
        "name": current_language().site_name,
        "url": front_url(),
        "logo": image_file(absolute(static_path(LOGO)), *LOGO_SIZE),
    }


def agency(pages: dict[str, str]) -> dict:
    """Return the agency as its own front page describes it.

    `pages` are the URLs of the pages that say who we are, by what they are for (SitePageKind).
    """
    policies = {name: pages[kind] for name, kind in POLICIES.items() if kind in pages}
    return organization() | {"description": current_language().tagline} | policies


def website() -> dict:
    """Return the site in the page's language and its search: https://schema.org/WebSite."""
    site, front = current_language(), front_url()
    return {
        "@type": "WebSite",
        "@id": f"{front}#website",
        "name": site.site_name,
        "description": site.tagline,
        "url": front,
        "inLanguage": page_language(),
        "publisher": {"@id": absolute("/#organization")},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": absolute(page_path("articles:search")) + SEARCH},
            "query-input": "required name=search_term_string",
        },
    }


def front_url() -> str:
    """Return the address of the front page in the page's language."""
    return absolute(page_path("articles:front"))


def breadcrumbs(*trail: tuple[str, str]) -> dict:
    """Return the way from the front page to a page: https://schema.org/BreadcrumbList.

    Each step of `trail` is a name and an address.
    """
    steps = [(current_language().site_name, front_url()), *trail]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": url}
            for position, (name, url) in enumerate(steps, start=1)
        ],
    }
