"""Zipped formats: members and XML parts of an archive, within limits and without surprises.

A DOCTYPE is refused before parsing (it is the door to entity bombs and outside files); what an archive unpacks to is
bounded by what is really read, since the sizes an archive claims may be false.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from xml.etree import ElementTree

from ..errors import LimitExceeded, ReadError
from .limits import Limits

Element = ElementTree.Element
_CHUNK = 1 << 20


class Package:
    """A zipped document, read part by part. Every failure is a `ReportdiffError` that names the file."""

    def __init__(self, name: str, data: bytes, limits: Limits) -> None:
        self.name = name
        self._limits = limits
        self._left = limits.expansion
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._names = frozenset(self._zip.namelist())
        except (zipfile.BadZipFile, ValueError, OSError, RuntimeError, NotImplementedError) as error:
            raise self.broken("the zip archive is damaged") from error

    def broken(self, problem: str) -> ReadError:
        """The error for a damaged document."""
        return ReadError(self.name, problem, "Open it in the program that made it and save it again")

    def __contains__(self, part: str) -> bool:
        return part in self._names

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
                            f"unpacks to more than {self._limits.expansion:,} bytes",
                            "Raise Limits.expansion if you trust the file",
                        )
                    pieces.append(piece)
        except (
            KeyError,
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            RuntimeError,
            NotImplementedError,
        ) as error:
            raise self.broken(f"the part {part} cannot be unpacked") from error
        return b"".join(pieces)

    def xml(self, part: str, prefixes: Mapping[str, str]) -> Element:
        """The root element of an XML part, with tags and attributes such as "w:p" by the `prefixes` of namespaces."""
        data = self.read(part)
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            data = data.decode("utf-16", "replace").encode("utf-8", "replace")
            data = re.sub(rb"^(\xef\xbb\xbf)?<\?xml[^>]*\?>", b"", data)
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise ReadError(self.name, f"the part {part} declares a DOCTYPE", "Save the document again without it")
        try:
            root = ElementTree.fromstring(data)
        except (ElementTree.ParseError, LookupError, ValueError) as error:
            raise self.broken(f"the part {part} is not well-formed XML") from error
        return _short(root, prefixes)


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
