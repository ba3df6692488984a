"""Zipped formats: members and XML parts of an archive, within limits and without surprises.

A DOCTYPE is refused before parsing (it is the door to entity bombs and outside files); what an archive unpacks to is
bounded by what is really read, since the sizes an archive claims may be false.
"""

import io
import zipfile
from collections.abc import Mapping
from xml.etree import ElementTree
from xml.parsers import expat

from ..errors import LimitExceeded, ReadError, ReportdiffError
from .limits import SMALL, Limits

Element = ElementTree.Element
_CHUNK = 1 << 20
_LOCKED = "META-INF/manifest.xml"  # where OpenDocument says which parts are encrypted
_LISTS = (".rels", "[Content_Types].xml", "META-INF/manifest.xml")


class Package:
    """A zipped document, read part by part. Every failure is a `ReportdiffError` that names the file."""

    def __init__(self, name: str, data: bytes, limits: Limits) -> None:
        self.name = name
        self._limits = limits
        self._allowed = min(limits.expansion, max(SMALL, limits.ratio * len(data)))
        self._left = self._allowed
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._names = frozenset(self._zip.namelist())
        except Exception as error:  # `zipfile` raises a dozen kinds, by where the damage is
            raise self.broken("the zip archive is damaged") from error
        for part in sorted(self._names):
            if part.endswith(_LISTS):
                self._refuse_doctype(part)

    def broken(self, problem: str) -> ReadError:
        """The error for a damaged document."""
        return ReadError(self.name, problem, "Open it in the program that made it and save it again")

    def __contains__(self, part: str) -> bool:
        return part in self._names

    def related(self, part: str) -> dict[str, str]:
        """The parts that a part refers to ("" for the whole package), by the last word of what they are to it."""
        folder, _, name = part.rpartition("/")
        listing = f"{folder}/_rels/{name}.rels".lstrip("/")
        found: dict[str, str] = {}
        for element in self.xml(listing, {}) if listing in self._names else ():
            kind, target = element.get("Type", "").rpartition("/")[2], element.get("Target", "")
            found.setdefault(kind, target[1:] if target.startswith("/") else f"{folder}/{target}".lstrip("/"))
        return found

    def read(self, part: str) -> bytes:
        """The bytes of one part; what all parts unpack to counts against the limit."""
        pieces = []
        try:
            info = self._zip.getinfo(part)
            if info.flag_bits & 0x1:
                raise ReadError(self.name, "the document is encrypted", "Remove the password and save it again")
            with self._zip.open(info) as stream:
                while piece := stream.read(min(_CHUNK, self._left + 1)):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise LimitExceeded(
                            self.name,
                            f"unpacks to more than {self._allowed:,} bytes",
                            "Raise Limits.expansion and Limits.ratio if you trust the file",
                        )
                    pieces.append(piece)
        except ReportdiffError:
            raise
        except Exception as error:  # and each of four ways of packing some of its own
            raise self.broken(f"the part {part} cannot be unpacked") from error
        return b"".join(pieces)

    def _refuse_doctype(self, part: str) -> None:
        """Refuse a DOCTYPE in a part that only lists others and is not read further."""
        data = self.read(part)
        if b"!" not in data:  # in whatever encoding, a declaration needs one
            return
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = _refuse
        try:
            parser.Parse(data, True)
        except _Doctype as error:
            raise self._with_doctype(part) from error
        except (expat.ExpatError, LookupError, ValueError):
            return  # nothing in it is asked for

    def _with_doctype(self, part: str) -> ReadError:
        return ReadError(self.name, f"the part {part} declares a DOCTYPE", "Save it again without one")

    def xml(self, part: str, prefixes: Mapping[str, str]) -> Element:
        """The root element of an XML part, with tags and attributes such as "w:p" by the `prefixes` of namespaces."""
        data = self.read(part)
        locked = _LOCKED in self._names and not data.lstrip(b"\xef\xbb\xbf\0 \r\n").startswith(b"<")
        if locked and b":encryption-data" in self.read(_LOCKED):
            raise ReadError(self.name, "the document is encrypted", "Remove the password and save it again")
        try:
            root = _parsed(data)
            if ":" not in root.tag:  # a default namespace: names have no prefix to go by
                return _short(ElementTree.fromstring(data), prefixes)
            _rename(root, prefixes)
        except _Doctype as error:
            raise self._with_doctype(part) from error
        except (expat.ExpatError, ElementTree.ParseError, LookupError, ValueError, TypeError) as error:
            raise self.broken(f"the part {part} is not well-formed XML") from error
        return root


class _Doctype(Exception):
    """A DOCTYPE was met."""


def _parsed(data: bytes) -> Element:
    """The tree with names as they are written ("w:p"): the parser calls the builder without a step in Python."""
    builder = ElementTree.TreeBuilder()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = _refuse
    parser.Parse(data, True)
    return builder.close()


def _refuse(*_: object) -> None:
    raise _Doctype


def _rename(root: Element, prefixes: Mapping[str, str]) -> None:
    """Put the prefixes of `prefixes` where the document writes others for the same namespaces."""
    declared = {key.removeprefix("xmlns:"): uri for key, uri in root.attrib.items() if key.startswith("xmlns:")}
    other = {prefix: prefixes[uri] for prefix, uri in declared.items() if prefixes.get(uri, prefix) != prefix}
    if not other:
        return

    def renamed(name: str) -> str:
        prefix, colon, local = name.partition(":")
        return f"{other[prefix]}:{local}" if colon and prefix in other else name

    starts = tuple(f"{prefix}:" for prefix in other)
    attributes = root.tag.startswith(starts)  # only the main vocabulary marks its attributes
    for element in root.iter():
        if element.tag.startswith(starts):
            element.tag = renamed(element.tag)
        if attributes and element.attrib:
            element.attrib = {renamed(key): value for key, value in element.attrib.items()}


def _short(root: Element, prefixes: Mapping[str, str]) -> Element:
    """Rename tags and attributes in place: "{uri}p" to "w:p" for known namespaces; others keep their URI."""
    known: dict[str, str] = {}

    def short(name: str) -> str:
        if name not in known:
            uri, _, local = name[1:].partition("}") if name[:1] == "{" else ("", "", name)
            known[name] = f"{prefixes[uri]}:{local}" if uri in prefixes else name
        return known[name]

    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = short(element.tag)
        if element.attrib:
            element.attrib = {short(key): value for key, value in element.attrib.items()}
    return root
