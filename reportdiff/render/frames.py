"""Tables as pandas frames: the only module that imports pandas."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from ..errors import MissingExtra
from .escape import Scalar
from .tables import Sheet

if TYPE_CHECKING:
    import pandas

Cell = Scalar | object


def frame(sheet: Sheet, *, floats: bool = False) -> "pandas.DataFrame":
    """A table as a frame: columns as in CSV, numbers as `Decimal` (or floats), nothing escaped."""
    numeric = [column.name for column in sheet.columns if column.numeric]
    return framed(sheet.rows, [column.name for column in sheet.columns], numeric, floats=floats)


def framed(
    rows: Sequence[Sequence[Cell]], names: Sequence[str], numeric: Sequence[str], *, floats: bool = False
) -> "pandas.DataFrame":
    """Rows under the names of their columns; those of `numeric` hold exact decimals, or floats and NaN on request."""
    try:
        import pandas
    except ImportError as error:
        raise MissingExtra("", "Frames need pandas", "Install it with: pip install 'reportdiff[pandas]'") from error
    made = pandas.DataFrame([list(row) for row in rows], columns=list(names))
    for name in numeric:
        values = [None if value is None else Decimal(value) for value in made[name]]
        kept = [None if value is None else float(value) for value in values] if floats else values
        made[name] = pandas.Series(kept, index=made.index, dtype="float64" if floats else "object")
    return made
