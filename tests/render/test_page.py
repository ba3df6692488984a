"""The page in a real browser: with and without JavaScript, wide and narrow, light and dark, on screen and on paper."""

import subprocess
import sys
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
from reportdiff.reading import read, read_text
from reportdiff.render.html import asset
from reportdiff.render.html import script as script_of_page


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The demo's page, a small one with a case of everything, and a history, as files."""
    folder = tmp_path_factory.mktemp("pages")
    made = {name: folder / f"{name}.html" for name in ("diff", "small", "history")}
    demo.run().to_html(made["diff"])
    sample().to_html(made["small"])
    made["history"].write_text(history_page(track([read(path) for path in demo.reports()])), encoding="utf-8")
    return made


ROOT = Path(__file__).parent.parent.parent


class Visit:
    """A page open in a browser, with whatever it asked for and said."""

    def __init__(self, chromium: Any, path: Path, **context: Any) -> None:
        self.context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **context})
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
def visit(chromium: Any, pages: dict[str, Path]) -> Iterator[Visit]:
    """The demo's page, wide and light."""
    opened = Visit(chromium, pages["diff"])
    yield opened
    opened.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["diff", "history"])
@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_is_asked_for_or_complained_about(
    chromium: Any, pages: dict[str, Path], name: str, scheme: str, width: int
) -> None:
    opened = Visit(chromium, pages[name], color_scheme=scheme, viewport={"width": width, "height": 900})
    assert opened.requests == [pages[name].as_uri()]
    assert opened.said == []
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    opened.close()


