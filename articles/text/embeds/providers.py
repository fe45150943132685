"""The sites whose addresses become embeds, and what of each is recognised. Imports no Django.

An address is recognised by its whole host, which must be one of a provider's own, and by a path that the provider
documents. One with a user name, a port or another scheme than http and https never is.
"""

import re
from collections.abc import Callable
from enum import StrEnum
from math import cos, radians
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qs, quote, urlsplit

ADDRESS_MAX = 500  # characters


class Kind(StrEnum):
    """What is at the address."""

    VIDEO = "video"
    SOUND = "sound"
    POST = "post"
    MAP = "map"


class Shape(StrEnum):
    """The proportions of a player, of which the style sheet has one class each."""

    WIDE = "wide"  # 16:9
    STANDARD = "standard"  # 4:3
    SQUARE = "square"
    TALL = "tall"  # 9:16
    BAR = "bar"  # a player of sound: as wide as the text, and low
    NONE = "none"  # as high as its words, until the player comes


class EmbedAddress(NamedTuple):
    """An address that was recognised."""

    provider: str  # a key of PROVIDERS
    kind: Kind
    address: str  # canonical: the same for all forms of it; what is known of it is kept by this
    link: str  # where readers go; with the second at which a video begins
    player: str  # the address of the player's frame; "" if there is none
    shape: Shape

    @property
    def host(self) -> str:
        """The canonical address's host without www."""
        return (urlsplit(self.address).hostname or "").removeprefix("www.")

    @property
    def short(self) -> str:
        """What a card says as long as no title is known: the host and the path, or a map's degrees."""
        if self.kind == Kind.MAP:
            return ", ".join(self.address.rpartition("#map=")[2].split("/")[1:])
        return self.link.partition("://")[2].removeprefix("www.")

    @property
    def provider_name(self) -> str:
        return PROVIDERS[self.provider].name


class Provider(NamedTuple):
    """A site: its name, its hosts, and a function that recognises an address whose host is one of them."""

    name: str
    hosts: frozenset[str]
    recognise: Callable[[SplitResult], EmbedAddress | None]
    player_origin: str = ""  # what the content security policy allows as a frame


def recognised(text: str) -> EmbedAddress | None:
    """Return what the text is the address of, with or without https://; None if it is no provider's address."""
    address = text.strip()
    if not 8 <= len(address) <= ADDRESS_MAX or not address.isprintable() or " " in address or "\\" in address:
        return None
    if "://" not in address:
        address = f"https://{address}"
    try:
        url = urlsplit(address)
        port = url.port
    except ValueError:
        return None
    if url.scheme.lower() not in ("http", "https") or port is not None or "@" in url.netloc or ":" in url.netloc:
        return None
    provider = _BY_HOST.get(url.netloc.lower())
    return provider.recognise(url) if provider else None


def _query(url: SplitResult) -> dict[str, str]:
    """Return the first value of each parameter; none of an absurdly long query."""
    try:
        return {name: values[0] for name, values in parse_qs(url.query, max_num_fields=30).items()}
    except ValueError:
        return {}


# --- YouTube: support.google.com/youtube/answer/171780, developers.google.com/youtube/player_parameters ---------------

_YOUTUBE_ID = re.compile(r"[\w-]{11}", re.ASCII)
_YOUTUBE_LIST = re.compile(r"[\w-]{12,64}", re.ASCII)
_YOUTUBE_PATH = re.compile(r"/(shorts|live|embed|v)/([^/]+)/?")
_SECONDS = re.compile(r"(?:(\d{1,3})h)?(?:(\d{1,5})m)?(?:(\d{1,6})s?)?", re.ASCII)


def _youtube(url: SplitResult) -> EmbedAddress | None:
    given, tall = _query(url), False
    if url.netloc.lower().endswith("youtu.be"):
        video = url.path.strip("/")
    elif match := _YOUTUBE_PATH.fullmatch(url.path):
        video, tall = match[2], match[1] == "shorts"
    elif url.path in ("/watch", "/watch/"):
        video = given.get("v", "")
    elif url.path in ("/playlist", "/playlist/"):
        return _playlist(given.get("list", ""))
    else:
        return None
    if not _YOUTUBE_ID.fullmatch(video):
        return None
    address = f"https://www.youtube.com/{f'shorts/{video}' if tall else f'watch?v={video}'}"
    begin = _begin(given.get("t") or given.get("start") or url.fragment.removeprefix("t="))
    link, player = address, f"https://www.youtube-nocookie.com/embed/{video}?autoplay=1&rel=0"
    if begin:
        link, player = f"{address}{'?' if tall else '&'}t={begin}s", f"{player}&start={begin}"
    return EmbedAddress("youtube", Kind.VIDEO, address, link, player, Shape.TALL if tall else Shape.WIDE)


def _playlist(number: str) -> EmbedAddress | None:
    if not _YOUTUBE_LIST.fullmatch(number):
        return None
    address = f"https://www.youtube.com/playlist?list={number}"
    player = f"https://www.youtube-nocookie.com/embed/videoseries?list={number}&autoplay=1"
    return EmbedAddress("youtube", Kind.VIDEO, address, address, player, Shape.WIDE)


