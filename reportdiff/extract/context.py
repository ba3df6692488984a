"""What extraction may know about the report around a paragraph."""

from datetime import date

from attrs import frozen


@frozen
class Context:
    """The report's own date decides what is future; names tell own actors from third parties."""

    day: date | None = None
    body: str | None = None
    holder: str | None = None
    portfolio: str | None = None