@pytest.mark.parametrize(("name", "scheme"), [("diff", "light"), ("small", "dark"), ("history", "dark")])
def test_axe_finds_nothing(chromium: Any, pages: dict[str, Path], name: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    script = (Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    opened = Visit(chromium, pages[name], color_scheme=scheme, bypass_csp=True)
    opened.page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    opened.page.evaluate(script)
    found = opened.page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']})")
    assert [(item["id"], [node["html"][:120] for node in item["nodes"]][:3]) for item in found["violations"]] == []
    opened.close()


def test_changed_words_are_told_to_ears_as_well(chromium: Any, pages: dict[str, Path]) -> None:
    opened = Visit(chromium, pages["small"])
    assert "[removed: will" in opened.page.locator("#o1").aria_snapshot()
    assert "[added: aim to" in opened.page.locator("#n1").aria_snapshot()
    opened.close()


def test_without_javascript_everything_can_be_read(chromium: Any, pages: dict[str, Path]) -> None:
    opened = Visit(chromium, pages["diff"], java_script_enabled=False)
    assert opened.shown("#matters li a") > 0
    assert opened.shown("#t-both tbody tr") > 10
    assert opened.shown(".tools input") == 0
    assert opened.shown("button") == 0
    opened.close()


def test_a_counter_filters_the_board(visit: Visit) -> None:
    button = visit.page.locator(".chips[data-for=board] button").nth(1)
    wanted = int(button.locator("b").inner_text())
    button.click()
    assert visit.shown("#board article") == wanted
    assert visit.shown("#board .group") == 1


ROWS = "#t-both tr[data-item]"


def test_a_counter_filters_its_table(visit: Visit) -> None:
    every = visit.shown(ROWS)
    button = visit.page.locator(".chips[data-for=t-both] button").nth(1)
    wanted = int(button.locator("b").inner_text())
    button.click()
    assert visit.shown(ROWS) == wanted < every
    assert visit.shown("#t-both .topic-row") <= wanted
    assert button.get_attribute("aria-pressed") == "true"
    visit.page.locator(".chips[data-for=t-both] button").first.click()
    assert visit.shown(ROWS) == every


def test_search_marks_and_counts_and_enter_goes_from_place_to_place(visit: Visit) -> None:
    before = visit.page.evaluate("scrollY")
    field = visit.page.get_by_label("Search this page")
    field.fill("potholes")
    status = visit.page.locator(".status")
    visit.page.wait_for_function("() => document.querySelector('.status').textContent.includes('places')")
    places = int(status.inner_text().split()[0])
    assert places > 3
    assert visit.page.evaluate("CSS.highlights.get('found').size") == places
    assert visit.page.evaluate("scrollY") == before, "nothing moves while somebody types"
    field.press("Enter")
    assert status.inner_text() == f"1 of {places}"
    for _ in range(places - 1):
        field.press("Enter")
    assert status.inner_text() == f"{places} of {places}"
    words = "[...CSS.highlights.get('now')][0]"
    assert visit.page.evaluate(f"{words}.toString().toLowerCase()") == "potholes"
    assert visit.page.evaluate(f"{words}.getBoundingClientRect().height") > 0
    field.press("Shift+Enter")
    assert status.inner_text() == f"{places - 1} of {places}"
    field.press("Escape")
    assert visit.page.evaluate(f"{words}.toString().toLowerCase()") == "potholes", "the place found stays marked"
    assert visit.page.evaluate("CSS.highlights.get('found').size") == 1


def test_a_search_finds_words_that_a_mark_cuts_in_two(visit: Visit) -> None:
    visit.page.get_by_label("Search this page").fill("repaired 19,870 potholes. last year")
    visit.page.wait_for_function("() => document.querySelector('.status').textContent === '1 place'")


def test_changes_only_hides_what_is_the_same_and_stands_in_the_address(visit: Visit, chromium: Any) -> None:
    assert visit.shown("#t-both tr[data-same]") > 0
    visit.page.get_by_label("Changes only").check()
    assert visit.shown("[data-same]") == 0
    assert visit.shown(ROWS) > 0
    visit.page.wait_for_url("**#&changes")
    again = visit.context.new_page()
    again.goto(visit.page.url)
    assert again.get_by_label("Changes only").is_checked()
    assert not again.locator("#t-both tr[data-same]").first.is_visible()


def test_rows_that_changed_come_first_in_every_section_of_the_report(visit: Visit) -> None:
    told = visit.page.evaluate(
        "[...document.querySelectorAll('#t-both tbody')]"
        ".map(body => [...body.querySelectorAll('[data-item]')].map(row => 'same' in row.dataset))"
    )
    assert len(told) > 3
    assert all(rows == sorted(rows) for rows in told)
    assert visit.shown("#t-both .topic-row") == len(told)


@pytest.mark.parametrize("script", [True, False])
def test_a_row_opens_in_place_to_its_sentence_in_both_years(
    chromium: Any, pages: dict[str, Path], script: bool
) -> None:
    opened = Visit(chromium, pages["diff"], java_script_enabled=script)
    row = opened.page.locator(ROWS, has_text="otholes").first
    inside = row.locator("xpath=following-sibling::tr[1]")
    assert not inside.is_visible()
    row.locator("summary").click()
    assert inside.is_visible()
    told = inside.inner_text()
    assert "Our crews repaired 21,350 potholes, against 18,400" in told
    assert "some had been counted twice" in told, "the sentence that restates is shown as well"
    assert inside.locator("mark").first.inner_text() == "21,350 potholes"
    assert "¶57" in told
    assert "¶34" in told
    opened.close()


def test_at_768_pixels_the_table_is_a_table(chromium: Any, pages: dict[str, Path]) -> None:
    opened = Visit(chromium, pages["diff"], viewport={"width": 768, "height": 900})
    boxes = [opened.page.locator(f"{ROWS} >> nth=0").locator("td").nth(at).bounding_box() for at in range(4)]
    assert len({round(box["y"]) for box in boxes if box}) == 1
    assert [box["x"] for box in boxes if box] == sorted(box["x"] for box in boxes if box)
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 768
    opened.close()


def test_nothing_of_a_row_is_seen_beside_the_head_that_stays(visit: Visit) -> None:
    row = visit.page.locator(ROWS).nth(2)
    row.evaluate("row => row.classList.add('at')")
    assert row.evaluate("row => parseFloat(getComputedStyle(row).outlineOffset)") < 0
    edge = visit.page.locator("#t-both").bounding_box()
    sign = row.locator("summary").evaluate(
        "part => part.getBoundingClientRect().left - 1.25 * parseFloat(getComputedStyle(part).fontSize)"
    )
    assert edge is not None
    assert sign >= edge["x"]


def test_a_column_sorts_up_down_and_back_over_all_sections(visit: Visit) -> None:
    head = visit.page.locator("#t-both thead th").nth(1)
    order = "[...document.querySelectorAll('#t-both tr')].map(row => row.id || row.className)"
    first = visit.page.evaluate(order)

    def values() -> list[float]:
        cells = visit.page.locator(f"{ROWS} td:nth-child(2)")
        return [float(value) for value in cells.evaluate_all("all => all.map(cell => cell.dataset.sort || 'NaN')")]

    for way, reverse in (("ascending", False), ("descending", True)):
        head.locator("button").click()
        assert head.get_attribute("aria-sort") == way
        given = [value for value in values() if value == value]
        assert given == sorted(given, reverse=reverse)
    pairs = visit.page.evaluate(order)
    assert all(name == "in" for name in pairs[2::2]), "a row's sentences stay below it"
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "none"
    assert visit.page.evaluate(order) == first


def test_a_value_leads_to_its_words_in_both_texts(visit: Visit) -> None:
    row = visit.page.locator(ROWS).first
    for place, side in ((0, "o"), (1, "n")):
        link = row.locator("td.num > a").nth(place)
        target = (link.get_attribute("href") or "")[1:]
        assert target.startswith(f"{side}-f")
        link.click()
        visit.page.wait_for_selector(f"[id='{target}']:target", state="visible")


def test_the_value_of_the_other_report_is_marked_beside_the_one_that_is_led_to(visit: Visit) -> None:
    links = visit.page.locator(ROWS).first.locator("td.num > a")
    old, new = ((links.nth(at).get_attribute("href") or "")[1:] for at in (0, 1))
    for at, (one, other) in enumerate(((old, new), (new, old))):
        links.nth(at).click()
        visit.page.wait_for_selector(f"[id='{one}'].at")
        assert visit.page.locator(".pair").get_attribute("id") == other
    paint = "name => getComputedStyle(document.getElementById(name)).backgroundColor"
    assert visit.page.evaluate(paint, old) == visit.page.evaluate(paint, new) != "rgba(0, 0, 0, 0)"


def test_on_a_phone_the_bar_stays_in_reach_and_is_low(chromium: Any, pages: dict[str, Path]) -> None:
    opened = Visit(chromium, pages["diff"], viewport={"width": 390, "height": 780})
    opened.page.evaluate("scrollTo(0, 4000)")
    bar = opened.page.locator(".bar").bounding_box()
    assert bar is not None
    assert bar["y"] == 0
    assert bar["height"] < 100
    assert opened.page.get_by_label("Search this page").is_visible()
    opened.page.locator(".menu > summary").click()
    assert opened.page.get_by_label("Changes only").is_visible()
    opened.close()


# Where the passage that is led to stands once it has not moved for ten pictures.
AT_REST = """new Promise(done => {
    let last = NaN, calm = 0;
    const look = () => {
        const top = document.querySelector(".fig.at")?.getBoundingClientRect().top;
        calm = top === last ? calm + 1 : 0;
        last = top;
        if (top !== undefined && calm > 10) done(top); else requestAnimationFrame(look);
    };
    look();
})"""


@pytest.mark.parametrize(("width", "height"), [(390, 780), (1440, 900)])
def test_the_first_click_on_a_value_brings_it_to_the_middle_of_the_window(
    chromium: Any, tmp_path: Path, width: int, height: int
) -> None:
    """Although what stands above it was never drawn and is higher than it was taken for."""
    filler = "\n\n".join(
        f"Office {place} {'keeps the records of its district ' * (place % 37)}." for place in range(90)
    )
    path = tmp_path / "tall.html"
    old, new = (f"# One\n\n{filler}\n\n# Two\n\nWe mended {number} roads.\n\n{filler}" for number in (410, 520))
    compare(read_text(old.replace("keeps", "kept")), read_text(new)).to_html(path)
    opened = Visit(chromium, path, viewport={"width": width, "height": height})
    opened.page.locator("#t-both td.num a:text-matches('520')").click()
    top = opened.page.evaluate(AT_REST)
    assert height / 3 < top < height * 2 / 3
    opened.close()


def test_a_link_into_a_folded_part_unfolds_it(visit: Visit) -> None:
    target = visit.page.evaluate("document.querySelector('#figures .more tr[data-item]').id")
    assert not visit.page.locator(f"#{target}").is_visible()
    visit.page.evaluate("name => { location.hash = name; }", target)
    visit.page.wait_for_function("name => document.getElementById(name).offsetHeight > 0", arg=target)


def test_every_change_has_an_address_that_can_be_copied_and_opened(visit: Visit) -> None:
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    row = visit.page.locator(ROWS).nth(3)
    row.locator("summary").click()
    inside = row.locator("xpath=following-sibling::tr[1]")
    inside.get_by_role("button", name="Copy the address").click()
    visit.page.wait_for_function("() => document.querySelector('.status').textContent.startsWith('Address')")
    copied = visit.page.evaluate("navigator.clipboard.readText()")
    name = row.get_attribute("id") or ""
    assert name.startswith("figure-")
    assert copied.endswith(f"#{name}")
    again = visit.context.new_page()
    for url in (copied, copied.replace("#figure-", "#f-")):  # the second as older pages wrote it
        again.goto("about:blank")
        again.goto(url)
        assert again.locator(f"#{name} + tr").is_visible(), "the row that is led to is open"
        assert again.evaluate("scrollY") > 0


def test_the_words_of_a_change_can_be_copied_with_their_places(visit: Visit) -> None:
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    copied = "navigator.clipboard.readText()"
    done = "() => document.querySelector('.status').textContent.startsWith('Copied')"
    row = visit.page.locator(ROWS).first
    row.locator("summary").click()
    row.locator("xpath=following-sibling::tr[1]").get_by_role("button", name="Copy the passage").click()
    visit.page.wait_for_function(done)
    name, *sentences = visit.page.evaluate(copied).split("\n")
    assert name == row.locator("th").inner_text()
    assert list(dict.fromkeys(line.split(", ")[0] for line in sentences)) == ["18 May 2023", "16 May 2024"]
    assert all("¶" in line and line.endswith("”") for line in sentences)
    title = visit.page.locator("main").get_attribute("data-n")
    assert title
    assert f"16 May 2024, {title}, " in sentences[-1], "it tells which report it is from"
    card = visit.page.locator("#board article[data-fix=promise]").first
    card.locator(".why > summary").click()
    visit.page.evaluate("document.querySelector('.status').textContent = ''")
    card.get_by_role("button", name="Copy the passage").click()
    visit.page.wait_for_function(done)
    told = visit.page.evaluate(copied)
    assert card.locator("blockquote").inner_text() in told
    assert "What the new report says: " in told


def test_counters_count_what_is_left_when_only_changes_are_shown(visit: Visit) -> None:
    count = visit.page.locator(".chips[data-for=t-both] li b").first
    both = int(count.inner_text())
    visit.page.get_by_label("Changes only").check()
    rows = f"[...document.querySelectorAll('{ROWS}')]"
    shown = visit.page.evaluate(f"{rows}.filter(row => row.offsetHeight).length")
    assert int(count.inner_text()) == shown < both
    visit.page.get_by_label("Changes only").uncheck()
    assert int(count.inner_text()) == both


def test_ticks_are_kept_for_the_page_and_counted(visit: Visit) -> None:
    box = visit.page.locator(".panel input").first
    box.check()
    assert "1 seen" in visit.page.locator(".panel summary").inner_text()
    visit.page.locator(ROWS).first.locator("summary").click()
    visit.page.locator(f"{ROWS} + tr").first.get_by_label("Seen").check()
    visit.page.reload()
    assert visit.page.locator(".panel input").first.is_checked()
    assert "seen" in (visit.page.locator(ROWS).first.get_attribute("class") or "")


def test_the_list_of_changes_stands_beside_the_texts_and_moves_with_them(visit: Visit) -> None:
    lines = visit.page.locator("#text .line[data-item]")
    links = visit.page.locator(".panel li:not(.head)")
    assert links.count() == lines.count() > 10
    links = links.locator("a")
    box, text = visit.page.locator(".panel").bounding_box(), visit.page.locator(".topic").first.bounding_box()
    assert box is not None
    assert text is not None
    assert box["x"] + box["width"] <= text["x"]
    links.nth(links.count() - 2).click()
    last = "[...document.querySelectorAll('.panel li:not(.head)')].slice(-8)"  # those that stand near the last but one
    visit.page.wait_for_function(f"() => {last}.some(item => item.hasAttribute('aria-current'))")
    current = visit.page.locator(".panel [aria-current]")
    assert current.is_visible()
    place = current.bounding_box()
    assert place is not None
    assert 0 < place["y"] < 900


def test_the_list_of_changes_states_the_side_that_each_entry_stands_on(chromium: Any, tmp_path: Path) -> None:
    """What is gone and what is new have their own words, and a changed word stands among its neighbours."""
    shared = "The council keeps the roads of the valley open in winter and clears the snow before seven."
    ends = "The target for the year was {} met by the team."
    old = f"# Roads\n\n{shared}\n\nThe old bridge over the mill stream was closed to lorries.\n\n{ends.format('Not')}"
    new = f"# Roads\n\n{shared}\n\nNobody has asked for grants to train apprentices yet.\n\n{ends.format('fully')}"
    path = tmp_path / "sides.html"
    compare(read_text(old), read_text(new)).to_html(path)
    opened = Visit(chromium, path)
    links = opened.page.locator(".panel li a")
    told = [" ".join(text.split()) for text in links.all_inner_texts()]
    seen = [(words.partition(" ")[2], links.nth(place).get_attribute("href")) for place, words in enumerate(told)]
    (gone,) = [(words, to) for words, to in seen if "bridge" in words]
    (fresh,) = [(words, to) for words, to in seen if "apprentices" in words]
    assert "not in the new report The old bridge" in gone[0]
    assert gone[1].startswith("#o")
    assert "new Nobody has asked" in fresh[0]
    assert "not in" not in fresh[0]
    assert fresh[1].startswith("#n")
    assert any("for the year was fully met by the team" in words for words, _ in seen)
    opened.close()


def test_the_sections_that_are_gone_split_or_moved_are_listed_above_the_texts(visit: Visit) -> None:
    rows = visit.page.locator("#text .overview div").all_inner_texts()
    assert [row.split("\n")[0] for row in rows] == ["Gone", "Moved", "Renamed", "Split"]
    assert "Street Lighting" in rows[0]
    assert "Flood Risk (7th → 5th)" in rows[1]
    visit.page.click("#text .overview a:text-is('Street Lighting')")
    topic = visit.page.locator(".topic.at, .topic:target").first
    assert "Street Lighting" in topic.inner_text()


def test_on_no_width_is_the_bar_cut_or_doubled(chromium: Any, pages: dict[str, Path]) -> None:
    for width in (390, 768, 1100, 1440):
        page = chromium.new_context(viewport={"width": width, "height": 800}).new_page()
        page.goto(pages["diff"].as_uri())
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        if width > 1024:
            tops = page.evaluate(
                "[...document.querySelectorAll('.bar li, .tools > :not(.status)')].map(e => e.offsetTop)"
            )
            assert max(tops) - min(tops) < 20, "one line"
        page.context.close()


def test_printing_offers_the_brief_the_tables_or_everything(visit: Visit) -> None:
    visit.page.evaluate("window.print = () => { window.printed = document.documentElement.dataset.print; }")
    visit.page.locator(".menu > summary").click()
    visit.page.get_by_role("button", name="Print …").click()
    visit.page.get_by_role("button", name="The brief, two pages").click()
    assert visit.page.evaluate("window.printed") == "brief"
    visit.page.emulate_media(media="print")
    assert [visit.shown(part) for part in ("#brief", "#matters", "#figures", "#text")] == [1, 0, 0, 0]
    for what, shown in (("tables", [0, 1, 1, 0]), ("all", [0, 1, 1, 1])):
        visit.page.evaluate("what => { document.documentElement.dataset.print = what; }", what)
        assert [visit.shown(part) for part in ("#brief", "#matters", "#figures", "#text")] == shown


def test_keys_do_what_the_list_of_keys_says(visit: Visit) -> None:
    visit.page.keyboard.press("?")
    told = visit.page.get_by_role("dialog", name="Keys")
    assert told.is_visible()
    assert "next and previous change" in told.inner_text()
    visit.page.keyboard.press("Escape")
    assert not told.is_visible()
    visit.page.keyboard.press("j")
    row = visit.page.locator(".at")
    visit.page.keyboard.press("o")
    assert visit.shown(".in") == 1
    visit.page.keyboard.press("x")
    assert "seen" in (row.get_attribute("class") or "")
    visit.page.keyboard.press("x")
    assert "seen" not in (row.get_attribute("class") or "")
    visit.page.keyboard.press("o")
    assert visit.shown(".in") == 0


def test_the_keyboard_alone_reaches_every_control(visit: Visit) -> None:
    wanted = {"Search", "Changes only", "Previous", "Next", "More"}
    for _ in range(40):
        visit.page.keyboard.press("Tab")
        told = visit.page.evaluate(
            "(e => (e.placeholder || e.textContent || e.closest('label')?.textContent || '').trim())"
            "(document.activeElement)"
        )
        wanted.discard(told)
        if told == "More":
            break
    assert not wanted
    visit.page.keyboard.press("Enter")
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.textContent") == "Report a mistake"


def test_the_theme_can_be_changed_by_hand(visit: Visit) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    before = visit.page.evaluate(paper)
    visit.page.locator(".menu > summary").click()
    visit.page.get_by_role("button", name="Dark").click()
    assert visit.page.evaluate(paper) != before
    visit.page.get_by_role("button", name="Light").click()
    assert visit.page.evaluate(paper) == before


def test_a_reported_mistake_becomes_a_file_that_compare_honours(visit: Visit) -> None:
    row = visit.page.locator(ROWS).first
    row.locator("summary").click()
    inside = row.locator("xpath=following-sibling::tr[1]")
    inside.get_by_role("button", name="Report a mistake").click()
    inside.get_by_label("What is wrong?").select_option("different")
    named = visit.page.locator(ROWS).nth(2)
    named.locator("summary").click()
    below = named.locator("xpath=following-sibling::tr[1]")
    below.get_by_role("button", name="Report a mistake").click()
    below.get_by_label("What is wrong?").select_option("label")
    assert "Not complete yet" in below.inner_text()
    below.get_by_label("The right name").fill("potholes mended")
    card = visit.page.locator("#board article[data-fix=promise]").first
    card.locator(".why > summary").click()
    card.get_by_role("button", name="Report a mistake").click()
    card.get_by_label("What is wrong?").select_option("reported_achieved")
    card.get_by_label("Who says so").fill("letter of 3 June")
    assert "3 corrections" in visit.page.locator(".saving").inner_text()
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="Save corrections").click()
    told = visit.page.get_by_role("dialog", name="Your corrections").inner_text()
    old, new = (path.name for path in demo.reports()[-2:])
    assert f"reportdiff compare {old} {new} --corrections corrections.json -o changes.html" in told
    made = load(download.value.path())
    assert [item.what.value for item in made] == ["different", "label", "became"]
    reports = [read(path) for path in demo.reports()[-2:]]
    diff = compare(*reports, corrections=made)
    assert [note.code for note in diff.notes].count("corrected") == 3
    assert diff.figure("potholes mended").metric.label == "potholes mended"


def test_two_figures_are_said_to_be_the_same_by_a_name_from_the_list(visit: Visit) -> None:
    visit.page.locator("#figures .more > summary").first.click()
    row = visit.page.locator("#t-new tr[data-item]").first
    row.locator("summary").click()
    inside = row.locator("xpath=following-sibling::tr[1]")
    inside.get_by_role("button", name="Report a mistake").click()
    inside.get_by_label("What is wrong?").select_option("same")
    other = visit.page.evaluate("document.querySelector('#others-old option').value")
    inside.get_by_role("combobox", name="Is the same as").fill(other)
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="Save corrections").click()
    (made,) = load(download.value.path())
    reports = [read(path) for path in demo.reports()[-2:]]
    assert "corrected" in [note.code for note in compare(*reports, corrections=[made]).notes]


