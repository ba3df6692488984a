"""A built folder, a server for it and a browser, each once for the whole session."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from reportdiff.site.building import Missing, build

WAIT = 90_000  # milliseconds: a machine that does much else is slow, and a test of a page that never answers is red


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page as `reportdiff site` builds it, with the parts that npm and pip give."""
    try:
        return build(tmp_path_factory.mktemp("site") / "page")
    except Missing as error:
        pytest.skip(f"the page cannot be built here: {error}")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


class Server:
    """A folder on an address of this machine, which can be taken away and brought back."""

    def __init__(self, folder: Path, port: int = 0) -> None:
        self._stopped = False
        self._http = ThreadingHTTPServer(("127.0.0.1", port), partial(_Quiet, directory=str(folder)))
        self.port = self._http.server_port
        self.address = f"http://127.0.0.1:{self.port}/"
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Nothing answers at the address any more."""
        if not self._stopped:
            self._stopped = True
            self._http.shutdown()
            self._http.server_close()


@pytest.fixture(scope="session")
def server(folder: Path) -> Iterator[Server]:
    """The built folder on an address of this machine."""
    served = Server(folder)
    yield served
    served.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium without a window; REPORTDIFF_CHROMIUM names another one than the first found."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    found = [shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")]
    path = os.environ.get("REPORTDIFF_CHROMIUM") or next(filter(None, found), None)
    if not path:
        pytest.skip("no Chromium here")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


class Visit:
    """Somebody who has the page open: what they see, what was asked of the network, what the page complained about."""

    def __init__(self, browser: Any, address: str, **context: Any) -> None:
        self.address = address
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **context})
        self.context.set_default_timeout(WAIT)
        self.asked: list[str] = []
        self.kept: list[str] = []  # of these, what the service worker asked for, to keep it
        self.said: list[str] = []
        self.context.on("request", self._note)
        self.page = self.context.new_page()
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.goto(address)

    def _note(self, request: Any) -> None:
        self.asked.append(request.url)
        if request.service_worker:
            self.kept.append(request.url)

    def give(self, *paths: Path) -> None:
        """Choose files."""
        self.page.set_input_files("#files", [str(path) for path in paths])

    def compare(self, *paths: Path) -> None:
        """Choose files and compare them, up to the answer or the complaint."""
        self.fresh()
        self.give(*paths)
        self.looked()
        if not self.refused:
            self.page.click("#compare")
            self.wait()

    def fresh(self) -> None:
        """Back to an empty list."""
        if self.page.is_visible("#again"):
            self.page.click("#again")
        while self.page.query_selector("#list li"):
            self.page.click("#list li button[aria-label^=Remove]")

    def looked(self) -> None:
        """Until every report in the list was looked at."""
        self.page.wait_for_selector("#list[aria-busy=false]", state="attached")

    @property
    def rows(self) -> list[str]:
        """What the list says of each report."""
        return [item.inner_text() for item in self.page.query_selector_all("#list .told")]

    @property
    def refused(self) -> str:
        """What the list says of the reports that cannot be compared, or nothing."""
        return " ".join(item.inner_text() for item in self.page.query_selector_all("#list .told.wrong"))

    def wait(self) -> None:
        """Until there is an answer or a complaint."""
        self.page.wait_for_selector("#result:not([hidden]), #wrong:not([hidden])")

    @property
    def complaint(self) -> str:
        """What the page says went wrong, or nothing."""
        return str(self.page.inner_text("#wrong")) if self.page.is_visible("#wrong") else ""

    def saved(self, label: str) -> bytes:
        """The file that a button of "Save as" gives."""
        assert not self.complaint
        self.page.click("#save > summary")
        with self.page.expect_download() as coming:
            self.page.click(f"#forms button:text-is('{label}')")
        return Path(coming.value.path()).read_bytes()

    @property
    def foreign(self) -> list[str]:
        """Addresses that were asked and are neither the page's own nor of its own making."""
        own = (self.address, "blob:" + self.address, "data:")
        return [url for url in self.asked if not url.startswith(own)]

    def close(self) -> None:
        self.context.close()


@pytest.fixture
def serve() -> Iterator[Callable[[Path], Server]]:
    """Serves a folder until the test is over."""
    started: list[Server] = []

    def begin(folder: Path) -> Server:
        started.append(Server(folder))
        return started[-1]

    yield begin
    for server in started:
        server.stop()


@pytest.fixture
def visits(browser: Any) -> Iterator[Callable[..., Visit]]:
    """Opens the page for a visitor of its own; nothing may be asked of elsewhere, and nothing complained about."""
    opened: list[Visit] = []

    def begin(address: str, **context: Any) -> Visit:
        opened.append(Visit(browser, address, **context))
        return opened[-1]

    yield begin
    for visit in opened:
        visit.close()
        assert not visit.foreign
        assert not visit.said


@pytest.fixture(scope="session")
def opened(browser: Any, server: Server) -> Iterator[Visit]:
    """The page, wide, opened once: loading Python takes the most time of a visit."""
    visit = Visit(browser, server.address)
    yield visit
    visit.close()


@pytest.fixture
def visit(opened: Visit) -> Iterator[Visit]:
    """The open page, as whoever came before has left it; nothing may be asked of elsewhere, nor complained about."""
    yield opened
    foreign, said = opened.foreign, list(opened.said)
    opened.asked.clear()
    opened.kept.clear()
    opened.said.clear()
    assert not foreign
    assert not said
