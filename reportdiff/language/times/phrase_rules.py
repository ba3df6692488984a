"""The rules of time and the words they can start with: only those that a text can match are ever compiled."""

import re
from functools import cache

from ..vocabulary import rows


@cache
def time_words(kind: str) -> frozenset[str]:
    """The words of one class of time_words.tsv."""
    return frozenset(word for row in rows("time_words.tsv") if row[0] == kind for word in row[1].lower().split())


@cache
def _fragments() -> dict[str, str]:
    """Every fragment of the rules, spelled out: lists of words first, then those that use them."""
    found = {}
    for kind in ("month", "season", "number", "ordinal"):
        words = [row[1] for row in rows("time_words.tsv") if row[0] == kind]
        found[kind] = "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"
    for name, pattern, *_ in rows("time_rules.tsv"):
        for known, meaning in found.items():
            pattern = pattern.replace("{" + known + "}", meaning)
        found[name] = pattern
    return found


@cache
def rule(name: str) -> re.Pattern[str]:
    """One rule, or all of a group as one pattern, each under its own name."""
    found = _fragments()
    if name == "prep":
        parts = [f"(?P<{name[5:]}>{rule})" for name, rule in found.items() if name.startswith("prep:")]
        return re.compile("(?i:" + "|".join(parts) + r")[ ](?:about[ ]|around[ ])?")
    if name == "alone":
        return re.compile("|".join(f"(?P<{name}>{found[name]})" for name in ("now", "past", "next")))
    if name == "count":
        return re.compile(f"(?P<count>{found['COUNT']})[ -](?P<unit>{found['UNIT']})")
    return re.compile(found[name])


Start = tuple[str, frozenset[str] | None, tuple[str, ...]]


@cache
def starts() -> dict[str, dict[str, tuple[Start, ...]]]:
    """For each group of rules and each first word the rules to try, with what they need.

    That is one of some second words, unless `None`, and one of some strings soon after, unless there are none.
    """
    found: dict[str, dict[str, list[Start]]] = {"prep": {}, "edge": {}, "core": {}}
    for name, _, *columns in rows("time_rules.tsv"):
        if not columns:
            continue
        first, behind, near = (*columns, *("-", "")[len(columns) - 1 :])
        words, group, must = _listed(first), found[name.partition(":")[0]], behind.startswith("+")
        for word in () if must else words:
            group.setdefault(word, []).append((name, None, tuple(near.split())))
        for word in _listed(behind):
            if must or word not in words:
                group.setdefault(word, []).append((name, frozenset(words), tuple(near.split())))
    return {group: {word: tuple(rules) for word, rules in named.items()} for group, named in found.items()}


def _listed(column: str) -> tuple[str, ...]:
    """The words of a column, named lists spelled out by the first word of each entry."""
    found: list[str] = []
    for word in column.lstrip("+").split():
        named = [row[1] for row in rows("time_words.tsv") if "{" + row[0] + "}" == word]
        found.extend(re.findall(r"[^\W\d_]+|\d+", entry.lower())[0] for entry in named or [word] if entry != "-")
    return tuple(dict.fromkeys(found))


@cache
def heads() -> frozenset[str]:
    """Words without which there is no time near: "quarter", "March", "now"."""
    return time_words("head") | time_words("month") | time_words("season")


@cache
def starters() -> frozenset[str]:
    """Words that a phrase of time can start with."""
    return time_words("starter") | time_words("number") | heads()


@cache
def openers() -> frozenset[str]:
    """Words that may start a phrase whatever follows them: a time by itself, an event, a head."""
    return time_words("alone") | time_words("event") | heads()
