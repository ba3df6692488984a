"""The page in a real browser: with and without JavaScript, wide and narrow, light and dark, on screen and on paper."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from comparisons import drafted, sample
from hostile import HOSTILE

from reportdiff import demo
from reportdiff.comparing import compare
from reportdiff.corrections import load
from reportdiff.history.page import page as history_page
from reportdiff.history.tracking import track
from reportdiff.reading import read

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium without a window; REPORTDIFF_CHROMIUM names another one than the first found."""
    found = [shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")]
    path = os.environ.get("REPORTDIFF_CHROMIUM") or next(filter(None, found), None)
    if not path:
        pytest.skip("no Chromium here")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The demo's page, a small one with a case of everything, and a history, as files."""
    folder = tmp_path_factory.mktemp("pages")
    made = {name: folder / f"{name}.html" for name in ("diff", "small", "history")}
    demo.run().to_html(made["diff"])
    sample().to_html(made["small"])
    made["history"].write_text(history_page(track([read(path) for path in demo.reports()])), encoding="utf-8")
    return made


class Visit:
    """A page open in a browser, with whatever it asked for and said."""

    def __init__(self, browser: Any, path: Path, **context: Any) -> None:
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **context})
        self.page = self.context.new_page()
        self.requests: list[str] = []
        self.said: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.goto(path.as_uri())

    def shown(self, query: str) -> int:
        """How many elements that fit `query` can be seen."""
        return sum(item.is_visible() for item in self.page.query_selector_all(query))

    def close(self) -> None:
        self.context.close()


@pytest.fixture
def visit(browser: Any, pages: dict[str, Path]) -> Iterator[Visit]:
    """The demo's page, wide and light."""
    opened = Visit(browser, pages["diff"])
    yield opened
    opened.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["diff", "history"])
@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_is_asked_for_or_complained_about(
    browser: Any, pages: dict[str, Path], name: str, scheme: str, width: int
) -> None:
    opened = Visit(browser, pages[name], color_scheme=scheme, viewport={"width": width, "height": 900})
    assert opened.requests == [pages[name].as_uri()]
    assert opened.said == []
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    opened.close()


