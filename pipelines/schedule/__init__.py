"""The jobs on a schedule, by Prefect. Nothing outside this room imports Prefect."""
