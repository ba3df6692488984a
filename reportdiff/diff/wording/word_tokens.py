"""A key under which words of a text look alike that differ in noise only: quotes, dashes, blanks, case."""

from functools import lru_cache


def is_figure(token: str) -> bool:
    """Whether a token is a number."""
    return any(char.isdigit() for char in token)


_MARKS = dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("‐‑‒–—―−", "-")
_TABLE = str.maketrans(_MARKS)
_ALONE = {"'": '"', "--": "-", "---": "-", "…": "..."}


@lru_cache(maxsize=1 << 16)
def _key(token: str) -> str:
    key = token.rstrip().casefold()
    if not key.isascii():
        key = key.translate(_TABLE)
    return _ALONE.get(key, key)


class Keys(dict[str, str]):
    """Keys by token, worked out once each: tokens that differ in quotes, dashes, blanks or case have the same one."""

    def __missing__(self, token: str) -> str:
        key = self[token] = _key(token)
        return key

    def of(self, tokens: list[str]) -> list[str]:
        """The key of each token."""
        return list(map(self.__getitem__, tokens))