@pytest.mark.parametrize(("name", "scheme"), [("diff", "light"), ("small", "dark"), ("history", "dark")])
def test_axe_finds_nothing(browser: Any, pages: dict[str, Path], name: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    script = (Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    opened = Visit(browser, pages[name], color_scheme=scheme, bypass_csp=True)
    opened.page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    opened.page.evaluate(script)
    found = opened.page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']})")
    assert [(item["id"], [node["html"][:120] for node in item["nodes"]][:3]) for item in found["violations"]] == []
    opened.close()


def test_without_javascript_everything_can_be_read(browser: Any, pages: dict[str, Path]) -> None:
    opened = Visit(browser, pages["diff"], java_script_enabled=False)
    assert opened.shown("#matters li a") > 0
    assert opened.shown("#t-both tbody tr") > 10
    assert opened.shown(".tools input") == 0
    assert opened.shown("button") == 0
    opened.close()


def test_a_counter_filters_its_table(visit: Visit) -> None:
    every = visit.shown("#t-both tbody tr")
    button = visit.page.locator(".chips[data-for=t-both] button").nth(1)
    wanted = int(button.locator("b").inner_text())
    button.click()
    assert visit.shown("#t-both tbody tr") == wanted < every
    assert button.get_attribute("aria-pressed") == "true"
    visit.page.locator(".chips[data-for=t-both] button").first.click()
    assert visit.shown("#t-both tbody tr") == every


def test_a_counter_filters_the_board(visit: Visit) -> None:
    button = visit.page.locator(".chips[data-for=board] button").nth(1)
    wanted = int(button.locator("b").inner_text())
    button.click()
    assert visit.shown("#board article") == wanted
    assert visit.shown("#board .group") == 1


def test_search_leaves_what_holds_the_words(visit: Visit) -> None:
    visit.page.get_by_label("Search this page").fill("potholes")
    rows = visit.page.locator("#t-both tbody tr:visible")
    assert 0 < rows.count() < 10
    assert all("potholes" in text.lower() for text in rows.all_inner_texts())
    assert "place" in visit.page.locator(".status").inner_text()
    visit.page.get_by_label("Search this page").fill("")
    assert visit.shown("#t-both tbody tr") > 10


def test_changes_only_hides_what_is_the_same(visit: Visit) -> None:
    assert visit.shown("#t-both tr[data-same]") > 0
    visit.page.get_by_label("Changes only").check()
    assert visit.shown("[data-same]") == 0
    assert visit.shown("#t-both tbody tr") > 0


def test_a_column_sorts_up_down_and_back(visit: Visit) -> None:
    head = visit.page.locator("#t-both thead th").nth(1)
    first = visit.page.locator("#t-both tbody tr").first.get_attribute("id")

    def values() -> list[float]:
        cells = visit.page.locator("#t-both tbody tr td:nth-child(2)")
        return [float(value) for value in cells.evaluate_all("all => all.map(cell => cell.dataset.sort || 'NaN')")]

    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    given = [value for value in values() if value == value]
    assert given == sorted(given)
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    given = [value for value in values() if value == value]
    assert given == sorted(given, reverse=True)
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "none"
    assert visit.page.locator("#t-both tbody tr").first.get_attribute("id") == first


def test_keys_go_from_change_to_change(visit: Visit) -> None:
    visit.page.keyboard.press("j")
    one = visit.page.evaluate("document.activeElement.id")
    visit.page.keyboard.press("j")
    two = visit.page.evaluate("document.activeElement.id")
    visit.page.keyboard.press("k")
    assert one
    assert one != two
    assert visit.page.evaluate("document.activeElement.id") == one
    assert "Change 1 of" in visit.page.locator(".status").inner_text()
    visit.page.keyboard.press("/")
    visit.page.keyboard.type("jk")
    assert visit.page.get_by_label("Search this page").input_value() == "jk"


def test_a_value_leads_to_its_words_in_both_texts(visit: Visit) -> None:
    row = visit.page.locator("#t-both tbody tr").first
    for place, side in ((0, "o"), (1, "n")):
        link = row.locator("td.num > a").nth(place)
        target = (link.get_attribute("href") or "")[1:]
        assert target.startswith(f"{side}-f")
        link.click()
        assert visit.page.locator(f"[id='{target}']").is_visible()
        assert visit.page.evaluate("document.querySelector(':target').id") == target


def test_a_link_into_a_folded_part_unfolds_it(visit: Visit) -> None:
    target = visit.page.evaluate("document.querySelector('#figures details tbody tr').id")
    assert not visit.page.locator(f"#{target}").is_visible()
    visit.page.evaluate("name => { location.hash = name; }", target)
    visit.page.wait_for_function("name => document.getElementById(name).offsetHeight > 0", arg=target)


def test_the_theme_can_be_changed_by_hand(visit: Visit) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    before = visit.page.evaluate(paper)
    visit.page.get_by_role("button", name="Dark").click()
    assert visit.page.evaluate(paper) != before
    visit.page.get_by_role("button", name="Light").click()
    assert visit.page.evaluate(paper) == before


def test_check_marks_become_a_file_of_corrections_that_compare_honours(visit: Visit) -> None:
    visit.page.get_by_role("button", name="Correct", exact=True).click()
    row = visit.page.locator("#t-both tbody tr[data-fix]").first
    row.get_by_label("Not the same metric").check()
    quotes = [row.get_attribute(f"data-fix-{side}") for side in ("old", "new")]
    card = visit.page.locator("#board article[data-fix]").first
    card.locator("select").select_option("reported_achieved")
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="Save corrections").click()
    made = load(download.value.path())
    assert [item.what.value for item in made] == ["different", "became"]
    assert [made[0].old, made[0].new] == quotes
    reports = [read(path) for path in demo.reports()[-2:]]
    codes = [note.code for note in compare(*reports, corrections=made).notes]
    assert codes.count("corrected") == 2


def test_on_a_phone_the_two_texts_are_stacked(browser: Any, pages: dict[str, Path]) -> None:
    opened = Visit(browser, pages["diff"], viewport={"width": 390, "height": 844})
    line = opened.page.locator(".line:not(.only-old):not(.only-new)[data-item]").first
    old, new = (line.locator(f".side.{side}").bounding_box() for side in ("old", "new"))
    assert old is not None
    assert new is not None
    assert new["y"] >= old["y"] + old["height"] - 1
    opened.close()


def test_print_unfolds_everything(visit: Visit) -> None:
    visit.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert visit.page.evaluate("document.querySelectorAll('details:not([open])').length") == 0
    visit.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert visit.page.evaluate("document.querySelectorAll('details:not([open])').length") > 0
    visit.page.emulate_media(media="print")
    assert visit.shown(".bar") == 0


def test_hostile_texts_do_nothing_in_a_browser(browser: Any, tmp_path: Path) -> None:
    old = drafted([(text, [f"It says {text} here."]) for text in HOSTILE], holder="".join(HOSTILE), name="old.txt")
    new = drafted([(text, [f"It said {text} there."]) for text in HOSTILE], title="".join(HOSTILE), name="new.txt")
    path = tmp_path / "hostile.html"
    compare(old, new).to_html(path)
    opened = Visit(browser, path)
    opened.page.on("dialog", lambda dialog: opened.said.append(dialog.message))
    opened.page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    opened.page.keyboard.press("j")
    opened.page.mouse.move(600, 400)
    assert opened.said == []
    assert opened.requests == [path.as_uri()]
    assert opened.page.evaluate("document.querySelectorAll('script').length") == 1
    assert opened.page.evaluate("document.querySelectorAll('img, iframe, form, object, embed').length") == 0
    opened.close()


def test_a_long_report_is_usable_within_a_second(browser: Any, tmp_path: Path) -> None:
    words = "The Council resurfaced roads in the north and mended bridges in the south of the county. "
    topics = [(f"Topic {at}", [words * 4 + f"Item {at}." for _ in range(4)]) for at in range(20)]
    old = drafted(topics)
    new = drafted([(title, [part.replace("mended", "built") for part in parts]) for title, parts in topics])
    path = tmp_path / "long.html"
    compare(old, new).to_html(path)
    opened = Visit(browser, path)
    spent = opened.page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    assert spent < 1000
    opened.close()
