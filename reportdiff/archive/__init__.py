"""An archive of reports in one SQLite file: every version of every report, searchable, comparable."""

from .archive import Archive, Entry, Hit, identity

__all__ = ["Archive", "Entry", "Hit", "identity"]
