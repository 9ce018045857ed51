"""How the job is run: sources, the ingest as plain functions, the flow, the command."""
