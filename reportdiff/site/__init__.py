"""The page that compares reports in a browser: its sources, and what builds a folder of it."""

from .building import Missing, build

__all__ = ["Missing", "build"]
