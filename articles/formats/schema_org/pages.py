"""The pages that say who we are, and those of topics."""

from articles.formats.metadata import address, picture, shorten
from articles.formats.schema_org.pictures import image_file
from articles.formats.schema_org.site import front_url, organization
from articles.models import PhotoUse, SitePage, SitePageKind, TopicPage
from articles.text.dates import format_iso
from articles.web.addresses import absolute

_PAGE_TYPES = {SitePageKind.ABOUT: "AboutPage", SitePageKind.CONTACT: "ContactPage"}


def site_page(page: SitePage) -> dict:
    """Return a page that says who we are: https://schema.org/AboutPage, ContactPage or WebPage."""
    return {
        "@type": _PAGE_TYPES.get(page.kind, "WebPage"),
        "@id": address(page),
        "url": address(page),
        "name": page.title,
        "inLanguage": page.language,
        "datePublished": format_iso(page.published_at),
        "dateModified": format_iso(page.revised_at or page.published_at),
        "about": {"@id": absolute("/#organization")},
        "publisher": organization(),
    }


def topic_page(topic, page: TopicPage) -> dict:
    """Return the page of a tag of which an editor has written something: https://schema.org/CollectionPage."""
    url, shown = address(topic), picture(PhotoUse(photo=page.photo)) if page.photo else None
    about = {"@type": "Thing", "name": topic.name, "description": shorten(page.opening)}
    image = (
        image_file(shown.url, shown.width, shown.height) | {"caption": shown.caption, "creditText": shown.credit}
        if shown
        else {}
    )
    says = {
        "@type": "CollectionPage",
        "@id": url,
        "url": url,
        "name": topic.name,
        "description": about["description"],
        "inLanguage": page.language,
        "about": {name: value for name, value in about.items() if value},
        "image": {name: value for name, value in image.items() if value},
        "isPartOf": {"@id": f"{front_url()}#website"},
        "publisher": organization(),
    }
    return {name: value for name, value in says.items() if value}
