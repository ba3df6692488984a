"""Regular expressions that are compiled when they are first asked for: a program that never asks starts sooner."""

import re
from collections.abc import Callable
from functools import cache


def regex(pattern: str, flags: int = 0) -> Callable[[], re.Pattern[str]]:
    """A function that gives the compiled pattern, each time the same one.

    >>> regex("a+")().findall("aa ba")
    ['aa', 'a']
    """
    return cache(lambda: re.compile(pattern, flags))
