"""What works in this installation, and the pip line for what does not."""

from collections.abc import Iterator
from importlib.util import find_spec

from attrs import frozen


@frozen
class Check:
    """One capability: its name, whether it works here, and how to get it or what it needs."""

    name: str
    works: bool
    says: str


# Capability, the module it needs ("" for the standard library), the extra that brings it.
_CAPABILITIES = (
    ("text, Markdown", "", ""),
    ("HTML", "", ""),
    ("Word (.docx)", "", ""),
    ("OpenDocument (.odt)", "", ""),
    ("PDF", "pypdfium2", "pdf"),
    ("workbooks (.xlsx)", "xlsxwriter", "xlsx"),
    ("Word briefs (.docx)", "docx", "docx"),
    ("pandas frames", "pandas", "pandas"),
    ("coloured tables", "rich", "rich"),
    ("addresses (batch)", "fsspec", "remote"),
)


def checks() -> Iterator[Check]:
    """One check per format and extra."""
    for name, module, extra in _CAPABILITIES:
        works = not module or find_spec(module) is not None
        yield Check(name, works, "" if works else f"pip install 'reportdiff[{extra}]'")
