import pytest


@pytest.mark.django_db
def test_robots_may_read_all_but_newsroom_and_search_and_learn_of_the_sitemaps(client, settings):
    settings.SITE_URL = "https://news.example.org"
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.text == (
        "User-agent: *\n"
        "Disallow: /admin/\n"
        "Disallow: /search/\n"
        "Disallow: /contact/write/\n"
        "\n"
        "Sitemap: https://news.example.org/sitemap.xml\n"
        "Sitemap: https://news.example.org/sitemap-news.xml\n"
    )
