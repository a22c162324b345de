"""The table of contents: every set of pages, by audience."""

from flask import Blueprint

PAGES: tuple[Blueprint, ...] = ()
DEMO_PAGES: tuple[Blueprint, ...] = ()
"""Only in a demonstration."""