def test_print_unfolds_everything_but_the_sentences_of_rows(visit: Visit) -> None:
    folded = "document.querySelectorAll('main details:not([open]):not(th details):not(.why, .furniture)').length"
    visit.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert visit.page.evaluate(folded) == 0
    assert visit.page.evaluate("document.documentElement.dataset.print") == "tables", "no texts unasked"
    visit.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert visit.page.evaluate(folded) > 0
    visit.page.emulate_media(media="print")
    assert visit.shown(".bar") == 0
    assert visit.shown(".in") == 0


def test_keys_go_from_change_to_change(visit: Visit) -> None:
    visit.page.keyboard.press("j")
    one = visit.page.evaluate("document.activeElement.id")
    visit.page.keyboard.press("j")
    two = visit.page.evaluate("document.activeElement.id")
    visit.page.keyboard.press("k")
    assert one
    assert one != two
    assert visit.page.evaluate("document.activeElement.id") == one
    assert visit.page.locator(".status").inner_text().endswith(" in the figures"), "it says of what"
    visit.page.keyboard.press("/")
    visit.page.keyboard.type("jk")
    assert visit.page.get_by_label("Search this page").input_value() == "jk"


def test_on_a_phone_the_two_texts_are_stacked(chromium: Any, pages: dict[str, Path]) -> None:
    opened = Visit(chromium, pages["diff"], viewport={"width": 390, "height": 844})
    line = opened.page.locator(".line:not(.only-old):not(.only-new)[data-item]").first
    old, new = (line.locator(f".side.{side}").bounding_box() for side in ("old", "new"))
    assert old is not None
    assert new is not None
    assert new["y"] >= old["y"] + old["height"] - 1
    opened.close()


