"""The client's address: the connection's own, unless a trusted proxy names the client for which it asks.

Anybody may send an `X-Forwarded-For`. Only the entries at its right end that our own
proxies have written are believed. This module does not import Django.
"""

from collections.abc import Mapping
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

Proxies = int | tuple[IPv4Network | IPv6Network, ...]
MAX_PROXIES = 9  # proxies in a row
IPV6_PREFIX_BITS = 64  # a client with one IPv6 address has all addresses with this prefix


def parse_proxies(text: str) -> Proxies:
    """Parse `TRUSTED_PROXIES`: the number of proxies, or their addresses and networks. Raises ValueError."""
    if text.isascii() and text.isdecimal():
        if int(text) > MAX_PROXIES:
            raise ValueError(f"{text} proxies in a row are too many, at most {MAX_PROXIES} are allowed")
        return int(text)
    return tuple(ip_network(part.strip()) for part in text.split(","))


def client_address(meta: Mapping[str, str], proxies: Proxies) -> str | None:
    """Return the client's address from the WSGI variables `meta` (of IPv6 its /64), or None if it is unknown.

    A unix socket gives no address: any program that can write to it is treated as a trusted proxy.
    """
    connection_address = _parse(meta.get("REMOTE_ADDR", ""))
    forwarded = [_parse(part) for part in meta.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if isinstance(proxies, int):
        return _normalized(
            forwarded[-proxies] if 0 < proxies <= len(forwarded) and forwarded[-proxies] else connection_address
        )
    found = connection_address
    while proxies and forwarded and (found is None or any(found in network for network in proxies)):
        previous = forwarded.pop()
        if previous is None:
            break
        found = previous
    return _normalized(found)


def is_internal_request(meta: Mapping[str, str], proxies: Proxies) -> bool:
    """Return whether the request was made on this machine, or by a trusted proxy on its own account.

    A request that a proxy passes on is its reader's, even if we do not trust the proxy: such a proxy may fail to say
    that it passes a request on, but if it says so, it is believed.
    """
    if meta.get("HTTP_X_FORWARDED_FOR"):
        return bool(proxies) and _is_own(client_address(meta, proxies), proxies)
    return not meta.get("HTTP_FORWARDED") and _is_own(meta.get("REMOTE_ADDR", ""), proxies)


@lru_cache(maxsize=256)
def _is_own(address: str | None, proxies: Proxies) -> bool:
    """Return whether the address is this machine's or a trusted proxy's; "" is a unix socket's, so this machine's."""
    if not address:
        return address is not None
    found = _parse(address)
    if found is None:
        return False
    return found.is_loopback or (not isinstance(proxies, int) and any(found in network for network in proxies))


def _parse(text: str):
    """Return the address in `text`, which may have a port, or None if it cannot be parsed."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ip_address(text)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def _normalized(address) -> str | None:
    if address is None or address.version == 4:
        return address and str(address)
    return str(ip_network((int(address), IPV6_PREFIX_BITS), strict=False).network_address)
