"""Fonts, style sheets and drawings of the documents; nothing else is ever read to print one."""

from pathlib import Path

ASSETS = Path(__file__).parent / "assets"
