"""How long the page takes in a browser, on an otherwise idle machine: REPORTDIFF_TIMED=1."""

import random
import re
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from reportdiff import demo

COLD, WARM, LONG = 6.0, 1.0, 30.0  # seconds: the shipped reports at first, and again; 50,000 words on either side


@pytest.mark.usefixtures("timed")
def test_the_first_answer_comes_soon_and_the_next_at_once(visits: Any, server: Any, tmp_path: Path) -> None:
    visit = visits(server.address)

    def takes(work: Callable[[], None]) -> float:
        begun = perf_counter()
        work()
        visit.wait()
        assert not visit.complaint
        return perf_counter() - begun

    taken = {"cold": takes(lambda: visit.page.click("#demo"))}
    visit.page.click("#again")
    taken["warm"] = takes(lambda: visit.page.click("#demo"))
    visit.page.click("#again")
    paths = [_long(path, tmp_path) for path in demo.reports()[1:]]
    visit.give(*paths)
    taken["long"] = takes(lambda: visit.page.click("#compare"))
    print({name: round(seconds, 2) for name, seconds in taken.items()})
    assert (taken["cold"] <= COLD, taken["warm"] <= WARM, taken["long"] <= LONG) == (True, True, True), taken


def _long(path: Path, folder: Path) -> Path:
    """A report of 50,000 words: a shipped one over and over, with other figures and numbers of paragraphs."""
    chance = random.Random(path.name)
    head, *paragraphs = path.read_text(encoding="utf-8").split("\n\n")
    found = [head]
    words = 0
    for turn in range(1000):
        for paragraph in paragraphs:
            text = re.sub(r"\b[3-9]\d{2,4}\b", lambda at: str(int(int(at[0]) * chance.uniform(0.8, 1.3))), paragraph)
            text = re.sub(r"^(\d+)\. ", lambda at, more=60 * turn: f"{int(at[1]) + more}. ", text)  # type: ignore[misc]
            found.append(text)
            words += len(text.split())
        if words >= 50_000:
            break
    place = folder / path.name
    place.write_text("\n\n".join(found), encoding="utf-8")
    return place
