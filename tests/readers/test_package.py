"""Zipped documents part by part: what is counted, what is refused, and how names get their prefixes."""

import io
import zipfile

import pytest
from made_files import packed

from reportdiff.errors import LimitExceeded, ReadError
from reportdiff.readers.limits import Limits
from reportdiff.readers.package import Package

W = {"urn:w": "w", "urn:r": "r"}


def package(parts: dict[str, str], limits: Limits | None = None) -> Package:
    return Package("a.docx", packed(dict(parts)), limits or Limits())


def test_parts_are_there_or_not_and_read_as_they_are() -> None:
    found = package({"a.xml": "<a/>", "b/c.txt": "x" * 3_000_000})
    assert "a.xml" in found
    assert "c.txt" not in found
    assert found.read("a.xml") == b"<a/>"
    assert found.read("b/c.txt") == b"x" * 3_000_000
    assert found.name == "a.docx"


def test_what_all_parts_unpack_to_together_is_counted() -> None:
    limits = Limits(expansion=1000)
    found = package({"a": "x" * 600, "b": "x" * 400, "c": "x"}, limits)
    assert len(found.read("a")) == 600
    assert len(found.read("b")) == 400
    with pytest.raises(LimitExceeded) as caught:
        found.read("c")
    assert str(caught.value) == (
        "a.docx: unpacks to more than 1,000 bytes. Raise Limits.expansion and Limits.ratio if you trust the file"
    )
    whole = package({"a": "x" * 1001}, limits)
    with pytest.raises(LimitExceeded):
        whole.read("a")


def test_a_file_of_a_size_may_unpack_to_many_times_it_and_small_ones_to_more() -> None:
    noise = "".join(chr(33 + (number * 7919 + number // 90) % 90) for number in range(40_000))
    data = packed({"a": "x" * 21_000_000, "b": noise})
    assert len(Package("a.docx", data, Limits(ratio=10_000)).read("a")) == 21_000_000
    with pytest.raises(LimitExceeded, match="more than 20,000,000 bytes"):
        Package("a.docx", data, Limits(ratio=1)).read("a")
    with pytest.raises(LimitExceeded, match=r"more than 20,[0-9]{3},[0-9]{3} bytes"):
        Package("a.docx", data, Limits(ratio=20_500_000 // len(data))).read("a")


@pytest.mark.parametrize("part", ["none.xml", ""])
def test_a_part_that_is_missing_is_a_damaged_document(part: str) -> None:
    with pytest.raises(ReadError, match=rf"the part {part} cannot be unpacked\. Open it in the program that made it"):
        package({"a.xml": "<a/>"}).read(part)


def test_a_part_under_a_password_says_so() -> None:
    data = bytearray(packed({"a.xml": "<a/>"}))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        at = data.find(mark) + (6 if mark == b"PK\x03\x04" else 8)
        data[at] |= 1
    with pytest.raises(ReadError, match=r"the document is encrypted\. Remove the password"):
        Package("a.docx", bytes(data), Limits()).read("a.xml")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", packed({"a": "b"})[:-8]], ids=["empty", "a mark", "cut"])
def test_what_is_no_zip_is_damaged(data: bytes) -> None:
    with pytest.raises(ReadError, match="the zip archive is damaged"):
        Package("a.docx", data, Limits())


def test_a_part_whose_bytes_are_wrong_is_damaged() -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.xml", "<a>forty lamps</a>")
    data = kept.getvalue().replace(b"forty", b"fifty")
    with pytest.raises(ReadError, match=r"the part a\.xml cannot be unpacked"):
        Package("a.docx", data, Limits()).read("a.xml")


@pytest.mark.parametrize("part", ["_rels/.rels", "x/y.rels", "[Content_Types].xml", "META-INF/manifest.xml"])
def test_a_list_of_parts_with_a_doctype_is_refused_at_once_and_a_broken_one_is_not(part: str) -> None:
    with pytest.raises(ReadError) as caught:
        package({part: "<!DOCTYPE a><a/>"})
    assert str(caught.value) == f"a.docx: the part {part} declares a DOCTYPE. Save it again without one"
    assert part in package({part: "<a"})
    assert "other.xml" in package({"other.xml": "<!DOCTYPE a><a/>"})


def test_a_part_with_a_doctype_or_broken_xml_is_refused_when_it_is_read() -> None:
    found = package({"a.xml": "<!DOCTYPE a><a/>", "b.xml": "<a><b></a>", "c.xml": ""})
    with pytest.raises(ReadError, match=r"the part a\.xml declares a DOCTYPE"):
        found.xml("a.xml", W)
    for part in ("b.xml", "c.xml"):
        with pytest.raises(ReadError, match=rf"the part {part} is not well-formed XML"):
            found.xml(part, W)


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ('<w:a xmlns:w="urn:w"><w:b w:c="1">x</w:b></w:a>', [("w:a", []), ("w:b", ["w:c"])]),
        ('<q:a xmlns:q="urn:w"><q:b q:c="1" d="2">x</q:b></q:a>', [("w:a", []), ("w:b", ["d", "w:c"])]),
        ('<a xmlns="urn:w"><b c="1">x</b></a>', [("w:a", []), ("w:b", ["c"])]),
        ('<a xmlns="urn:w" xmlns:q="urn:r"><q:b q:c="1">x</q:b></a>', [("w:a", []), ("r:b", ["r:c"])]),
        ('<w:a xmlns:w="urn:w" xmlns:q="urn:r"><q:b w:c="1"/></w:a>', [("w:a", []), ("r:b", ["w:c"])]),
        ('<w:a xmlns:w="urn:other"><w:b/></w:a>', [("w:a", []), ("w:b", [])]),
        ('<w:a xmlns:w="urn:r"><w:b w:c="1"/></w:a>', [("r:a", []), ("r:b", ["r:c"])]),
        ('<a xmlns="urn:other"><b/></a>', [("{urn:other}a", []), ("{urn:other}b", [])]),
        ("<a><b c='1'/></a>", [("a", []), ("b", ["c"])]),
    ],
)
def test_names_have_the_prefixes_that_are_asked_for(text: str, tags: list[tuple[str, list[str]]]) -> None:
    root = package({"a.xml": text}).xml("a.xml", W)
    found = [(each.tag, sorted(key for key in each.attrib if not key.startswith("xmlns"))) for each in root.iter()]
    assert found == tags


def test_text_and_what_follows_an_element_are_kept() -> None:
    root = package({"a.xml": '<w:a xmlns:w="urn:w">one<w:b>two</w:b>three</w:a>'}).xml("a.xml", W)
    assert (root.text, root[0].text, root[0].tail) == ("one", "two", "three")
