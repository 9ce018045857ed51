"""Addresses: their path and host, whatever is wrong with them."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit


def path_of(uri: str) -> str:
    """The decoded path of an address, or of a relative path without its query."""
    if "://" not in uri:
        return unquote(uri.split("?")[0].split("#")[0])
    try:
        return unquote(urlsplit(uri).path)
    except ValueError:
        return unquote(uri.partition("://")[2].partition("/")[2])


def host_of(uri: str) -> str | None:
    """The host of an address without `www.`; None for a path or an address that has none."""
    if "://" not in uri:
        return None
    try:
        host = urlsplit(uri).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
