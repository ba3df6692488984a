"""Why a commitment change says what it says."""

from ...changes import CommitmentChange
from ...language.vocabulary import derived, rows


def because(change: CommitmentChange) -> tuple[str, ...]:
    """One line for each rule that fired: its id and what it means.

    >>> because(CommitmentChange(None, None, (), (), None, 0.0, ("achieved.figure",), "", ""))
    ('achieved.figure: a reported figure reaches the target',)
    """
    return tuple(f"{rule}: {_meanings().get(rule, 'a rule of this version')}" for rule in change.rules)


@derived
def _meanings() -> dict[str, str]:
    said = {
        name: f'words like "{_sample(pattern)}" say so ({status})'
        for name, status, pattern in rows("follow_status.tsv")
    }
    said |= {row[0]: f'the clause says so: "{row[4]}" ({row[1]})' for row in rows("verdicts.tsv") if len(row) > 4}
    return said | {row[0]: row[1] for row in rows("follow_rules.tsv")}


def _sample(pattern: str) -> str:
    """A pattern with the first choice of each word: "decided not to"."""
    return " ".join("..." if step == "~" else step.split("|")[0].replace("*", "") for step in pattern.split(" "))
