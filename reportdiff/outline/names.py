"""Who and what a line names: persons, the offices they hold, the body that reports. Judged by form, not by lists."""

import re
from functools import cache

from ..patterns import regex
from .vocabulary import either, listed

SHORT = 160  # a line of the head or the foot of a report is no longer than this

_COURTESY = "Cllr|Councillor|Mr|Mrs|Ms|Miss|Mx|The|Rt Hon"  # these say nothing that belongs to the name
_HONOURS = rf"(?:{_COURTESY}|Dr|Sir|Dame|Lord|Lady|Baroness|Prof(?:essor)?|Rev(?:erend)?)"
_LETTERS = r",? (?:MP|MBE|OBE|CBE|KBE|JP|MSP|MS|QPM|FRS|DL|TD)\b"


_letters = regex(f"(?:{_LETTERS}){{1,6}}$")


@cache
def _name() -> re.Pattern[str]:
    part = r"(?:[A-Z][\w'’]+(?:-[A-Z][\w'’]+)*|[A-Z]\.?|(?:Mc|Mac|O['’])[A-Z]\w+)"
    title = rf"(?P<title>(?:{_HONOURS}\.? ){{0,3}})"
    return re.compile(rf"{title}(?P<name>{part}(?: (?:{part}|de|van|von|der|la|al)){{0,4}})(?:{_LETTERS})*$")


@cache
def _office() -> re.Pattern[str]:
    return re.compile(rf"{either('offices.txt')}\b(?!['’]s)", re.IGNORECASE)


@cache
def _office_line() -> re.Pattern[str]:
    return re.compile(
        rf"(?:the )?(?:acting |interim )?{either('offices.txt')}(?: (?:and|&) {either('offices.txt')})?"
        r"(?:$|,? (?:with (?:special )?responsibility )?(?:for|of)\b|,|\s?[-–—(:])",
        re.IGNORECASE,
    )


@cache
def _remit() -> re.Pattern[str]:
    return re.compile(
        rf"\b{either('remits.txt')}(?: with (?:special )?responsibility)? (?:for|of)(?: the)?[: ]\s?"
        r"(?P<remit>[^;:()|]{2,120})",
        re.IGNORECASE,
    )


@cache
def _bracketed() -> re.Pattern[str]:
    return re.compile(rf"\b{either('remits.txt')}:? [^()]{{2,60}}\((?P<remit>[A-Z][^()]{{2,80}})\)", re.IGNORECASE)


_before = regex(
    r"(?:(?i:report|statement|update) (?:of|by|from) (?:the )?|^)(?P<remit>[A-Z][\w'’&-]*(?:,? [\w'’&-]+){0,7}?) "
    r"(?:Portfolio Holder|Cabinet Member)\b(?! (?:for|with))"
)


_PLACES = "Borough|City|Bank|Ministry|University|Department|Office|Government|State|Parish"


@cache
def _bodied() -> re.Pattern[str]:
    """What stands in every name of an organisation: cheap to look for, as most lines name none."""
    return re.compile(rf" {either('bodies.txt')}|(?:{_PLACES}) (?:of|for) ")


@cache
def _body() -> re.Pattern[str]:
    proper = r"(?!Report|Full|The |Meeting|Annual|Special|Minutes|Agenda)[A-Z][\w'’.&-]*"
    link = r"(?: (?:of|and|the|upon|on|in|for|with|&|under|le))?"
    places = rf"(?:London |Royal )*{_PLACES}"
    return re.compile(
        rf"\b(?:{proper}(?:{link} [A-Z][\w'’.&-]*){{0,6}} {either('bodies.txt')}\b|"
        rf"(?:{places}) (?:of|for)(?: the)? [A-Z][\w'’-]*(?:{link},? [A-Z][\w'’-]*){{0,5}}(?: Council)?)(?!['’])"
    )


def person_in(text: str) -> str | None:
    """The person whose name is the whole of `text`, without courtesy titles; `None` if it is no name.

    >>> person_in("Councillor A. Name")
    'A. Name'
    """
    if len(text) > 60:
        return None
    match = _name().match(text.strip(" ,.()"))
    if not match or (" " not in match["name"] and not match["title"]):
        return None
    name = _letters().sub("", match["name"])
    if mentions_office(name) or not listed("no_names.txt").isdisjoint(name.lower().split()):
        return None
    return name if _courtesy(match["title"]) else f"{match['title']}{name}"


