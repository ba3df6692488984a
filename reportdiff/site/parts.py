"""The foreign parts of the page in the browser, each at one version with the hash of its package.

To take a newer version: change it in `parts.json` together with the hash that `npm view NAME@VERSION dist.integrity` or
`pip hash` gives, and run the tests of `tests/site` in a real browser.
"""

import json
from pathlib import Path

from attrs import frozen


@frozen
class NpmPart:
    """Files of an npm package; `integrity` is npm's own. `files` are paths in it, the names they get, and what for:

    "python" is fetched and checked with the first comparison, "engine" is imported with it, "pdf" with the first PDF.
    """

    name: str
    version: str
    licence: str
    integrity: str
    files: tuple[tuple[str, str, str], ...]


@frozen
class Wheel:
    """A wheel of pure Python: `sha256` of its file, in hexadecimal digits."""

    name: str
    version: str
    licence: str
    sha256: str


_ROWS = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
NPM: tuple[NpmPart, ...] = tuple(NpmPart(**{**row, "files": tuple(map(tuple, row["files"]))}) for row in _ROWS["npm"])
WHEELS: tuple[Wheel, ...] = tuple(Wheel(**row) for row in _ROWS["wheels"])
