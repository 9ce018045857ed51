"""The verb `settings`."""

from __future__ import annotations

from pipelines.command.options import app


@app.command()
def settings() -> None:
    """Show every setting, its value and where it came from."""
    from pipelines.reporting.console import print_table
    from pipelines.settings import PREFIX, settings_in_force

    rows = [(f"{PREFIX}{row.name}".upper(), row.value, row.origin, row.description) for row in settings_in_force()]
    print_table(("setting", "value", "from", "meaning"), rows)