def _begin(said: str) -> int:
    """Return the second at which a video begins: of 90, 90s, 1m30s or 1h2m3s; 0 if it says none."""
    match = _SECONDS.fullmatch(said)
    hours, minutes, seconds = (int(part or 0) for part in match.groups()) if match else (0, 0, 0)
    return hours * 3600 + minutes * 60 + seconds


# --- Vimeo: developer.vimeo.com/api/oembed/videos ---------------------------------------------------------------------

_VIMEO_PATH = re.compile(
    r"/(?:video/|channels/[\w-]+/|groups/[\w-]+/videos/|album/\d+/video/|showcase/\d+/video/)?(\d{1,12})(?:/(\w{6,20}))?/?",
    re.ASCII,
)


def _vimeo(url: SplitResult) -> EmbedAddress | None:
    match = _VIMEO_PATH.fullmatch(url.path)
    if not match:
        return None
    video, secret = match[1], match[2] or _query(url).get("h", "")
    secret = secret if re.fullmatch(r"\w{6,20}", secret, re.ASCII) else ""
    address = f"https://vimeo.com/{video}{f'/{secret}' if secret else ''}"
    begin = _begin(url.fragment.removeprefix("t=")) if url.fragment.startswith("t=") else 0
    player = f"https://player.vimeo.com/video/{video}?dnt=1&autoplay=1{f'&h={secret}' if secret else ''}"
    start = f"#t={begin}s" if begin else ""
    return EmbedAddress("vimeo", Kind.VIDEO, address, f"{address}{start}", f"{player}{start}", Shape.WIDE)


# --- X: developer.x.com, "oEmbed API" ---------------------------------------------------------------------------------

_X_PATH = re.compile(r"/(i/web|i|\w{1,15})/status(?:es)?/(\d{1,20})(?:/(?:photo|video)/\d)?/?", re.ASCII)


def _x(url: SplitResult) -> EmbedAddress | None:
    match = _X_PATH.fullmatch(url.path)
    if not match:
        return None
    address = f"https://x.com/{match[1].removesuffix('/web')}/status/{match[2]}"
    player = f"https://platform.twitter.com/embed/Tweet.html?id={match[2]}&dnt=true"
    return EmbedAddress("x", Kind.POST, address, address, player, Shape.NONE)


# --- Telegram: core.telegram.org/widgets/post -------------------------------------------------------------------------

_TELEGRAM_PATH = re.compile(r"/(?:s/)?([a-z]\w{3,31})/(\d{1,10})/?", re.ASCII | re.IGNORECASE)


def _telegram(url: SplitResult) -> EmbedAddress | None:
    match = _TELEGRAM_PATH.fullmatch(url.path)
    if not match:
        return None
    address = f"https://t.me/{match[1]}/{match[2]}"
    return EmbedAddress("telegram", Kind.POST, address, address, f"{address}?embed=1", Shape.NONE)


# --- SoundCloud: developers.soundcloud.com/docs/oembed ----------------------------------------------------------------

_SOUNDCLOUD_PATH = re.compile(r"/([\w-]{1,60})/((?:sets/)?[\w-]{1,255})(?:/(s-\w{1,40}))?/?", re.ASCII)
_SOUNDCLOUD_PAGES = frozenset(
    "albums charts comments discover followers following jobs likes pages people popular-tracks reposts search sets"
    " stations stream tags terms-of-use toptracks tracks upload you".split()
)


def _soundcloud(url: SplitResult) -> EmbedAddress | None:
    match = _SOUNDCLOUD_PATH.fullmatch(url.path)
    if not match or match[1] in _SOUNDCLOUD_PAGES or match[2] in _SOUNDCLOUD_PAGES:
        return None
    address = "/".join(filter(None, ("https://soundcloud.com", *match.groups())))
    player = f"https://w.soundcloud.com/player/?url={quote(address, safe='')}&auto_play=true"
    return EmbedAddress("soundcloud", Kind.SOUND, address, address, player, Shape.BAR)


# --- OpenStreetMap: wiki.openstreetmap.org/wiki/Export, "Embeddable HTML" ---------------------------------------------

_MAP = re.compile(r"map=(\d{1,2})/(-?\d{1,2}(?:\.\d{1,10})?)/(-?\d{1,3}(?:\.\d{1,10})?)(?:&.*)?", re.ASCII)
_DEGREES = re.compile(r"-?\d{1,3}(?:\.\d{1,10})?", re.ASCII)
_MAP_SIZE = (640, 360)  # pixels that the map is thought to have; a tile has 256
_LATITUDE_MAX, _LONGITUDE_MAX, _ZOOM_MAX, _ZOOM = 85, 180, 19, 16


