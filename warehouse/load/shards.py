"""What a run has staged, as views: `parquet_<table>` has the rows of one table in all shards."""

from __future__ import annotations

from schemas.model import Table
from schemas.tables import CONTENT_TABLES
from schemas.tables.bookkeeping import Boilerplate, Findings, Inputs, Quarantine, SupersededInputs
from schemas.tables.sources import Pages
from warehouse.connection import Connection
from warehouse.sql import columns_sql, qualified
from warehouse.values import Shard

# The files of a shard and the columns of each: `<table>.parquet` as the table's model has them, and what only the loader reads: `unchanged`
# and `resumed` are keys of pages that were not parsed, `stamps` their raw files.
_MODELS: tuple[type[Table], ...] = (*CONTENT_TABLES, Pages, Boilerplate, Findings, Quarantine, Inputs, SupersededInputs)
STAGED: dict[str, tuple[type[Table], list[str]]] = {
    **{model.sql_name: (model, columns_sql(model)) for model in _MODELS},
    "stamps": (Inputs, columns_sql(Inputs)),
    "unchanged": (Inputs, ['"page_id"']),
    "resumed": (Inputs, ['"page_id"']),
}


def show_shards(connection: Connection, shards: list[Shard]) -> None:
    """Make the views `parquet_<table>`: the columns of the file, `shard` (the number of the shard, from 0) and `is_leftover`.

    A table of which no shard has a file has no rows.
    """
    # A view takes no parameters, but reads variables of the connection. One scan a file: DuckDB 2.0 fails with an internal error on a window
    # over `file_index`, by which one scan of all files could tell them apart.
    folders = [str(shard.folder) for shard in shards]
    connection.execute("SET VARIABLE shard_folders = $folders::VARCHAR[]", {"folders": folders})
    for name, (model, columns) in STAGED.items():
        listed = ", ".join(columns)
        scans = [
            f"SELECT {listed}, {number} AS shard, {shard.is_leftover} AS is_leftover "
            f"FROM read_parquet(getvariable('shard_folders')[{number + 1}] || '/{name}.parquet')"
            for number, shard in enumerate(shards)
            if (shard.folder / f"{name}.parquet").exists()
        ] or [f"SELECT {listed}, 0 AS shard, false AS is_leftover FROM {qualified(model)} LIMIT 0"]
        connection.execute(f"CREATE OR REPLACE TEMP VIEW parquet_{name} AS {' UNION ALL '.join(scans)}")
