"""Sites: what is peculiar to the pages of one site. One module a site, found by the host of a page's address."""

from __future__ import annotations

from parsers.sites import genhealth
from parsers.sites.rules import Site
from parsers.uris import host_of

SITES: tuple[Site, ...] = (genhealth.SITE,)
_BY_HOST = {host: site for site in SITES for host in site.hosts}


def site_of(uri: str, stated: str | None) -> Site | None:
    """The site that a page comes from, by what its metadata states, else by its address."""
    host = stated or host_of(uri)
    return _BY_HOST.get(host.removeprefix("www.")) if host else None
