"""What a run has staged: for each page the shard that counts, and the raw files that another with the same identity outdates."""

from __future__ import annotations

from schemas.model import Table, column_names
from schemas.tables.bookkeeping import Inputs, SupersededInputs
from schemas.tables.sources import Pages
from warehouse.connection import Connection
from warehouse.sql import columns_sql, qualified, quote
from warehouse.values import Shard


def source_of(shards: list[Shard], table: str, columns: list[str]) -> str | None:
    """A query on one table of all shards, with the number of the shard as `shard`."""
    parts = [
        f"SELECT {', '.join(columns)}, {number} AS shard FROM read_parquet({quote(str(path))})"
        for number, shard in enumerate(shards)
        if (path := shard.folder / f"{table}.parquet").exists()
    ]
    return " UNION ALL ".join(parts) if parts else None


def rows_of(shards: list[Shard], model: type[Table], pages: str) -> str | None:
    """A query on the staged rows of a content table that belong to the pages of a temporary table."""
    source = source_of(shards, model.sql_name, columns_sql(model))
    if source is None:
        return None
    return (
        f"SELECT {', '.join(columns_sql(model, 's'))} FROM ({source}) s JOIN chosen c ON c.shard = s.shard AND c.page_id = {page_of(model, 's.')} "
        f"WHERE c.page_id IN (SELECT page_id FROM {pages})"
    )


def page_of(model: type[Table], alias: str = "") -> str:
    """The key of the page that a row belongs to: a procedure's key is its page's key and its number."""
    return f"{alias}page_id" if "page_id" in column_names(model) else f"split_part({alias}procedure_id, '-', 1)"


def stage(connection: Connection, shards: list[Shard]) -> None:
    """Temporary tables: the shard that counts for each page, what it says of page and input, and which pages are unchanged."""
    own = [shard for shard in shards if not shard.is_leftover]
    for table in ("unchanged", "resumed"):
        source = source_of(own, table, ["page_id"]) or "SELECT ''::VARCHAR AS page_id, 0 AS shard LIMIT 0"
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT DISTINCT page_id FROM ({source})")
    pages = source_of(shards, "pages", columns_sql(Pages)) or f"SELECT *, 0 AS shard FROM {qualified(Pages)} LIMIT 0"
    leftovers = ", ".join(str(number) for number, shard in enumerate(shards) if shard.is_leftover) or "-1"
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE staged AS SELECT * FROM (
          SELECT * FROM ({pages}) QUALIFY shard NOT IN ({leftovers})
          OR shard = max(shard) FILTER (shard IN ({leftovers})) OVER (PARTITION BY page_id))
        WHERE shard NOT IN ({leftovers}) OR page_id IN (SELECT page_id FROM resumed)
        QUALIFY row_number() OVER (PARTITION BY page_id ORDER BY status, fetched_at DESC NULLS LAST, shard DESC) = 1"""
    )
    connection.execute("CREATE OR REPLACE TEMP TABLE chosen AS SELECT page_id, shard FROM staged")
    connection.execute("ALTER TABLE staged DROP COLUMN shard")
    _settle_identities(connection, shards)
    connection.execute("DELETE FROM unchanged WHERE page_id IN (SELECT page_id FROM staged)")
    inputs = rows_of(shards, Inputs, "chosen") or f"SELECT * FROM {qualified(Inputs)} LIMIT 0"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE staged_inputs AS {inputs}")


def _settle_identities(connection: Connection, shards: list[Shard]) -> None:
    """Two raw files with one identity, one of them loaded and unchanged: the one fetched later counts, else the later in the alphabet."""
    source = rows_of(shards, Inputs, "chosen") or f"SELECT * FROM {qualified(Inputs)} LIMIT 0"
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE outdated AS SELECT page_id FROM staged
        JOIN (SELECT page_id, location FROM ({source})) found USING (page_id)
        JOIN unchanged USING (page_id) JOIN pages USING (page_id) JOIN ops.inputs inputs USING (page_id)
        WHERE pages.status = 'current' AND (staged.status = 'rejected'
          OR coalesce(staged.fetched_at, TIMESTAMP '0001-01-01') < coalesce(pages.fetched_at, TIMESTAMP '0001-01-01')
          OR (staged.fetched_at IS NOT DISTINCT FROM pages.fetched_at AND found.location < inputs.location))"""
    )
    for table in ("staged", "chosen"):
        connection.execute(f"DELETE FROM {table} WHERE page_id IN (SELECT page_id FROM outdated)")


def replace_inputs(connection: Connection, shards: list[Shard]) -> None:
    """The raw file of each staged page, and the raw files of this run whose pages another raw file gives."""
    connection.execute("DELETE FROM ops.inputs WHERE page_id IN (SELECT page_id FROM staged_inputs)")
    connection.execute("INSERT INTO ops.inputs SELECT * FROM staged_inputs")
    columns = columns_sql(Inputs)
    fresh = [shard for shard in shards if not shard.is_leftover]
    read = {table: source_of(fresh, table, columns) for table in ("inputs", "stamps", "superseded_inputs")}
    if (stamps := read["stamps"]) is not None:
        # A file that was touched and holds what it held need not be read again.
        connection.execute(
            f"""UPDATE ops.inputs SET stamp = s.stamp, location = s.location FROM (
              SELECT * FROM ({stamps}) QUALIFY row_number() OVER (PARTITION BY page_id, input_sha256 ORDER BY location DESC) = 1) s
            WHERE inputs.page_id = s.page_id AND inputs.input_sha256 = s.input_sha256
            AND inputs.page_id NOT IN (SELECT page_id FROM outdated)"""
        )
    listed = ", ".join(columns)
    found = " UNION ALL ".join(f"SELECT {listed} FROM ({source})" for source in read.values() if source is not None)
    if found:
        connection.execute(f"CREATE OR REPLACE TEMP TABLE files_read AS {found}")
        connection.execute(
            f"DELETE FROM {qualified(SupersededInputs)} WHERE (page_id, location) IN (SELECT page_id, location FROM files_read)"
        )
        connection.execute(
            f"""INSERT INTO {qualified(SupersededInputs)} SELECT f.* FROM files_read f JOIN ops.inputs i USING (page_id)
            WHERE f.location <> i.location QUALIFY row_number() OVER (PARTITION BY page_id, f.location ORDER BY f.stamp) = 1"""
        )
