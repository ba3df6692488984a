"""The foreign parts of the page in the browser, each at one version with the hash of its package.

To take a newer version: change it here together with the hash that `npm view NAME@VERSION dist.integrity` or `pip hash`
gives, and run the tests of `tests/site` in a real browser.
"""

from attrs import frozen


@frozen
class NpmPart:
    """Files of an npm package: `files` are paths in the package and the names they get; `integrity` is npm's own."""

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


# (path in the package, name in the folder, what it is for: "python" is fetched and checked with the first comparison,
# "engine" is imported with it, "pdf" with the first PDF)
NPM = (
    NpmPart(
        "pyodide",
        "314.0.7",
        "MPL-2.0; CPython in it: PSF-2.0",
        "sha512-0YvXxEhfEdpLfb/XkM2BFAeMROq0iMUX2bzzH9pOttyMcWkwq+HbE5uyuGD82LN7y2q+SNvi/6V5JEsOlD2R1A==",
        (
            ("pyodide.mjs", "pyodide.mjs", "engine"),
            ("pyodide.asm.mjs", "pyodide.asm.mjs", "engine"),
            ("pyodide.asm.wasm", "pyodide.asm.wasm.gz", "python"),
            ("python_stdlib.zip", "python_stdlib.zip", "python"),
            ("pyodide-lock.json", "pyodide-lock.json", "engine"),
        ),
    ),
    NpmPart(
        "pdfjs-dist",
        "6.5.438",
        "Apache-2.0",
        "sha512-vg8Pw1x+AFKy4AMDvhuWl5cOYV8d698UoEANoFFhc79hqXDnZQqnOXoxw3HG907WHOg1JYOvLhP756boddFxpA==",
        (
            ("legacy/build/pdf.min.mjs", "pdf.min.mjs", "pdf"),
            ("legacy/build/pdf.worker.min.mjs", "pdf.worker.min.mjs", "pdf"),
        ),
    ),
)
WHEELS = (
    Wheel("attrs", "26.1.0", "MIT", "c647aa4a12dfbad9333ca4e71fe62ddc36f4e63b2d260a37a8b83d2f043ac309"),
    Wheel(
        "diff-match-patch",
        "20241021",
        "Apache-2.0",
        "93cea333fb8b2bc0d181b0de5e16df50dd344ce64828226bda07728818936782",
    ),
    Wheel("xlsxwriter", "3.3.1", "BSD-2-Clause", "8e2c89e59d733fe59e112317218c64fbbc276d90a8c144ebd6f7fa15e7ab184a"),
)
