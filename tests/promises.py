"""Reads tests/cases/commitments*.cases: sentences with their commitments in brackets and what is expected of each."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from attrs import frozen

from reportdiff.extract.commitments.extraction import extract_commitments
from reportdiff.extract.context import Context
from reportdiff.extract.figures.sentence_reader import extract_figures
from reportdiff.facts import Commitment, Tier
from reportdiff.model import Paragraph
from reportdiff.source import Flow, Source, Span

CASES = Path(__file__).parent / "cases"
FILES = sorted(CASES.glob("commitments*.cases"))
_CLAIMS = frozenset({"ahead", "on_track", "delayed"})


@frozen
class Promise:
    """What is expected of one commitment; alternatives stand side by side."""

    start: int
    end: int
    kinds: tuple[str, ...]
    forces: tuple[str, ...]
    actors: tuple[str, ...]
    deadlines: tuple[str, ...]
    negated: bool
    conditional: bool
    claim: str | None


@frozen
class Case:
    """A sentence and its commitments, none for a trap."""

    name: str
    day: date
    text: str
    promises: tuple[Promise, ...]


def every_case() -> Iterator[Case]:
    """The cases of every file, in order."""
    for path in FILES:
        yield from cases(path)


def cases(path: Path) -> Iterator[Case]:
    """Every case of a file, in order."""
    group, day, text, lines = "", date(2000, 1, 1), "", list[str]()
    for line in [*path.read_text(encoding="utf-8").splitlines(), "=="]:
        if line.startswith("  "):
            lines.append(line.strip())
            continue
        if text:
            yield _case(f"{group}: {text}", day, text, lines)
        text, lines = "", []
        if line.startswith("=="):
            group = line[2:].strip()
        elif line.startswith("@"):
            day = date.fromisoformat(line[1:].strip())
        elif line and not line.startswith("#"):
            text = line


def _case(name: str, day: date, marked: str, lines: list[str]) -> Case:
    spans, opened, plain = list[list[int]](), list[int](), ""
    for piece in re.split(r"([\[\]])", marked):
        if piece == "[":
            opened.append(len(spans))
            spans.append([len(plain), -1])
        elif piece == "]":
            spans[opened.pop()][1] = len(plain)
        else:
            plain += piece
    wanted = [] if lines == ["none"] else lines
    made = tuple(_promise(start, end, line) for (start, end), line in zip(spans, wanted, strict=True))
    return Case(name.replace("[", "").replace("]", ""), day, plain, made)


def _promise(start: int, end: int, line: str) -> Promise:
    kind, force, actor, deadline, *rest = line.split(" ")
    claim = next((word for word in rest if word in _CLAIMS), None)
    actors = tuple({"?": "unknown", "own": "own", "third": "third_party"}[name] for name in actor.split("|"))
    return Promise(
        start, end, tuple(kind.split("|")), tuple(force.split("|")), actors, tuple(deadline.split("|")),
        "not" in rest, "if" in rest, claim,
    )  # fmt: skip


def paragraph(text: str) -> Paragraph:
    """A report of one paragraph."""
    span = Span(0, len(text))
    return Paragraph(None, span, Flow.of(Source("", text), [span]))


def found(text: str, day: date | None, tier: Tier = Tier.B, body: str | None = None) -> tuple[Commitment, ...]:
    """The commitments of one paragraph."""
    parts, context = [paragraph(text)], Context(day, body)
    return extract_commitments(parts, extract_figures(parts, context), context, tier)


def faults(case: Case) -> list[str]:
    """What differs from the expectation, in words; empty where all is well."""
    made = list(found(case.text, case.day))
    wrong = []
    for promise in case.promises:
        best = max(made, key=lambda one: _alike(promise, one.span), default=None)
        if best is None or _alike(promise, best.span) < 0.5:
            wrong.append(f"missed {case.text[promise.start : promise.end]!r}, have {[one.quote for one in made]}")
        else:
            made.remove(best)
            wrong.extend(_differences(promise, best))
    return [*wrong, *(f"spurious {one.quote!r} {one.rules}" for one in made)]


def _alike(promise: Promise, span: Span) -> float:
    both = max(0, min(promise.end, span.end) - max(promise.start, span.start))
    return both / (promise.end - promise.start + len(span) - both)


def _differences(promise: Promise, one: Commitment) -> Iterator[str]:
    due = "-" if one.deadline is None else "event" if one.deadline.ends is None else str(one.deadline)
    for name, want, have in (
        ("kind", promise.kinds, one.kind.value),
        ("force", promise.forces, one.force.value),
        ("actor", promise.actors, one.actor_kind.value),
        ("deadline", promise.deadlines, due),
        ("negated", (promise.negated,), one.negated),
        ("condition", (promise.conditional,), one.condition is not None),
        ("claim", (promise.claim,), one.claim.value if one.claim else None),
    ):
        if have not in want:
            yield f"{name} of {one.quote!r} is {have}, not {want} {one.rules}"
