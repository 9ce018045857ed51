"""Every setting: its name, default and meaning; from the environment (`PROCWH_*`), else `.env`, else `procwh.toml`."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from dotenv import dotenv_values
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from pipelines.errors import SourceError
from warehouse.gate.thresholds import Thresholds

PREFIX = "PROCWH_"
_LIMITS = Thresholds()
_HEAD = """# Settings

Rendered from `pipelines/settings.py` by `make docs`; do not edit. From the environment, else `.env`, else `procwh.toml` (there in lower
case and without the prefix); `procwh settings` shows the values in force and where each came from. An unknown name is an error.

| setting | default | meaning |
|---|---|---|"""


class ProcwhSettings(BaseSettings):
    """The settings of the command and the flows."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", toml_file="procwh.toml", extra="ignore", env_ignore_empty=True
    )

    db: Path = Field(Path("var/procedures.duckdb"), description="The published warehouse")
    raw: Path = Field(Path("raw"), description="The raw root: pages below it are known by their path below it")
    workers: int | None = Field(None, ge=1, description="Worker processes; one a core if not set")
    wait: float = Field(0, ge=0, description="Seconds to wait for another run on the same warehouse")
    webhook: str | None = Field(
        None,
        pattern="^https?://",
        description="Address that is notified of failed runs, closed gates and drift (in Slack's form)",
    )
    keep_days: int = Field(
        365, ge=0, description="Days of superseded versions, runs and staged batches that `procwh prune` keeps"
    )
    drift_pages: int = Field(5, ge=1, description="Pages with a new unknown heading from which it is reported as drift")
    gate_pages_lost: float = Field(
        _LIMITS.pages_lost, ge=0, le=1, description="Share of published pages that may be gone or rejected"
    )
    gate_pages_lost_at_least: int = Field(
        _LIMITS.pages_lost_at_least, ge=0, description="Pages lost below which `PROCWH_GATE_PAGES_LOST` does not apply"
    )
    gate_rejected: float = Field(
        _LIMITS.rejected, ge=0, le=1, description="By how much the share of rejected pages may rise"
    )
    gate_rejected_at_least: int = Field(
        _LIMITS.rejected_at_least,
        ge=0,
        description="Further rejected pages below which `PROCWH_GATE_REJECTED` does not apply",
    )
    gate_section_drop: float = Field(
        _LIMITS.section_drop, ge=0, le=1, description="By how much the share of a site's pages with a section may fall"
    )
    gate_section_pages: int = Field(
        _LIMITS.section_pages,
        ge=1,
        description="Pages of a site in a run below which `PROCWH_GATE_SECTION_DROP` does not apply",
    )
    gate_unclaimed_rise: float = Field(
        _LIMITS.unclaimed_rise, ge=0, le=1, description="By how much the share of unclaimed text may rise"
    )
    gate_null_rise: float = Field(
        _LIMITS.null_rise, ge=0, le=1, description="By how much the share of facts without a value may rise"
    )
    gate_null_rows: int = Field(
        _LIMITS.null_rows,
        ge=1,
        description="Rows of a table in a run below which `PROCWH_GATE_NULL_RISE` does not apply",
    )
    gate_rows_lost: float = Field(_LIMITS.rows_lost, ge=0, le=1, description="Share of a table's rows that may be lost")
    gate_rows_lost_at_least: int = Field(
        _LIMITS.rows_lost_at_least, ge=0, description="Rows lost below which `PROCWH_GATE_ROWS_LOST` does not apply"
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The order of the sources: the environment before `.env` before `procwh.toml`."""
        return env_settings, dotenv_settings, TomlConfigSettingsSource(settings_cls)

    def thresholds(self) -> Thresholds:
        """The thresholds of the gate."""
        return Thresholds(**{name: getattr(self, f"gate_{name}") for name in Thresholds._fields})


class SettingInForce(NamedTuple):
    """One setting as `procwh settings` shows it."""

    name: str
    value: Any
    origin: str
    description: str


def read_settings() -> ProcwhSettings:
    """The settings in force. Raises SourceError naming a setting that is unknown or has a wrong value."""
    _refuse_unknown()
    try:
        return ProcwhSettings()  # type: ignore[call-arg]
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"]))
        raise SourceError(f"setting {name} ({PREFIX}{name.upper()}): {first['msg']}; see docs/settings.md") from error
    except ValueError as error:
        raise SourceError(f"procwh.toml cannot be read: {error}") from error


def _refuse_unknown() -> None:
    known = {f"{PREFIX}{name}".upper() for name in ProcwhSettings.model_fields}
    try:
        for place, names in (("the environment", os.environ), (".env", dotenv_values(".env"))):
            for name in names:
                if name.upper().startswith(PREFIX) and name.upper() not in known:
                    raise SourceError(f"{name} in {place} is no setting; the settings are in docs/settings.md")
        with open("procwh.toml", "rb") as file:
            for name in tomllib.load(file):
                if name not in ProcwhSettings.model_fields:
                    raise SourceError(f"{name} in procwh.toml is no setting; the settings are in docs/settings.md")
    except FileNotFoundError:
        pass
    except (OSError, ValueError) as error:
        raise SourceError(f"procwh.toml cannot be read: {error}") from error


def settings_in_force() -> list[SettingInForce]:
    """Every setting with its value and where it came from."""
    settings = read_settings()
    origins: dict[str, str] = {}
    layers = (("procwh.toml", TomlConfigSettingsSource(ProcwhSettings)()), (".env", _dotenv()))
    for origin, values in layers:
        origins.update(dict.fromkeys(values, origin))
    environment = {name.upper(): name for name in os.environ}
    for name in ProcwhSettings.model_fields:
        if f"{PREFIX}{name}".upper() in environment:
            origins[name] = environment[f"{PREFIX}{name}".upper()]
    return [
        SettingInForce(name, getattr(settings, name), origins.get(name, "default"), field.description or "")
        for name, field in ProcwhSettings.model_fields.items()
    ]


def markdown() -> str:
    """Every setting with its default and meaning, as Markdown."""
    lines = [_HEAD]
    for name, field in ProcwhSettings.model_fields.items():
        default = "" if field.default is None else f"`{field.default}`"
        lines.append(f"| `{PREFIX}{name.upper()}` | {default} | {field.description} |")
    return "\n".join(lines) + "\n"


def _dotenv() -> dict[str, Any]:
    from pydantic_settings import DotEnvSettingsSource

    return dict(DotEnvSettingsSource(ProcwhSettings, env_file=".env")())
