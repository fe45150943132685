"""Which addresses become embeds: every documented form of a provider's, and none that only looks like one."""

import pytest

from articles.text.embeds.providers import ADDRESS_MAX, PLAYER_ORIGINS, PROVIDERS, recognised

WATCH = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
MAP = "https://www.openstreetmap.org/#map=15/40.1772/44.5126"
FORMS = [
    ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", WATCH),
    ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=PLx&index=2&pp=ygU", WATCH),
    ("http://youtube.com/watch?feature=shared&v=dQw4w9WgXcQ", WATCH),
    ("https://m.youtube.com/watch?v=dQw4w9WgXcQ", WATCH),
    ("https://music.youtube.com/watch?v=dQw4w9WgXcQ&si=abc", WATCH),
    ("https://youtu.be/dQw4w9WgXcQ?si=abc", WATCH),
    ("youtu.be/dQw4w9WgXcQ", WATCH),
    ("HTTPS://WWW.YOUTUBE.COM/live/dQw4w9WgXcQ", WATCH),
    ("https://www.youtube.com/embed/dQw4w9WgXcQ", WATCH),
    ("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ", WATCH),
    ("https://www.youtube.com/shorts/dQw4w9WgXcQ?feature=share", "https://www.youtube.com/shorts/dQw4w9WgXcQ"),
    (
        "https://www.youtube.com/playlist?list=PL590L5WQmH8fJ54F369BLDSqIwcs-TCfs",
        "https://www.youtube.com/playlist?list=PL590L5WQmH8fJ54F369BLDSqIwcs-TCfs",
    ),
    ("https://vimeo.com/76979871", "https://vimeo.com/76979871"),
    ("https://vimeo.com/76979871?share=copy", "https://vimeo.com/76979871"),
    ("https://vimeo.com/channels/staffpicks/76979871", "https://vimeo.com/76979871"),
    ("https://vimeo.com/groups/short-films/videos/76979871", "https://vimeo.com/76979871"),
    ("https://vimeo.com/76979871/0a1b2c3d4e", "https://vimeo.com/76979871/0a1b2c3d4e"),
    ("https://player.vimeo.com/video/76979871?h=0a1b2c3d4e", "https://vimeo.com/76979871/0a1b2c3d4e"),
    ("https://twitter.com/jack/status/20", "https://x.com/jack/status/20"),
    ("https://x.com/jack/status/20?s=46&t=abc", "https://x.com/jack/status/20"),
    ("https://mobile.twitter.com/jack/statuses/20/photo/1", "https://x.com/jack/status/20"),
    ("https://x.com/i/web/status/20", "https://x.com/i/status/20"),
    ("https://t.me/telegram/83", "https://t.me/telegram/83"),
    ("https://t.me/s/telegram/83", "https://t.me/telegram/83"),
    ("https://t.me/telegram/83?single", "https://t.me/telegram/83"),
    ("https://soundcloud.com/forss/flickermood", "https://soundcloud.com/forss/flickermood"),
    ("https://m.soundcloud.com/forss/flickermood?in=a/sets/b", "https://soundcloud.com/forss/flickermood"),
    ("https://soundcloud.com/forss/sets/soulhack", "https://soundcloud.com/forss/sets/soulhack"),
    ("https://soundcloud.com/forss/demo/s-Ab12", "https://soundcloud.com/forss/demo/s-Ab12"),
    ("https://www.openstreetmap.org/#map=15/40.1772/44.5126", MAP),
    ("https://osm.org/#map=15/40.1772/44.5126&layers=T", MAP),
    ("https://www.facebook.com/zuck/posts/10102577175875681", "https://www.facebook.com/zuck/posts/10102577175875681"),
    ("https://www.facebook.com/watch/?v=123&ref=sharing", "https://www.facebook.com/watch/?v=123"),
    ("https://fb.watch/abcdefgh/", "https://fb.watch/abcdefgh/"),
    ("https://www.instagram.com/p/CUbHfhpswxt/?igsh=abc", "https://www.instagram.com/p/CUbHfhpswxt/"),
    ("https://instagram.com/natgeo/reel/CUbHfhpswxt", "https://www.instagram.com/reel/CUbHfhpswxt/"),
]
REFUSED = [
    "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
    "https://evil-youtube.com/watch?v=dQw4w9WgXcQ",
    "https://evil.example/youtube.com/watch?v=dQw4w9WgXcQ",
    "https://evil.example/?https://youtu.be/dQw4w9WgXcQ",
    "https://www.youtube.com@evil.example/watch?v=dQw4w9WgXcQ",
    "https://user:pass@www.youtube.com/watch?v=dQw4w9WgXcQ",
    "https://www.youtube.com:8443/watch?v=dQw4w9WgXcQ",
    "https://www.youtube.com:/watch?v=dQw4w9WgXcQ",
    "https://www.youtube.com\\@evil.example/watch?v=dQw4w9WgXcQ",
    "https://уoutube.com/watch?v=dQw4w9WgXcQ",
    "https://www.youtube.com./watch?v=dQw4w9WgXcQ",
    "javascript://www.youtube.com/watch?v=dQw4w9WgXcQ",
    "data://youtu.be/dQw4w9WgXcQ",
    "ftp://youtu.be/dQw4w9WgXcQ",
    'https://www.youtube.com/watch?v=dQw4w9WgXcQ"onload',
    "https://www.youtube.com/watch?v=dQw4w9WgXc",
    "https://www.youtube.com/watch?v=dQw4w9WgXcQQ",
    "https://www.youtube.com/watch?v=<script>aa",
    "https://www.youtube.com/@channel",
    "https://www.youtube.com/results?search_query=a",
    "https://vimeo.com/about",
    "https://x.com/jack",
    "https://x.com/jack/status/20x",
    "https://t.me/telegram",
    "https://t.me/c/1234567/83",
    "https://t.me/joinchat/AAAA",
    "https://soundcloud.com/discover/sets",
    "https://soundcloud.com/forss",
    "https://www.openstreetmap.org/node/1#map=15/40.1772/44.5126",
    "https://www.openstreetmap.org/#map=99/40.1772/44.5126",
    "https://www.openstreetmap.org/#map=15/99/44.5126",
    "https://www.openstreetmap.org/?mlat=40.1&mlon=999#map=15/40.1772/44.5126",
    "https://www.facebook.com/zuck",
    "https://www.facebook.com/watch",
    "https://www.instagram.com/natgeo/",
    "https://[::1]/watch?v=dQw4w9WgXcQ",
    "https://[youtube.com/watch?v=dQw4w9WgXcQ",
    "https://youtu.be/dQw4w9WgXcQ and more",
    "https://youtu.be/\u202edQw4w9WgXcQ",
    "https://youtu.be/dQw4w9WgXcQ?" + "a" * ADDRESS_MAX,
    "https://example.org/",
    "",
]
PLAYERS = [
    (WATCH, "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&rel=0"),
    ("https://vimeo.com/1/abcdef", "https://player.vimeo.com/video/1?dnt=1&autoplay=1&h=abcdef"),
    ("https://x.com/jack/status/20", "https://platform.twitter.com/embed/Tweet.html?id=20&dnt=true"),
    ("https://t.me/telegram/83", "https://t.me/telegram/83?embed=1"),
    (
        "https://soundcloud.com/forss/flickermood",
        "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fforss%2Fflickermood&auto_play=true",
    ),
    (
        "https://www.openstreetmap.org/?mlat=40.1&mlon=44.5#map=15/40/44.5",
        "https://www.openstreetmap.org/export/embed.html?bbox=44.48627%2C39.99408%2C44.51373%2C40.00592&layer=mapnik"
        "&marker=40.1%2C44.5",
    ),
    ("https://www.instagram.com/p/CUbHfhpswxt/", ""),
]


