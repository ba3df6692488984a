"""The page without a connection, and what happens when its folder is replaced by a new version."""

import json
import os
import re
import shutil
import time
from base64 import b64encode
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

Late = pytest.importorskip("playwright.sync_api").TimeoutError

# The version that has come is looked at until the browser lets go of it.
GIVEN_UP = """navigator.serviceWorker.getRegistration().then(mine => new Promise(done => {
    const told = ({target}) => done(target.state === "redundant" ? "given up" : target.state);
    const follow = coming => coming?.addEventListener("statechange", told);
    mine.addEventListener("updatefound", () => follow(mine.installing));
    follow(mine.installing);
    if (!mine.installing) mine.update();
}))"""


@pytest.fixture
def copy(folder: Path, tmp_path: Path) -> Path:
    """A folder of one's own, to be changed."""
    return Path(shutil.copytree(folder, tmp_path / "page"))


def test_after_the_first_comparison_it_works_without_a_connection(serve: Any, visits: Any, copy: Path) -> None:
    server = serve(copy)
    visit = visits(server.address)
    visit.page.click("#demo")
    visit.wait()
    visit.page.wait_for_selector("#offline:has-text('works offline')", state="attached")
    server.stop()
    visit.page.reload()
    visit.page.click("#years")
    visit.wait()
    assert not visit.complaint
    assert "through the years" in visit.page.inner_text("#h-result")


def test_a_new_version_says_so_and_replaces_the_old_one_whole(serve: Any, visits: Any, copy: Path) -> None:
    address = serve(copy).address
    visit = visits(address)
    visit.page.evaluate("navigator.serviceWorker.register('sw.js').then(() => navigator.serviceWorker.ready)")
    _renew(copy, "0.1.0", "9.9.9")
    visit.page.reload()
    assert "0.1.0" in visit.page.inner_text("header .kind")  # whole: nothing of the new one yet
    visit.page.click("#news button")
    for seconds in (1, 2, 4, 8, 16, 32):  # a slow machine is given time: what ends the old worker could end the new one
        _idle(visit)
        with suppress(Late):
            visit.page.wait_for_selector("header .kind:has-text('9.9.9')", timeout=seconds * 1000)
            break
        if not visit.page.query_selector("header .kind"):  # its worker was ended while it gave the page
            visit.page.goto(address)
    assert "9.9.9" in visit.page.inner_text("header .kind")
    visit.page.wait_for_function("caches.keys().then(names => names.length === 1)")  # the old one goes as it takes over


def test_a_version_that_is_not_whole_never_replaces_one_that_is(serve: Any, visits: Any, copy: Path) -> None:
    visit = visits(serve(copy).address)
    visit.page.evaluate("navigator.serviceWorker.register('sw.js').then(() => navigator.serviceWorker.ready)")
    _renew(copy, "0.1.0", "9.9.9")
    (copy / "pyodide.mjs").write_text("// cut off")
    visit.page.reload()
    assert visit.page.evaluate(GIVEN_UP) == "given up"
    assert not visit.page.is_visible("#news")
    assert "0.1.0" in visit.page.inner_text("header .kind")
    assert visit.page.evaluate("fetch('pyodide.mjs').then(got => got.text()).then(text => text.length)") > 1000
    visit.said.clear()  # that a file fitted no hash is said in the console


def _idle(visit: Any) -> None:
    """The browser ends its workers, as it does with those that have nothing to do.

    The new version takes over when the old one's worker has ended, and the debugger that watches a test keeps that
    one alive for minutes when it is told to end while it still answers.
    """
    session = visit.context.new_cdp_session(visit.page)
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")
    session.detach()


def _renew(folder: Path, old: str, new: str) -> None:
    """The folder as the next version would leave it: another page, and the list of what belongs together."""
    page, kept = folder / "index.html", folder / "sw.js"
    page.write_text(page.read_text("utf-8").replace(f"reportdiff {old}", f"reportdiff {new}"), encoding="utf-8")
    digest = "sha256-" + b64encode(sha256(page.read_bytes()).digest()).decode()
    script = kept.read_text("utf-8")
    listed = re.search(r"^const .*? = /\*.*?\*/ (\{.*\});$", script, re.MULTILINE)
    assert listed
    parts = json.loads(listed[1])
    next(item for item in parts["files"] if item["name"] == "index.html")["integrity"] = digest
    kept.write_text(script.replace(listed[1], json.dumps(parts | {"version": new})), encoding="utf-8")
    later = time.time() + 5  # HTTP counts seconds: what is renewed within the same one was not modified to a browser
    for changed in (page, kept):
        os.utime(changed, (later, later))
