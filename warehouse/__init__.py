"""Where the data lives: the only importer of DuckDB."""
