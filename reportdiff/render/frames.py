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


def frame(of: Comparison, kind: str = "figures") -> "pandas.DataFrame":
    """One kind of table as a frame: columns as in CSV, values as `Decimal`, nothing escaped."""
    return framed(*table(of, kind))


def framed(columns: Sequence[Column], rows: list[list[Scalar]]) -> "pandas.DataFrame":
    """Columns and rows as a frame."""
    try:
        import pandas
    except ImportError as error:
        raise MissingExtra("", "Frames need pandas", "Install it with: pip install 'reportdiff[pandas]'") from error
    made = pandas.DataFrame(rows, columns=[column.name for column in columns])
    numeric = [column.name for column in columns if column.numeric]
    for name in numeric:
        made[name] = [None if value is None else Decimal(value) for value in made[name]]
    return made
