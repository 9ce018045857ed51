"""The ingest as plain functions: what to do, what has changed, batches on worker processes, load, audit, publish."""
