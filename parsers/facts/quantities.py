"""Lengths of time in running text: numbers, units, ranges and bounds, in minutes and with their spans.

Text comes folded: lower case, every blank one space, every dash `-`. Each pattern is bounded, so the time is linear.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Quantity(NamedTuple):
    """One length of time: exact (min == max), a range, a bound (one side None) or vague (both None)."""

    min_minutes: float | None
    max_minutes: float | None
    scale: float  # minutes: the longest value stated, or the unit where there is no number
    start: int  # span in the text, words of bound ("at least") included
    end: int


class _Value(NamedTuple):
    number: float | None  # in units; None for "a few"
    unit: float  # minutes; 0.0 where the unit is not printed ("30" in "30 to 60 minutes")
    start: int
    end: int
    is_open: bool  # "30+ minutes"


_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_WORDS = {word: float(number) for number, word in enumerate(f"{_ONES}|{_TEENS}".split("|"), 1)}
_WORDS |= {word: float(10 * number) for number, word in enumerate(_TENS.split("|"), 2)}
_FRACTION_CHARACTERS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_UNITS = {"s": 1 / 60, "m": 1.0, "h": 60.0, "d": 1440.0, "w": 10080.0, "mo": 43200.0, "y": 525600.0}

# ---- numbers and units ----------------------------------------------------------------------------------------------
_WORD = rf"(?:(?:{_TENS})(?:[ -](?:{_ONES})(?![a-z]))?|{_TEENS}|{_ONES})(?![a-z])"
_DIGITS = r"(?:[0-9]{1,3},[0-9]{3}|[0-9]{1,4}(?:\.[0-9]{1,2})?|\.[0-9]{1,2})(?![0-9]|[.,][0-9])"
_AND_PART = r"(?:(?:an?|one)[ -](?:half|quarter)|three[ -]quarters|[13]/[24]|[½¼¾])(?![a-z0-9]|[ -]of[ -])"
_AND_A_HALF = rf"[ -]and[ -]{_AND_PART}"
_FRACTION = rf"(?: ?[½¼¾⅓⅔]|[ -][13]/[24](?![0-9])|{_AND_A_HALF})"
_PART = r"(?:(?:an? |one[ -])?(?:half|quarter)|three[ -]quarters?|[13]/[24](?![0-9])|[½¼¾⅓⅔])(?![a-z])"
_ARTICLE = (
    r"an?(?=[ -](?:(?:full |whole |solid )?hour|minute|day|week|month|year|second(?:[.,;)]|$| or )))"  # "a second test"
)
_MINUTE = r"(?:minutes?|mins?)(?![a-z])"
_NOT_ANOTHER = r"(?! (?:of |for |in |to )?(?:the )?(?:recov|observ|rest|prep|without |with |if ))"
_HOUR_TAIL = (
    rf"(?P<tail>{_AND_A_HALF}"
    rf"|(?:,? (?:and )?|-)?(?P<mm>[1-5]?[0-9]|{_WORD})[ -]?(?:{_MINUTE}|m(?![a-z])){_NOT_ANOTHER}"
    r"| ?(?P<bare_mm>[0-5][0-9])(?![0-9a-z%:/]|[.,][0-9]| ?- ?[0-9]| (?:min|sec|hour|hr|day)))"  # "1h30"
)
_MINUTE_TAIL = r"(?P<seconds>,? (?:and )?(?P<ss>[1-5]?[0-9]) ?(?:seconds?|secs?|s)(?![a-z]))"
_UNIT = (
    rf"(?:(?P<hour>hours?|hrs?|h)(?![a-z])(?:\.?{_HOUR_TAIL})?|(?P<minute>{_MINUTE})(?:{_MINUTE_TAIL})?"
    r"|(?P<other>seconds?|secs?|days?|weeks?|wks?|months?|years?|yrs?)(?![a-z])"
    r"|(?P<short>[ms])(?<=[0-9].)(?![a-z0-9]))"  # "45m", for "45 m" is a distance
)
_COUNT = rf"(?P<count>{_DIGITS}|{_WORD})(?P<fraction>{_FRACTION})?(?: ?\((?:[0-9]{{1,3}}|{_WORD})\))?"
_GAP = r"(?:(?P<plus> ?\+| plus(?= [mh]))?(?: ?- ?| )?(?:full |whole |solid )?(?=[hmsdwy]))?"
_OF_AN = r"(?:(?:[ -]of)?(?:[ -]an?)?[ -]?(?=[hms]))?"
_A_UNIT = rf"(?P<article>{_ARTICLE})[ -](?:full |whole |solid )?"
_NUMBER = rf"(?:(?P<part>{_PART}){_OF_AN}|{_COUNT}{_GAP}|{_A_UNIT})"

# ---- words that stand for a number ----------------------------------------------------------------------------------
_FEW = (
    r"few|couple(?: of)?|several|some|many|multiple|numerous|matter of|number of|handful of|mere|only|just|within"
    r"|takes?|lasts?"
)
_PLURAL = r"(?P<plural>seconds|minutes|mins|hours|hrs|days|weeks|months|years)(?![a-z])"
_VAGUE = rf"(?P<few>{_FEW})(?: short| more| brief)? {_PLURAL}"
_WHOLE_DAY = r"(?P<day>half[ -](?:a[ -])?day|(?:full|whole|entire)[ -]day|all[ -](?:day|night)|overnight)(?![a-z])"
_VALUE = re.compile(rf"(?<![a-z0-9_$€£#])(?<![0-9][:.,/])(?:{_WHOLE_DAY}|{_NUMBER}{_UNIT}?|{_VAGUE})")

# ---- bounds: the words before a value (- for a blank), and behind it ------------------------------------------------
_ABOUT = (
    "about around approximately approx approx. roughly circa ca ca. typically usually generally normally often mostly "
    "commonly nearly almost only just some between anywhere somewhere ~ ≈ ± well perhaps maybe merely on-average "
    "an-average-of average-of an-estimated a-period-of over-a-period-of over-the-course-of for-a-period-of close-to "
    "somewhere-around in-the-region-of anywhere-from ranges-from range-from ranging-from"
)
_AT_MOST = (
    "less-than fewer-than shorter-than under below up-to upto at-most at-the-most within inside < <= ≤ no-more-than "
    "not-more-than never-more-than no-longer-than not-longer-than never-longer-than rarely-more-than "
    "rarely-longer-than seldom-more-than seldom-longer-than not-over never-over rarely-over maximum maximum-of "
    "a-maximum-of max max. max-of as-long-as as-much-as as-many-as not-exceed not-exceeding never-exceeds "
    "rarely-exceeds rarely-exceed limited-to"
)
_AT_MOST += "".join(
    f" {never}-{verb}-{more}-than"
    for never in ("not", "never", "rarely", "seldom")
    for verb in ("take", "takes", "last", "lasts")
    for more in ("more", "longer")
)
_AT_LEAST = (
    "at-least more-than over longer-than greater-than minimum minimum-of a-minimum-of min. min-of upwards-of upward-of "
    "as-little-as as-few-as as-short-as > >= ≥ not-less-than no-less-than no-fewer-than no-shorter-than not-under from "
    "starting-at starting-from beyond exceed exceeds exceeding in-excess-of above"
)
_BOUNDS = {
    words.replace("-", " "): bound
    for bound, table in (("", _ABOUT), ("max", _AT_MOST), ("min", _AT_LEAST))
    for words in table.split()
}
_LAST_WORDS = frozenset(words.split()[-1] for words in _BOUNDS)
_OVER_A_PERIOD = re.compile(
    r"(?:given|administered|infused|delivered|injected|performed|carried out|done|completed|spread|collected|dripped"
    r"|runs?|running|place|slowly|recorded|worn|iv|intravenously|infusion|vein|in)(?: out)? $"
)
_SUFFIX = re.compile(
    r"\.? ?[(,]? ?(?:(?P<min>\+|at (?:the )?(?:least|minimum|a minimum)|minimum(?![a-z])|plus(?= ?(?:[.,;)]|$))"
    r"|(?:or|and) (?:even |sometimes |possibly )?(?:more|longer|over|up|upwards?|above|beyond)(?![a-z])(?! to ))"
    r"|(?P<max>or (?:even )?(?:less|under|fewer|shorter|below)(?![a-z])|at (?:the )?(?:most|longest|maximum)"
    r"|max(?:imum)?(?![a-z])|tops(?![a-z])))\)?(?! (?:of )?[0-9])"
)
_OR_TWO = re.compile(
    r" or (?P<two>two|2|so)"
    r"(?![a-z0-9]| (?!if|when|for|with|to|in|and|but|at|per|depend|on|from|total|of|each|under)[a-z])"
)

# ---- ranges: what may stand between two values ----------------------------------------------------------------------
_HEDGE = r"(?:(?:about|around|approximately|approx\.?|roughly|nearly|almost|sometimes|even|perhaps|maybe|~) ?)?"
_JOIN = re.compile(
    r"\.?,?(?:-(?= ))?(?:(?: ?-{1,3} ?| ?~ ?|[ -](?:to|through|thru|till|until|or|up to|or up to|to up to|and up to"
    r"|to a|to a full|or even|(?:up )?to as (?:long|much|many) as|to at most|to a maximum of|to no more than"
    rf"|but (?:no|not) more than)[ -]){_HEDGE}(?P<open>(?:just |well |a little )?(?:over|more than|upwards of"
    rf"|in excess of|longer than) )?|(?P<between> and {_HEDGE}))"
)
_LIST = re.compile(r",? (?P<last>(?:or|and) )|, ?")  # "15, 30 or 45 minutes"
_LONGEST_JOIN = 30  # characters
_BETWEEN = re.compile(r"between (?:about |around |approximately |roughly |anywhere )?$")


def find_quantities(text: str) -> list[Quantity]:
    """All lengths of time in folded `text`, in order. Numbers without a unit of time are left out."""
    values = [_value(match) for match in _VALUE.finditer(text)]
    quantities: list[Quantity] = []
    first = 0
    while first < len(values):
        end = first + 1
        is_open = False
        while end < len(values) and (join := _join(text, values, first, end)):
            is_open = join == "open"
            end += 1
        chain = values[first:end]
        while chain and not chain[-1].unit:
            chain.pop()
        if chain:
            floor = quantities[-1].end if quantities else 0
            quantities.append(_quantity(text, floor, chain, is_open or chain[-1].is_open))
        first = end
    return quantities


def _join(text: str, values: list[_Value], first: int, index: int) -> str:
    """How `values[index]` goes on the chain from `first`: "range", "open" (to more than ...), "list" or "" (not)."""
    left, right = values[index - 1], values[index]
    gap = text[left.end : right.start]
    if len(gap) > _LONGEST_JOIN:
        return ""
    if match := _JOIN.fullmatch(gap):
        start = values[first].start
        if not match["between"] or _BETWEEN.search(text, max(0, start - 25), start):
            return "open" if match["open"] else "range"
    if left.unit or not (match := _LIST.fullmatch(gap)):
        return ""
    if match["last"]:
        return "list" if index - first > 1 else ""
    is_list = index + 1 < len(values) and not right.unit and _LIST.fullmatch(text, right.end, values[index + 1].start)
    return "list" if is_list else ""


def _quantity(text: str, floor: int, chain: list[_Value], is_open: bool) -> Quantity:
    """One length of time from the values of a chain and the words of bound around it, `floor` or later."""
    minutes = _in_minutes(chain)
    known = [value for value in minutes if value is not None]
    scale = max([*known, *(value.unit for value in chain if value.number is None)])
    bound, start = _bound_before(text, floor, chain[0].start, scale)
    low = min(known) if known and minutes[0] is not None else None
    high = max(known) if known and minutes[-1] is not None else None
    end = chain[-1].end
    if len(chain) == 1 and chain[0].number == 1 and (pair := _OR_TWO.match(text, end)):
        end = pair.end()
        high = high * 2 if high is not None and pair["two"] != "so" else high
    if len(chain) > 1:
        bound = ""  # "at least 30 to 60 minutes" still gives both ends
    if is_open:
        bound = "min"
    elif suffix := _SUFFIX.match(text, end):
        bound, end = ("min" if suffix["min"] else "max"), suffix.end()
    return Quantity(None if bound == "max" else low, None if bound == "min" else high, scale, start, end)


def _in_minutes(chain: list[_Value]) -> list[float | None]:
    """The values of a chain in minutes; one without a unit takes the next one's ("30 to 1 hour": minutes)."""
    if len(chain) == 1:
        return [None if chain[0].number is None else chain[0].number * chain[0].unit]
    minutes: list[float | None] = []
    after = chain[-1]
    for value in reversed(chain):
        unit = value.unit or after.unit
        if not value.unit and unit == _UNITS["h"] and (value.number or 0) > max(after.number or 0, 4):
            unit = _UNITS["m"]
        minutes.append(None if value.number is None else value.number * unit)
        after = value if value.unit else after
    return minutes[::-1]


