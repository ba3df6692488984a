"""What the mere shape of a line says: whether it ends a sentence, states something, shouts, or is drawn."""

from ..language.tagger import tag
from ..patterns import regex
from .vocabulary import listed

_CLOSING = "\"'”’)]*_"
_ENDS = (".", "!", "?", ":", ";", "…")


def is_closed(text: str) -> bool:
    """Whether `text` ends with a mark that ends a sentence, quotes and brackets aside."""
    return text.endswith(_ENDS) or text.rstrip(_CLOSING).endswith(_ENDS)


def is_rule(line: str) -> bool:
    """Whether a line is drawn, not written: at least three of the same mark."""
    return len(line) >= 3 and line[0] in "=-_~*#—–" and not line.strip(line[0] + " ")


def is_worded(text: str) -> bool:
    """Whether there is a letter or a digit in it."""
    return text[:1].isalnum() or any(map(str.isalnum, text))


def shouts(text: str) -> bool:
    """Whether a line is in capitals, as headings are."""
    return text.isupper() and sum(map(str.isalpha, text)) > 3 and text[-1] not in ".,;"


def is_open(text: str) -> bool:
    """Whether a line ends in a word that ends no sentence and no heading."""
    return text.endswith(",") or text.rsplit(None, 1)[-1] in listed("open_ends.txt")


_verb = regex(
    r"\b(?:am|is|are|was|were|has|have|had|will|would|shall|should|can|could|may|might|must|did|does|do|'ve|’ve)\b"
)
_asks = regex(r"(?i)(?:what|how|why|where|who|when|which|things|those)\b")


def states(text: str) -> bool:
    """Whether a line without a full stop is a sentence all the same."""
    return (bool(_verb().search(text)) and not _asks().match(text)) or _assigns(text)


def _assigns(text: str) -> bool:
    """Whether a line says who is to do something: "Ann to buy the paint"."""
    words = text.replace("/", " ").replace(",", " ").split()
    if "to" not in words[1:_NAMED] or not words[0][0].isupper():
        return False
    at, tags = words.index("to", 1), tag(words)
    names = all(
        tag in ("NNP", "NNPS", "CC", "DT") or word.isupper() for word, tag in zip(words[:at], tags, strict=False)
    )
    return names and tags[at + 1 : at + 2] == ["VB"] and words[at + 1].islower() and len(words) > at + 2


_NAMED = 7  # words within which a line says who is "to" do something
