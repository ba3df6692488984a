"""Tables as pandas frames: the only module that imports pandas."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from ..errors import MissingExtra
from .comparison import Comparison
from .escape import Scalar
from .tables import Column, table

if TYPE_CHECKING:
    import pandas


def frame(of: Comparison, kind: str = "figures", *, floats: bool = False) -> "pandas.DataFrame":
    """One kind of table as a frame: columns as in CSV, values as `Decimal` or floats, nothing escaped."""
    return framed(*table(of, kind), floats=floats)


def by_report(heads: Sequence[str], rows: list[list[Scalar]], *, floats: bool = False) -> "pandas.DataFrame":
    """Rows of metric, unit and a value for each report, indexed by metric and unit."""
    names = [*(Column(name, 0, str) for name in ("metric", "unit")), *(Column(name, 0, str, True) for name in heads)]
    return framed(names, rows, floats=floats).set_index(["metric", "unit"])


def framed(columns: Sequence[Column], rows: list[list[Scalar]], *, floats: bool = False) -> "pandas.DataFrame":
    """Columns and rows as a frame; numbers are exact decimals, or floats and NaN on request."""
    try:
        import pandas
    except ImportError as error:
        raise MissingExtra("", "Frames need pandas", "Install it with: pip install 'reportdiff[pandas]'") from error
    made = pandas.DataFrame(rows, columns=[column.name for column in columns])
    numeric = [column.name for column in columns if column.numeric]
    for name in numeric:
        values = [None if value is None else Decimal(value) for value in made[name]]
        kept = [None if value is None else float(value) for value in values] if floats else values
        made[name] = pandas.Series(kept, index=made.index, dtype="float64" if floats else "object")
    return made