def _bound_before(text: str, floor: int, start: int, scale: float) -> tuple[str, int]:
    """The bound that the words before `start` set ("min", "max" or ""), and where they start."""
    bound = ""
    while True:
        words = text[max(floor, start - 40) : start].replace("(", " ").split()[-4:]
        if not words or words[-1] not in _LAST_WORDS:
            return bound, start
        phrase = next((phrase for first in range(len(words)) if (phrase := " ".join(words[first:])) in _BOUNDS), "\0")
        if (found := text.rfind(phrase, floor, start)) < 0:
            return bound, start
        start, kind = found, _BOUNDS[phrase]
        if phrase == "over" and _is_period(text, start, scale):
            kind = ""
        bound = bound or kind


def _is_period(text: str, start: int, scale: float) -> bool:
    """Whether the "over" at `start` says in what time something is done ("infused over 2 hours")."""
    before = text[max(0, start - 30) : start]
    if scale >= _UNITS["d"] and not before.endswith(("take ", "takes ", "last ", "lasts ")):
        return True
    return bool(_OVER_A_PERIOD.search(before))


def _value(match: re.Match[str]) -> _Value:
    """The value of a match of _VALUE."""
    if match["day"]:
        return _Value(None, 8 * _UNITS["h"], *match.span(), False)
    if match["few"]:
        is_verb = match["few"].startswith(("take", "last"))
        return _Value(None, _unit(match["plural"]), match.start("plural" if is_verb else 0), match.end(), False)
    number = _number(match)
    printed = match["hour"] or match["minute"] or match["other"] or match["short"]
    if not printed:
        return _Value(number, 0.0, match.start(), match.start() + len(match[0].rstrip(" -+")), False)
    unit = _unit(printed)
    return _Value(number + _tail(match) / unit, unit, *match.span(), match["plus"] is not None)


