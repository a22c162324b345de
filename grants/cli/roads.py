"""The command that draws the roads of all records."""

from pathlib import Path

import click

from grants.programme.roads.diagram import all_diagrams


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default="docs")
def roads(folder: Path) -> None:
    """Write the diagrams of all roads into docs."""
    (folder / "roads.md").write_text(all_diagrams(), encoding="utf-8")
    click.echo(f"Written: {folder / 'roads.md'}")
