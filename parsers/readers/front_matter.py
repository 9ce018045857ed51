"""Front matter: what stands before a Markdown page between `---` (YAML) or `+++` (TOML), and the title that it gives."""

from __future__ import annotations

import re

from parsers.text import clean

# Bytes of a block that is looked into; what is longer is front matter still, without a title.
_LONGEST = 64 * 1024
_BLOCK = re.compile(
    r"\ufeff?\s*?(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<body>(?:(?!(?:(?P=fence)|\.\.\.)[ \t]*(?:\r?\n|\Z))[^\n]*+\n)*+)(?:(?P=fence)|\.\.\.)[ \t]*(?=\r?\n|\Z)"
)
# YAML's first line is a key, a comment or blank: a rule above prose and one below it are no front matter.
_KEY = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*[\"']?[\w][\w .-]*[\"']?[ \t]*[:=]")
_TITLE_LINE = re.compile(r"^title[ \t]*[:=][ \t]*(.+?)[ \t]*\r?$", re.M)


def front_matter_end(text: str) -> int:
    """Where the front matter of a text ends; 0 if it has none."""
    found = _BLOCK.match(text)
    if found is None or (found["body"].strip() and not _KEY.match(found["body"])):
        return 0
    return found.end()


def front_matter_title(text: str) -> str | None:
    """The title in the front matter of a text, None if there is none. What is no good YAML or TOML is looked through by line."""
    found = _BLOCK.match(text)
    if found is None or len(found["body"]) > _LONGEST:
        return None
    import tomllib

    import yaml  # for few pages

    values: object = None
    try:
        if found["fence"] == "+++":
            values = tomllib.loads(found["body"].replace("\r\n", "\n"))
        else:
            values = yaml.load(found["body"], Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except (yaml.YAMLError, ValueError, RecursionError):
        line = _TITLE_LINE.search(found["body"])
        values = {"title": line[1].strip("\"'")} if line else None
    title = values.get("title") if isinstance(values, dict) else None
    return (clean(title) or None) if isinstance(title, str) else None
