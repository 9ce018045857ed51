"""genhealth.ai: the template family, one page a billing code."""

from __future__ import annotations

import re

from parsers.sites.rules import Site

SITE = Site(
    name="genhealth.ai",
    hosts=("genhealth.ai",),
    boilerplate=(("genhealth_search", re.compile(r"search all medical codes", re.I)),),
)
