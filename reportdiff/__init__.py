"""Compare successive reports: what moved, which figures changed, what became of each commitment.

Twelve names: `read`, `read_text`, `compare` and `track`; `Report`, `Section`, `Figure`, `Metric` and `Commitment`;
`ReportDiff`, `History` and `ReportdiffError`. Everything else is reached by module.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .comparing import ReportDiff, compare
    from .errors import ReportdiffError
    from .facts import Commitment, Figure, Metric
    from .history.tracking import History, track
    from .model import Report, Section
    from .reading import read, read_text
    from .version import __version__ as __version__

_HOMES = {
    "__version__": "version",
    "Commitment": "facts",
    "Figure": "facts",
    "History": "history.tracking",
    "Metric": "facts",
    "Report": "model",
    "ReportDiff": "comparing",
    "ReportdiffError": "errors",
    "Section": "model",
    "compare": "comparing",
    "read": "reading",
    "read_text": "reading",
    "track": "history.tracking",
}

__all__ = [
    "Commitment",
    "Figure",
    "History",
    "Metric",
    "Report",
    "ReportDiff",
    "ReportdiffError",
    "Section",
    "compare",
    "read",
    "read_text",
    "track",
]


def __getattr__(name: str) -> object:
    """Import a public name's module when the name is first used, so that `import reportdiff` costs next to nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'reportdiff' has no attribute {name!r}")
    value: object = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*__all__, "__version__"})
