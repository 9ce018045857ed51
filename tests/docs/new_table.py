"""Does with a table of facts all that a table is for: run in a copy of the project to which the guide's diff was applied.

`python -m tests.docs.new_table contraindications` ends with an error at the first place that does not know the table. With `--quick` it tries
only what needs no warehouse file and no golden rows.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from parsers.page import RawPage
from pipelines.export.run import ExportOptions, export, verify_export
from pipelines.inspection.entries import entries_of
from pipelines.inspection.result import inspection
from schemas.vocabulary.sections import SECTIONS
from tests.accuracy.golden import COLUMNS, GOLDEN, load_cases
from tests.accuracy.measuring import measure_case
from tests.accuracy.truth import emptied, keys
from tests.support.house import House
from warehouse.checks.verify import CHECKS
from warehouse.schema import ddl
from warehouse.schema.views import views

# Some of each family: how a page is printed, its bytes, its headings, and which sections it has.
MUTATIONS = [
    "printed_own_form",
    "printed_html_h2_lists",
    "utf16_le",
    "headings_upper_case",
    "sections_reversed",
    "sections_removed",
]


def page(heading: str, *statements: str) -> str:
    """A page with one section."""
    return f"Knee Scan\n\nHCPCS code\n\n{heading}\n\n" + "".join(f"  • {statement}\n" for statement in statements)


def main() -> None:
    """Try the table that the command line names."""
    table = sys.argv[1]
    section = next(kind for kind in SECTIONS if table in kind.tables)
    _schema(table)
    _inspection(table, section.title)
    if "--quick" in sys.argv:
        return
    with TemporaryDirectory() as folder:
        house = House(Path(folder))
        _load_and_history(house, table, section.title)
        _views(house, table)
        _export(house, table)
    _mutations(table, section.key)


def _schema(table: str) -> None:
    sql = ddl.render()
    for made in (
        f"CREATE TABLE main.{table} (",
        f"CREATE VIEW history.{table} ",
        f'COMMENT ON COLUMN procedure_overviews."{table}" ',
    ):
        assert made in sql, made
    assert f"FROM history.{table}" in next(view.sql for view in views() if view.name == "fact_versions")
    assert any(f"FROM {table} t" in check.sql for check in CHECKS)
    assert COLUMNS[table]


def _load_and_history(house: House, table: str, heading: str) -> None:
    house.put("a.txt", page(heading, "An infected joint", "Pregnancy"))
    house.ingest()
    house.put("a.txt", page(heading, "An infected joint"))
    house.ingest()
    assert house.ask(f"SELECT position, text FROM {table}") == [(1, "An infected joint")]
    versions = house.ask(f"SELECT text, valid_to IS NULL FROM history.{table} ORDER BY valid_from, position")
    assert versions == [("An infected joint", False), ("Pregnancy", False), ("An infected joint", True)]
    house.is_sound()


def _views(house: House, table: str) -> None:
    assert house.ask(f"SELECT text FROM facts WHERE fact = '{table}'") == [("An infected joint",)]
    assert house.one(f"SELECT {table} FROM procedure_overviews") == "An infected joint"
    assert house.ask(f"SELECT DISTINCT fact FROM changes_since(TIMESTAMP '2000-01-01') WHERE fact = '{table}'") == [
        (table,)
    ]


def _export(house: House, table: str) -> None:
    for format in ("csv", "parquet"):
        out = house.folder / format
        export(ExportOptions(str(out), format), house.database)
        assert list(out.glob(f"{table}.{format}"))
        assert verify_export(str(out))[1] == []


def _inspection(table: str, heading: str) -> None:
    body = page(heading, "An infected joint").encode()
    tags = [entry.tag for entry in entries_of(inspection(RawPage(uri="a.txt", body=body, path="a.txt")))]
    assert f"{table} 1" in tags, tags


def _mutations(table: str, section: str) -> None:
    """The expected rows of golden cases hold for their variants, and a section without text gives none."""
    files = [path for path in GOLDEN.glob("*/expected.md") if f"\n## {table}\n" in path.read_text(encoding="utf-8")]
    names = sorted(path.parent.name for path in files)[:2]
    assert names, f"no golden case expects rows of {table}"
    for case in (case for case in load_cases() if case.name in names):
        measured = measure_case(case, MUTATIONS, golden=True)
        assert len(measured) > 1
        assert measured[0].scores[table].right == len(case.expected[table])
        for variant in measured:
            found = variant.scores[table]
            assert found == (found.right,) * 3, (case.name, variant.mutation, variant.wrong)
        assert not emptied(case.expected, keys(case).index(section) + 1)[table]


if __name__ == "__main__":
    main()
