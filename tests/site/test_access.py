"""The page for everybody: keyboard, screen reader, phone, both colour schemes."""

from pathlib import Path
from typing import Any

import pytest

from reportdiff import demo

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")


def _complaints(page: Any) -> list[str]:
    found = axe.Axe().run(page, options={"iframes": False}).response["violations"]
    return [f"{item['id']}: {item['nodes'][0]['html'][:120]}" for item in found]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_no_state_of_the_page_breaks_a_rule_of_axe(visits: Any, server: Any, width: int, scheme: str) -> None:
    visit = visits(server.address, viewport={"width": width, "height": 844}, color_scheme=scheme, bypass_csp=True)
    page = visit.page
    assert _complaints(page) == []
    page.click(".paste summary")
    page.fill("#text", "We mended 410 roads in 2023.")
    page.click("#add")
    page.fill("#text", "We mended 520 roads in 2024.")
    page.click("#add")
    assert _complaints(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for name in ("working", "wrong", "result"):
        page.evaluate(f"document.getElementById('{name}').hidden = false")
    page.evaluate("document.getElementById('wrong').textContent = 'a.pdf: not a PDF, or a damaged one'")
    assert _complaints(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_page_opened_as_a_file_says_how_to_open_it(browser: Any, folder: Path) -> None:
    page = browser.new_page()
    page.goto((folder / "index.html").as_uri())
    page.wait_for_selector("#dead", state="visible")
    assert "serve the folder" in page.inner_text("#dead")
    page.close()


def test_everything_is_done_with_the_keyboard_alone(visit: Any) -> None:
    """Choose, reorder, remove, compare, save and begin anew, and the focus is never lost."""
    page = visit.page
    visit.fresh()
    visit.give(*demo.reports()[:2])
    visit.looked()
    _to(page, f"Move {demo.reports()[1].name} up")
    page.keyboard.press("Enter")
    names = [item.inner_text() for item in page.query_selector_all("#list .name")]
    assert names == [demo.reports()[1].name, demo.reports()[0].name]
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == f"Move {names[0]} down"
    page.keyboard.press("Enter")
    _to(page, "Compare")
    page.keyboard.press("Enter")
    visit.wait()
    assert page.evaluate("document.activeElement.id") == "h-result"
    _to(page, "Save as …")
    page.keyboard.press("Enter")
    _to(page, "Figures (CSV)")
    with page.expect_download() as coming:
        page.keyboard.press("Enter")
    assert coming.value.suggested_filename == "changes-2022-05-19-to-2023-05-18-figures.csv"
    assert page.evaluate("document.activeElement.textContent") == "Save as …"
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert not page.evaluate("document.getElementById('save').open")
    _to(page, "New comparison", back=True)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "files"
    assert not page.query_selector("#list li")  # what was compared is not compared again by mistake


def _to(page: Any, name: str, *, back: bool = False) -> None:
    """Press Tab until the control of this name has the focus."""
    told = "(e => e.getAttribute('aria-label') || e.textContent.trim())(document.activeElement)"
    for _ in range(40):
        if page.evaluate(told) == name:
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    pytest.fail(f"no way to {name}")
