"""What an export holds, as `manifest.json` says it: the state it was made of, and each file with its rows, hash and columns."""

from __future__ import annotations

import json
from typing import Annotated, Final, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    StrictBool,
    StrictStr,
    ValidationError,
    model_validator,
)

MANIFEST = "manifest.json"
DATA_PACKAGE: Final = "datapackage.json"
# The names of an export that is under way on another system, where it cannot be moved into place whole.
PARTIAL = "manifest.partial.json"
KIND: Final = "procedure-warehouse-export"
# The version of the manifest's own layout, not of the tables it describes.
FORM: Final = 1
CHANGE = "change"
CHANGE_KINDS = ("upsert", "delete")
_LONGEST_PLACE = 100
# Pydantic's words for these are about Python, not about JSON.
_MESSAGES = {
    "missing": "is missing",
    "tuple_type": "is not a list",
    "dict_type": "is not an object",
    "model_type": "is not an object",
}


def _writable(text: str) -> str:
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("holds a NUL or half a surrogate pair")
    return text


# What can be part of a path, and be printed.
Text = Annotated[StrictStr, AfterValidator(_writable)]
Count = Annotated[int, Field(strict=True, ge=0)]
Sha256 = Annotated[StrictStr, Field(pattern="^[0-9a-f]{64}$")]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class ExportColumn(_Frozen):
    """One column of a file, with its type as DuckDB names it."""

    name: Text
    type: Text
    nullable: StrictBool
    description: Text


class ExportFile(_Frozen):
    """One file: its path below the export's folder, what it holds, and its size (bytes) and SHA-256."""

    path: Annotated[StrictStr, Field(min_length=1), AfterValidator(_writable)]
    table: Text
    description: Text
    key: tuple[Text, ...]
    partition: dict[Text, Text | None]
    rows: Count
    bytes: Count
    sha256: Sha256
    columns: tuple[ExportColumn, ...]


class LeftOut(_Frozen):
    """What an export without descriptors lacks: columns as `table.column`, and numbers of rows by table."""

    columns: tuple[Text, ...]
    rows: dict[Text, Count]


class DataPackageFile(_Frozen):
    """The export's `datapackage.json`: its size in bytes and its SHA-256."""

    path: Literal["datapackage.json"]
    bytes: Count
    sha256: Sha256


class ExportContent(_Frozen):
    """What an export holds. `since` is the run after which the changes were written; none for a full export.

    A format that has settings states them in an entry of its own name; `csv` stands in every manifest.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    export: Literal["procedure-warehouse-export"] = KIND
    form: Literal[1] = FORM
    run_id: Text
    schema_version: Text
    created_at: Text
    format: Text
    since: Text | None
    partition_by: Text | None
    csv: JsonValue = None
    without_descriptors: StrictBool
    left_out: LeftOut | None
    files: tuple[ExportFile, ...]

    def settings_of(self, format: str) -> object:
        """What the manifest states of a format's settings; None if it has no entry of that name."""
        return {"csv": self.csv, **(self.model_extra or {})}.get(format)

    @model_validator(mode="after")
    def _says_once_what_is_left_out(self) -> Self:
        if self.without_descriptors != (self.left_out is not None):
            raise ValueError("without_descriptors and left_out contradict each other")
        return self


class Manifest(ExportContent):
    """The whole of `manifest.json`."""

    data_package: DataPackageFile

    def text(self) -> str:
        """The file itself: the same manifest gives the same characters."""
        return json.dumps(self.model_dump(), ensure_ascii=False, indent=1) + "\n"


def is_ours(text: str) -> bool:
    """Whether a file is a manifest of `procwh export`, whole or not."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(content, dict) and content.get("export") == KIND


def read_manifest(text: str) -> Manifest:
    """A manifest from its file. Raises ValueError saying in one line why it is none; a format's settings are for the format to check."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError("it is not JSON") from error
    if not isinstance(content, dict) or content.get("export") != KIND:
        raise ValueError("it was not written by `procwh export`")
    if content.get("form") != FORM:
        raise ValueError(f"it has form {content.get('form')!r:.40}, this program reads {FORM}")
    try:
        return Manifest.model_validate(content)
    except ValidationError as error:
        raise ValueError(first_problem(error)) from error


def first_problem(error: ValidationError, *above: str) -> str:
    """The first field of a manifest that is wrong, and what is wrong with it, in one line; `above` is where the object stands."""
    problem = error.errors(include_url=False, include_input=False)[0]
    place = ""
    for step in (*above, *problem["loc"]):
        place += f"[{step}]" if isinstance(step, int) else f"{'.' if place else ''}{step}"
    # A key of the file can be of any characters.
    shown = " ".join(place.encode("utf-8", "backslashreplace").decode().split())[:_LONGEST_PLACE]
    message = _MESSAGES.get(problem["type"], problem["msg"].removeprefix("Value error, "))
    message = message[:1].lower() + message[1:]
    return f"it is not whole ({f'{shown}: ' if shown else ''}{message})"