@pytest.mark.parametrize(("pasted", "address"), FORMS)
def test_a_documented_form_is_recognised(pasted, address):
    assert recognised(pasted).address == address


@pytest.mark.parametrize("address", [address for _, address in FORMS])
def test_a_canonical_address_is_its_own(address):
    assert recognised(address).address == address


@pytest.mark.parametrize("pasted", REFUSED)
def test_what_only_looks_like_one_is_refused(pasted):
    assert recognised(pasted) is None


@pytest.mark.parametrize(("address", "player"), PLAYERS)
def test_the_player_is_the_providers_own(address, player):
    assert recognised(address).player == player


@pytest.mark.parametrize("address", [address for _, address in FORMS])
def test_each_player_is_of_an_origin_that_the_policy_allows(address):
    player = recognised(address).player
    assert not player or player.startswith(tuple(f"{origin}/" for origin in PLAYER_ORIGINS))


@pytest.mark.parametrize(
    ("said", "seconds"), [("t=90", 90), ("t=90s", 90), ("t=1m30s", 90), ("t=1h2m3s", 3723), ("start=7", 7)]
)
def test_a_video_begins_where_the_address_says(said, seconds):
    found = recognised(f"https://youtu.be/dQw4w9WgXcQ?{said}")
    assert found.address == WATCH
    assert found.link == f"{WATCH}&t={seconds}s"
    assert found.player.endswith(f"&start={seconds}")


def test_what_is_no_moment_is_left_out():
    assert recognised("https://youtu.be/dQw4w9WgXcQ?t=soon").link == WATCH


def test_an_upright_video_has_an_upright_player():
    assert recognised("https://www.youtube.com/shorts/dQw4w9WgXcQ").shape == "tall"


def test_without_a_title_a_card_names_host_and_path_or_a_maps_degrees():
    assert recognised("https://t.me/telegram/83").short == "t.me/telegram/83"
    assert recognised(WATCH).short == "youtube.com/watch?v=dQw4w9WgXcQ"
    assert recognised(MAP).short == "40.1772, 44.5126"


def test_no_host_belongs_to_two_providers():
    hosts = [host for provider in PROVIDERS.values() for host in provider.hosts]
    assert len(hosts) == len(set(hosts))
