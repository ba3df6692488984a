"""What is known of single words, kept: asked once a word of every text, so that the look-up is most of the cost."""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(dict[str, T], Generic[T]):
    """What a function says of words. `kept[word]` asks it once a word; a plain look-up costs a third of `lru_cache`.

    It holds at most `most` words: then it begins anew. `cache_clear` empties it, as the vocabulary does when it grows.
    """

    def __init__(self, make: Callable[[str], T], most: int = 16384) -> None:
        super().__init__()
        self._make = make
        self._most = most

    def __missing__(self, word: str) -> T:
        if len(self) >= self._most:
            self.clear()
        made = self[word] = self._make(word)
        return made

    def cache_clear(self) -> None:
        """Forget every word."""
        self.clear()
