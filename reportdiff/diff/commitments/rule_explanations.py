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
    said = {row[0]: f'words like "{_sample(row[4])}" say so ({row[1]})' for row in rows("verdicts.tsv") if len(row) > 4}
    return said | {row[0]: row[1] for row in rows("follow_rules.tsv")}


def _sample(trigger: str) -> str:
    """A trigger with the first choice of each word: "decided not to"."""
    steps = [step for step in trigger.split(" ") if step not in "[]<>"]
    return " ".join("..." if step[0] == "~" else step.split("|")[0].split(":")[0].lstrip("=") for step in steps)
