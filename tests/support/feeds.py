"""Readers of feeds and sitemaps for tests, with a strict XML parser."""

from xml.etree import ElementTree

NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "at": "http://purl.org/atompub/tombstones/1.0",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
    "map": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
}


def get_xml(client, path):
    """Request `path` and return the root element of the response."""
    response = client.get(path)
    assert response.status_code == 200, path
    return ElementTree.fromstring(response.content)  # noqa: S314 our own answer


def texts(root, path):
    """Return the text of every element that `path` finds below `root`, in order."""
    return [element.text for element in root.findall(path, NAMESPACES)]


def headlines(client, path):
    """Return the titles of the items of the feed at `path`, in any of the three formats."""
    if path.endswith(".json"):
        return [item["title"] for item in client.get(path).json()["items"]]
    return texts(get_xml(client, path), ".//item/title" if path.endswith(".rss") else "atom:entry/atom:title")
