"""What a site's module may say."""

from __future__ import annotations

import re
from typing import NamedTuple


class Site(NamedTuple):
    """One site: its hosts, whole lines that are its boilerplate (rule name and pattern), headings of its own, its code system."""

    name: str
    hosts: tuple[str, ...]
    boilerplate: tuple[tuple[str, re.Pattern[str]], ...] = ()
    headings: tuple[tuple[str, str], ...] = ()
    code_system: str | None = None
