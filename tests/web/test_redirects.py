import pytest

from articles.web.redirects import with_query


@pytest.mark.parametrize(
    ("location", "query", "expected"),
    [
        ("/news/1/rain/", "", "/news/1/rain/"),
        ("/news/1/rain/", "utm_source=x", "/news/1/rain/?utm_source=x"),
        ("/latest/?before=2", "utm_source=x", "/latest/?before=2&utm_source=x"),
        ("/latest/?before=2", "before=3&utm_source=x", "/latest/?before=2&utm_source=x"),
        ("/latest/?before=2", "before=2", "/latest/?before=2"),
        ("/latest/?from=a", "fr%6Fm=b", "/latest/?from=a"),
    ],
)
def test_a_redirect_takes_the_query_along_and_each_name_once(location, query, expected):
    assert with_query(location, query) == expected
