"""What is known of a page from outside it: the fields of a sidecar or a record, each checked."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple, TypeVar

from schemas.vocabulary.codes import SYSTEM_NAMES

ISO_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d|\d{8})(?:[T ](\d\d(?::?\d\d(?::?\d\d(?:[.,]\d+)?)?)?) ?(Z|UTC|[+-]\d\d(?::?\d\d)?)?)?\Z",
    re.ASCII,
)
T = TypeVar("T")
EPOCH = datetime(1970, 1, 1)
# 1990 to 2100: a number outside is no time that a page was fetched at, such as a date written as 20240131.
EPOCH_SECONDS = (631_152_000, 4_102_444_800)


class Metadata(NamedTuple):
    """The fields that could be used, and a remark of one line for each that could not. `fetched_at` is naive and in UTC."""

    url: str | None = None
    fetched_at: datetime | None = None
    code: str | None = None
    code_system: str | None = None
    site: str | None = None
    remarks: tuple[str, ...] = ()


def read_sidecar(body: bytes) -> Metadata:
    """The metadata in the bytes of a sidecar. Never raises: what cannot be used becomes a remark."""
    try:
        values: object = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return Metadata(remarks=("the sidecar is no JSON in UTF-8",))
    return read_metadata(values)


def read_metadata(values: object) -> Metadata:
    """The metadata in a mapping with any of the field names as keys; other keys are ignored.

    Never raises: what cannot be used becomes a remark. Absent, null, empty and not-a-number values are no remark.
    """
    if not isinstance(values, Mapping):
        return Metadata(remarks=(f"the metadata is no JSON object but {short_value(values)}",))
    remarks: list[str] = []
    return Metadata(
        url=_field(values, "url", _text, "no text", remarks),
        fetched_at=_field(values, "fetched_at", _time, "no ISO 8601 time", remarks),
        code=_field(values, "code", _code, "no code", remarks),
        code_system=_field(values, "code_system", _system, "no known code system", remarks),
        site=_field(values, "site", _text, "no text", remarks),
        remarks=tuple(remarks),
    )


def _field(
    values: Mapping[object, object], name: str, read: Callable[[object], T | None], expected: str, remarks: list[str]
) -> T | None:
    value = values.get(name)
    if is_absent(value):
        return None
    try:
        found = read(value)
    except (ValueError, OverflowError, ArithmeticError):
        found = None
    if found is None:
        remarks.append(f"{name}: {short_value(value)} is {expected}")
    return found


def is_absent(value: object) -> bool:
    """Whether a value stands for nothing: null, empty or blank text, or the not-a-number of an empty cell."""
    if isinstance(value, bytes | str):
        return not value.strip()
    return value is None or (isinstance(value, float) and math.isnan(value))


def short_value(value: object) -> str:
    """A value as one line of at most about 60 characters, for a message."""
    if isinstance(value, bytes):
        value = value[:240].decode("utf-8", "replace")
    if isinstance(value, str):
        return without_surrogates(repr(value if len(value) <= 60 else f"{value[:59]}…"))
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, list | tuple):
        return "a list"
    return str(value)[:60] if isinstance(value, float | Decimal | date) else _short_number(value)


def _short_number(value: object) -> str:
    return str(value) if isinstance(value, int) and abs(value) < 10**30 else f"a value of type {type(value).__name__}"


def without_surrogates(text: str) -> str:
    """Text with U+FFFD in place of lone surrogates, which UTF-8 cannot hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _text(value: object) -> str | None:
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    return without_surrogates(value).strip() if isinstance(value, str) else None


def _code(value: object) -> str | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float | Decimal):
        return str(int(value)) if value == int(value) else None
    return _text(value)


def _system(value: object) -> str | None:
    text = _text(value)
    return None if text is None else SYSTEM_NAMES.get(" ".join(text.lower().split()))


def _time(value: object) -> datetime | None:
    if isinstance(value, datetime):
        return value if value.tzinfo is None else value.astimezone(UTC).replace(tzinfo=None)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return _epoch_time(float(value))
    text = _text(value)
    if text is None or (match := ISO_TIME.match(text.upper())) is None:
        return None
    day, clock, zone = match.groups(default="")
    offset = "+00:00" if zone in ("Z", "UTC") else zone
    return _time(datetime.fromisoformat(f"{day}T{clock}{offset}" if clock else day))


def _epoch_time(value: float) -> datetime | None:
    """Seconds or milliseconds since 1970; None where the number is neither."""
    for unit in (1, 1000):
        if EPOCH_SECONDS[0] <= value / unit <= EPOCH_SECONDS[1]:
            return EPOCH + timedelta(seconds=value / unit)
    return None