def _openstreetmap(url: SplitResult) -> EmbedAddress | None:
    if url.path not in ("", "/"):
        return None
    given, middle = _query(url), _MAP.fullmatch(url.fragment)
    marker = [given[name] for name in ("mlat", "mlon") if _DEGREES.fullmatch(given.get(name, ""))]
    if len(marker) != 2 and not middle:
        return None
    zoom, *place = middle.groups() if middle else (str(_ZOOM), *marker)
    latitude, longitude = map(float, place)
    for north, east in (place, marker or place) if len(marker) == 2 else (place,):
        if abs(float(north)) > _LATITUDE_MAX or abs(float(east)) > _LONGITUDE_MAX:
            return None
    if int(zoom) > _ZOOM_MAX:
        return None
    across, down = (360 / 2 ** int(zoom) * side / 256 / 2 for side in _MAP_SIZE)
    down *= cos(radians(latitude))
    west, east = max(-180, longitude - across), min(180, longitude + across)
    south, north = max(-90, latitude - down), min(90, latitude + down)
    box = "%2C".join(f"{edge:.5f}" for edge in (west, south, east, north))
    pin, query = "", ""
    if len(marker) == 2:
        pin, query = f"&marker={'%2C'.join(marker)}", f"?mlat={marker[0]}&mlon={marker[1]}"
    address = f"https://www.openstreetmap.org/{query}#map={zoom}/{place[0]}/{place[1]}"
    player = f"https://www.openstreetmap.org/export/embed.html?bbox={box}&layer=mapnik{pin}"
    return EmbedAddress("openstreetmap", Kind.MAP, address, address, player, Shape.WIDE)


# --- Facebook and Instagram: their oEmbed needs a token, so they are cards without facts and without a player ---------

_FACEBOOK_PATH = re.compile(
    r"/(?:[\w.-]+/(?:posts|videos|photos|reels)/[\w.%/-]+|(?:watch|reel|reels|share|photo|story|permalink|groups)"
    r"(?:\.php)?(?:/[\w.%/-]*)?)/?",
    re.ASCII,
)
_INSTAGRAM_PATH = re.compile(r"(?:/[\w.]{1,30})?/(p|reel|tv)/([\w-]{5,40})/?", re.ASCII)
_NUMBERS_OF_A_POST = ("v", "fbid", "story_fbid", "id", "set")


def _facebook(url: SplitResult) -> EmbedAddress | None:
    host, given = url.netloc.lower(), _query(url)
    if host == "fb.watch":
        address = f"https://fb.watch{url.path}" if re.fullmatch(r"/[\w-]{5,40}/?", url.path, re.ASCII) else ""
    else:
        pairs = [f"{name}={quote(given[name], safe='')}" for name in _NUMBERS_OF_A_POST if name in given]
        one = url.path.count("/") > 1 or pairs  # /watch alone is a page of many
        whole = f"https://www.facebook.com{url.path}{'?' if pairs else ''}{'&'.join(pairs)}"
        address = whole if one and _FACEBOOK_PATH.fullmatch(url.path) else ""
    return EmbedAddress("facebook", Kind.POST, address, address, "", Shape.NONE) if address else None


def _instagram(url: SplitResult) -> EmbedAddress | None:
    match = _INSTAGRAM_PATH.fullmatch(url.path)
    if not match:
        return None
    address = f"https://www.instagram.com/{match[1]}/{match[2]}/"
    return EmbedAddress("instagram", Kind.POST, address, address, "", Shape.NONE)


def _hosts(names: str) -> frozenset[str]:
    return frozenset(names.split())


PROVIDERS = {
    "youtube": Provider(
        "YouTube",
        _hosts(
            "youtube.com www.youtube.com m.youtube.com music.youtube.com youtu.be www.youtu.be"
            " youtube-nocookie.com www.youtube-nocookie.com"
        ),
        _youtube,
        "https://www.youtube-nocookie.com",
    ),
    "vimeo": Provider("Vimeo", _hosts("vimeo.com www.vimeo.com player.vimeo.com"), _vimeo, "https://player.vimeo.com"),
    "x": Provider(
        "X",
        _hosts("x.com www.x.com mobile.x.com twitter.com www.twitter.com mobile.twitter.com"),
        _x,
        "https://platform.twitter.com",
    ),
    "telegram": Provider("Telegram", _hosts("t.me telegram.me www.telegram.me"), _telegram, "https://t.me"),
    "soundcloud": Provider(
        "SoundCloud",
        _hosts("soundcloud.com www.soundcloud.com m.soundcloud.com"),
        _soundcloud,
        "https://w.soundcloud.com",
    ),
    "openstreetmap": Provider(
        "OpenStreetMap",
        _hosts("openstreetmap.org www.openstreetmap.org osm.org www.osm.org"),
        _openstreetmap,
        "https://www.openstreetmap.org",
    ),
    "facebook": Provider(
        "Facebook", _hosts("facebook.com www.facebook.com m.facebook.com web.facebook.com fb.watch"), _facebook
    ),
    "instagram": Provider("Instagram", _hosts("instagram.com www.instagram.com"), _instagram),
}
_BY_HOST = {host: provider for provider in PROVIDERS.values() for host in provider.hosts}
PLAYING_ORIGINS = tuple(PROVIDERS[key].player_origin for key in ("youtube", "vimeo", "soundcloud"))
PLAYER_ORIGINS = tuple(provider.player_origin for provider in PROVIDERS.values() if provider.player_origin)
