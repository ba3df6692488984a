"""What can go wrong, as values that say the remedy.

An error is raised only where there is no report to give. Everything milder is a `reportdiff.model.Note`.
"""

from attrs import define


@define(eq=False)
class ReportdiffError(Exception):
    """Something stopped the work. `str()` is one line: the file, the problem, the remedy.

    `name` is the file or input concerned ("" where there is none), `problem` says what is wrong, and `remedy` what
    to do about it, as an imperative sentence.
    """

    name: str
    problem: str
    remedy: str = ""

    def __reduce__(self) -> tuple[type["ReportdiffError"], tuple[str, ...]]:
        """Errors cross process borders: a report may be read in a worker."""
        return type(self), (self.name, self.problem, self.remedy)

    def __str__(self) -> str:
        """One line, without control characters: file names and document text may hold anything."""
        head = f"{self.name}: {self.problem}" if self.name else self.problem
        line = f"{head}. {self.remedy}" if self.remedy else head
        return "".join(char if char.isprintable() else "\ufffd" for char in line)


class ReadError(ReportdiffError):
    """The input is of a known format but cannot be read: truncated, encrypted, without a text layer."""


class UnsupportedFormat(ReportdiffError):
    """The input is of no format that reportdiff reads."""


class LimitExceeded(ReportdiffError):
    """The input is larger, deeper or longer than the limit in force; the remedy names the limit."""


class MissingExtra(ReportdiffError):
    """An optional package is not installed; the remedy is the pip line that installs it."""


class NotFound(ReportdiffError, LookupError):
    """No figure or metric has such a label; the remedy lists the nearest ones."""


class WrongType(ReportdiffError, TypeError):
    """Something of another kind was given than what is wanted: a file's name for a report, a text for a day."""


class InvalidDocument(ReportdiffError, ValueError):
    """A dictionary or JSON text is not one that reportdiff wrote, or is of a newer version."""