def _courtesy(title: str) -> bool:
    """Whether titles say nothing that belongs to the name ("Councillor", "Mr", but not "Dr" or "Sir")."""
    return not _courtesies().sub("", title)


_courtesies = regex(rf"(?:{_COURTESY})\b|[. ]")
_split = regex(r"\s*[,(:]\s*|\s+[-–—]\s+")


def is_titled(text: str) -> bool:
    """Whether `text` starts with a name with a courtesy title, alone or before a mark; no heading does."""
    first = _split().split(text.strip(" ,.()"), maxsplit=1)[0]
    match = _name().match(first)
    return bool(match and match["title"].strip() not in ("", "The") and person_in(first))


def signs(text: str) -> bool:
    """Whether a line is a signature: a name, an office, or the one beside the other."""
    if len(text) > SHORT:
        return False
    if is_office(text) or is_titled(text) or person_in(text):
        return True
    parts = _split().split(text)
    return len(parts) > 1 and person_in(parts[0]) is not None and mentions_office(text)


def is_office(text: str) -> bool:
    """Whether a line names an office ("Cabinet Member for Housing", "Chief Executive") and no more."""
    return len(text) <= SHORT and bool(_office_line().match(text))


def mentions_office(text: str) -> bool:
    """Whether an office is named anywhere in `text`."""
    return bool(_office().search(text))


def remit_in(text: str) -> str | None:
    """What the office named in `text` is responsible for.

    >>> remit_in("Cabinet Member with Responsibility for Children, Families and Schools")
    'Children, Families and Schools'
    """
    match = _remit().search(text) or _bracketed().search(text) or _before().search(text)
    if not match:
        return _beside(text)
    words = _remit_end().split(match["remit"], maxsplit=1)[0]
    return words.strip(" .,-–—") or None


_remit_end = regex(rf"(?:,\s*|\s+[-–—]\s*|\s+)(?={_HONOURS}\b)|\s[-–—]\s|\.\s|\s+\d")


def _beside(text: str) -> str | None:
    """What stands beside a titled name: "Cllr A. Name – Growth and Jobs"."""
    parts = _split().split(text.strip(" ,.()"))
    if len(parts) != 2 or not is_titled(text) or mentions_office(parts[1]) or any(map(str.isdigit, parts[1])):
        return None
    return parts[1] if parts[1][:1].isupper() else None


def body_in(text: str) -> str | None:
    """The organisation that `text` names by its proper name; "the Council" is none."""
    match = _body().search(text) if _bodied().search(text) else None
    if not match:
        return None
    words = match.group().removeprefix("The ").strip()
    return None if listed("common_bodies.txt").issuperset(words.lower().split()) else words


def is_body_line(text: str) -> bool:
    """Whether a line is the name of an organisation and no more."""
    found = body_in(cased(text))
    return found is not None and len(found) >= len(text.strip(" .,")) - 4


def cased(line: str, text: str = "") -> str:
    """An upper-case line as a title is written: small words small, words that `text` has in capitals alone kept so.

    >>> cased("REPORT OF THE HEAD OF ICT", "The ICT service moved.")
    'Report of the Head of ICT'
    """
    if not line.isupper():
        return line
    return " ".join([_cased(word, index == 0, text) for index, word in enumerate(line.split())])


def _cased(word: str, first: bool, text: str) -> str:
    bare = word.strip("().,:;")
    if not first and word.lower() in listed("small_words.txt"):
        return word.lower()
    if bare.isalpha() and len(bare) <= 6 and _stands_among_small(bare, text):
        return word
    parts = word.split("-") if "-" in word else (word,)
    return "-".join([part[:1] + (part[1:].lower() if part[:1].isalpha() else part[1:].capitalize()) for part in parts])


def _stands_among_small(word: str, text: str) -> bool:
    """Whether a word in capitals stands in running text, as an acronym does."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        beside = text[max(0, at - 2) : at] + text[end : end + 2]
        whole = not text[max(0, at - 1) : at].isalpha() and not text[end : end + 1].isalpha()
        if whole and any(map(str.islower, beside)):
            return True
        at = text.find(word, end)
    return False