def test_hostile_texts_do_nothing_in_a_browser(chromium: Any, tmp_path: Path) -> None:
    old = drafted([(text, [f"It says {text} here."]) for text in HOSTILE], holder="".join(HOSTILE), name="old.txt")
    new = drafted([(text, [f"It said {text} there."]) for text in HOSTILE], title="".join(HOSTILE), name="new.txt")
    path = tmp_path / "hostile.html"
    compare(old, new).to_html(path)
    opened = Visit(chromium, path)
    opened.page.on("dialog", lambda dialog: opened.said.append(dialog.message))
    opened.page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    opened.page.keyboard.press("j")
    opened.page.mouse.move(600, 400)
    assert opened.said == []
    assert opened.requests == [path.as_uri()]
    assert opened.page.evaluate("document.querySelectorAll('script').length") == 1
    assert opened.page.evaluate("document.querySelectorAll('img, iframe, form, object, embed').length") == 0
    opened.close()


def test_the_page_of_a_long_pair_is_at_most_four_and_a_half_times_as_long_as_the_texts(tmp_path: Path) -> None:
    """A pair of 10,000 words; `python tests/bench/page.py` measures 50,000 words."""
    made = tmp_path / "long"
    script, seed = ROOT / "tests/gold/successor.py", ROOT / "fixtures/worcestershire-2015-05-14.txt"
    command = [sys.executable, str(script), str(seed), str(made), "--size", "62000", "--level", "light"]
    subprocess.run(command, check=True, capture_output=True)
    texts = [tmp_path / f"long.{side}.txt" for side in ("old", "new")]
    page = compare(*map(read, texts)).to_html()
    own = len(asset("page.css").encode()) + len(script_of_page().encode())
    assert len(page.encode()) - own <= 4.5 * sum(path.stat().st_size for path in texts)


@pytest.mark.usefixtures("timed")
def test_a_long_report_is_usable_within_a_second(chromium: Any, tmp_path: Path) -> None:
    words = "The Council resurfaced roads in the north and mended bridges in the south of the county. "
    topics = [(f"Topic {at}", [words * 4 + f"Item {at}." for _ in range(4)]) for at in range(20)]
    old = drafted(topics)
    new = drafted([(title, [part.replace("mended", "built") for part in parts]) for title, parts in topics])
    path = tmp_path / "long.html"
    compare(old, new).to_html(path)
    opened = Visit(chromium, path)
    spent = opened.page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    assert spent < 1000
    opened.close()