def _unit(printed: str) -> float:
    """Minutes in the unit printed (`hrs`, `months`)."""
    return _UNITS["mo" if printed.startswith("mo") else printed[0]]


def _number(match: re.Match[str]) -> float:
    """The number of a match of _VALUE, in its unit, without what follows the unit."""
    if match["article"]:
        return 1.0
    if match["part"]:
        return _fraction(match["part"])
    return _whole(match["count"]) + (_fraction(match["fraction"]) if match["fraction"] else 0.0)


def _whole(text: str) -> float:
    """`30`, `1.5`, `1,440`, `forty-five`."""
    tens, _, ones = text.replace("-", " ").partition(" ")
    return _WORDS[tens] + _WORDS.get(ones, 0.0) if tens in _WORDS else float(text.replace(",", ""))


def _fraction(text: str) -> float:
    """`½`, ` 1/2`, `three quarters`, ` and a half`."""
    for character, value in _FRACTION_CHARACTERS.items():
        if character in text:
            return value
    above, slash, below = text.strip(" -and").partition("/")
    if slash:
        return float(above) / float(below)
    return 0.75 if "three" in text else 0.25 if "quarter" in text else 0.5


def _tail(match: re.Match[str]) -> float:
    """Minutes that follow the whole hours or minutes: ` and a half`, ` 30 minutes`, ` 15`."""
    if match["seconds"]:
        return float(match["ss"]) / 60
    if not match["tail"]:
        return 0.0
    minutes = match["mm"] or match["bare_mm"]
    return _whole(minutes) if minutes else 60 * _fraction(match["tail"])
