"""The fuzzer's targets hold on bytes of a fixed seed, and on every input that broke something once."""

import random

import pytest
from fuzz.targets import FACT, TARGETS

BROKEN: list[tuple[str, bytes]] = [
    ("html", b"<\xf5l><|i>5 &po>5\xff\xff\xff\xffund;<li>\xb2"),  # an item that is only the mark of a note
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
