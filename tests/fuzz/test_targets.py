"""The fuzzer's targets hold on bytes of a fixed seed, and on every input that broke something once."""

import json
import random

import pytest
from fuzz.targets import FACT, REPORT, SEEDS, TARGETS

import reportdiff

BROKEN: list[tuple[str, bytes]] = [
    ("html", b"<\xf5l><|i>5 &po>5\xff\xff\xff\xffund;<li>\xb2"),  # an item that is only the mark of a note
    (
        "text",  # 31 of one side and 31.1 of the other were rarer one way than the other
        b"\xcd\xca roads in 201 5,%uprfom 31.1. We wiql rq. We rep\x9f\x96\x8d\x9a\x9b\xdf"
        b"\xcd\xca roads in 2015,%up from 31.1. We wiql r\xe5 Wep",
    ),
    ("from_dict", b";'\n"),  # a sentence of a stored report that holds no word
]
"""Inputs that broke a law once: the target and the bytes."""


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_a_target_holds_on_bytes_of_a_fixed_seed(name: str) -> None:
    chance = random.Random(name)
    for _ in range(12):
        data = bytearray(FACT.encode() * 2)
        for _ in range(chance.randint(1, 40)):
            at = chance.randrange(len(data))
            data[at : at + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 3))
        TARGETS[name](bytes(data))


@pytest.mark.parametrize(("name", "data"), BROKEN)
def test_an_input_that_broke_something_holds_now(name: str, data: bytes) -> None:
    TARGETS[name](data)


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_what_a_fuzzer_begins_with_is_read_and_holds(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    compared, plain = [], reportdiff.compare

    def compare(*sides: reportdiff.Report) -> reportdiff.ReportDiff:
        compared.append(sides)
        return plain(*sides)

    monkeypatch.setattr(reportdiff, "compare", compare)
    TARGETS[name](SEEDS[name])
    assert name == "archive" or any(side is not REPORT and side.figures for sides in compared for side in sides)


def test_the_stored_report_that_a_fuzzer_begins_with_is_one() -> None:
    assert reportdiff.Report.from_dict(json.loads(SEEDS["archive"][1:])).figures
