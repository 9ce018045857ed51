"""Tables of the schema ops: runs, findings, quarantined rows and the state of the raw inputs."""

from __future__ import annotations

import pandas as pd

from schemas.model import SPAN_CHECK, Table, Timestamp, count_column, span_end, span_start, text_column
from schemas.vocabulary.findings import FINDING_KINDS, SEVERITIES
from schemas.vocabulary.rules import DECISIONS
from schemas.vocabulary.sections import SECTION_KEYS
from schemas.vocabulary.words import CHANGES, RUN_STAGES, RUN_STATUSES


class Runs(Table, name="runs", schema="ops", key=("run_id",)):
    """One row for each run of the ingest, whatever became of it."""

    run_id: str = text_column("Key of the run; sorts by time")
    started_at: Timestamp = text_column("When it started, in UTC")
    finished_at: Timestamp = text_column("When it finished, in UTC", null=True)
    status: str = text_column("How it ended", allowed=RUN_STATUSES)
    parser_version: str = text_column("Fingerprint of the code that decides rows")
    pages_seen: int = count_column("Pages found: the sum of the next four")
    pages_loaded: int = count_column("Pages whose rows were loaded")
    pages_unchanged: int = count_column("Pages already loaded from the same bytes by the same parser")
    pages_duplicate: int = count_column("Pages with the same bytes as another")
    pages_rejected: int = count_column("Pages that gave no readable text")
    procedures: int = count_column("Procedures in the warehouse after the run")
    seconds: float = count_column("How long it took")
    pages_gone: int = count_column("Pages whose raw file is no longer there, as this run found")
    stage: str = text_column("The last stage that it reached", allowed=RUN_STAGES)
    error: str = text_column("What ended it, if it did not publish", null=True)


class Findings(Table, name="findings", schema="ops"):
    """One row for each remark of the parser on a page as it was last loaded."""

    run_id: str = text_column("Run that made it")
    page_id: str = text_column("Page that it is on (pages.page_id)")
    code: str = text_column("What was found", allowed=[kind.code for kind in FINDING_KINDS])
    severity: str = text_column("How grave it is", allowed=SEVERITIES)
    section: str = text_column("Section that it stands in", null=True, allowed=SECTION_KEYS)
    char_start: pd.Int64Dtype = count_column("Where its text starts in pages.text, from 0", null=True)
    char_end: pd.Int64Dtype = count_column("Where its text ends in pages.text, exclusive", null=True)
    message: str = text_column("What a reader needs to know, in one line")


class Quarantine(Table, name="quarantine", schema="ops"):
    """One row for each row or page that was set aside, with its reason."""

    run_id: str = text_column("Run that set it aside")
    page_id: str = text_column("Page that it came from (pages.page_id)")
    table_name: str = text_column("Table that it was meant for; pages for a whole page")
    reason: str = text_column("Why it was set aside")
    row_json: str = text_column("The row as JSON", null=True)


class Rules(Table, name="rules", schema="ops", key=("rule",)):
    """One row for each rule of the parser: those of today, and earlier ones by which rows are still kept."""

    rule: str = text_column("Name of the rule")
    decides: str = text_column("What it decides", allowed=DECISIONS)
    reason: str = text_column("Why it decides so, in one line")


class Boilerplate(
    Table, name="boilerplate", schema="ops", key=("page_id", "char_start"), row_checks=SPAN_CHECK, words=()
):
    """One row for each stretch of a page's text, as it is in pages.text, that a rule takes for the site's; what only blanks part is one row."""

    page_id: str = text_column("Page that it is on (pages.page_id)")
    char_start: int = span_start()
    char_end: int = span_end()
    rule: str = text_column("Rule that took it (ops.rules.rule)")


class Inputs(Table, name="inputs", schema="ops", key=("page_id",)):
    """One row for each page: the raw input that its rows were made from."""

    page_id: str = text_column("Page (pages.page_id)")
    location: str = text_column("Where the raw file lies: under the raw root, else its absolute path")
    stamp: str = text_column(
        "Size and time of the raw file and its sidecar, by which an unchanged file is known unread"
    )
    input_sha256: str = text_column(
        "SHA-256 of the page's bytes and metadata; null where they could not be had", null=True
    )
    parser_version: str = text_column("Parser that read it last")


class SupersededInputs(Table, name="superseded_inputs", schema="ops", key=("page_id", "location")):
    """One row for each raw file with the identity of a page whose rows another raw file gives."""

    page_id: str = text_column("Page (pages.page_id)")
    location: str = text_column("Where the raw file lies: under the raw root, else its absolute path")
    stamp: str = text_column("Size and time of the raw file and its sidecar")
    input_sha256: str = text_column("SHA-256 of its bytes and metadata; null where they could not be had", null=True)
    parser_version: str = text_column("Parser that read it last")


class Versions(Table, name="versions", schema="ops", key=("version_id",)):
    """One row for each version of a page; history.* gives the rows of each."""

    version_id: str = text_column("Key of the version")
    page_id: str = text_column("Page (pages.page_id)")
    valid_from: Timestamp = text_column("When it was published first: the start of its run, in UTC")
    valid_to: Timestamp = text_column(
        "When the next version took its place, in UTC; null for the current one", null=True
    )
    change: str = text_column("What made it", allowed=CHANGES)
    run_id: str = text_column("Run that made it (ops.runs.run_id)")
