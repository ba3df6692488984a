"""The page that compares, in a real browser: what it answers, what it refuses, and that nothing leaves it."""

import io
import json
import re
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import reportdiff
from reportdiff import demo

FORMATS = Path(__file__).resolve().parent.parent / "formats"
OLD, NEW = FORMATS / "constructed.docx", FORMATS / "real.odt"


def at_home(*paths: Path) -> bytes:
    """The page that the command line writes for the same files."""
    if len(paths) == 2:
        return reportdiff.compare(*(reportdiff.read(path) for path in paths)).to_html().encode()
    return reportdiff.track([reportdiff.read(path) for path in paths]).to_html().encode()


def test_the_shipped_reports_are_compared_with_one_click_as_at_home(visit: Any) -> None:
    visit.page.click("#demo")
    visit.wait()
    assert visit.saved("Page (HTML)") == demo.run().to_html().encode()
    inside = visit.page.frame_locator("#page").locator("body")
    assert "These reports are constructed" in inside.inner_text()


def test_what_the_first_comparison_loads_is_what_the_page_says(serve: Any, visits: Any, folder: Path) -> None:
    visit = visits(serve(folder).address)
    said = float(re.search(r"loads ([\d.]+) MB", visit.page.inner_text("#weight"))[1])  # type: ignore[index]
    before = set(visit.asked)
    with visit.page.expect_request_finished(lambda request: request.url.endswith("pyodide.asm.mjs")):  # the last
        visit.page.set_input_files("#files", str(OLD))
    names = {url.rsplit("/", 1)[-1] for url in set(visit.asked) - before}
    loaded = sum((folder / name).stat().st_size for name in names if (folder / name).is_file())
    assert loaded / 1e6 == pytest.approx(said, abs=0.1)


@pytest.mark.parametrize(
    "paths",
    [
        tuple(demo.reports()[:2]),
        (OLD, NEW),
        (FORMATS / "constructed.html", FORMATS / "real.html"),
        tuple(demo.reports()),
    ],
    ids=["text", "docx-odt", "html", "three"],
)
def test_the_page_is_byte_for_byte_that_of_the_command_line(visit: Any, paths: tuple[Path, ...]) -> None:
    visit.compare(*paths)
    assert visit.saved("Page (HTML)") == at_home(*paths)


def _plain(document: bytes) -> Any:
    """A comparison without the order of equally strong reasons, which may hang on the last digit of a logarithm."""
    return json.loads(document, object_hook=lambda item: item | {"reasons": sorted(item.get("reasons", ()))})


def test_every_form_can_be_saved(visit: Any) -> None:
    visit.compare(*demo.reports()[1:])
    diff = reportdiff.compare(*(reportdiff.read(path) for path in demo.reports()[1:]))
    assert visit.saved("Figures (CSV)") == diff.to_csv(kind="figures").encode("utf-8-sig")
    assert visit.saved("Tracker of promises (CSV)") == diff.to_csv(kind="tracker").encode("utf-8-sig")
    assert visit.saved("Summary (Markdown)") == diff.to_markdown().encode()
    assert _plain(visit.saved("Everything (JSON)")) == _plain(diff.to_json().encode())
    with zipfile.ZipFile(io.BytesIO(visit.saved("Workbook (Excel)"))) as book:
        assert "xl/workbook.xml" in book.namelist()


def test_pasted_text_of_any_kind_is_compared(visit: Any) -> None:
    """Also halves of characters, as some programs leave them on the clipboard; each with its date beside it."""
    visit.fresh()
    visit.page.click(".paste summary")
    for year, words in ((2023, "We mended 410 roads \ud83d. \x00"), (2024, "We mended 520 roads \ude00.")):
        visit.page.evaluate("text => document.getElementById('text').value = text", words)
        visit.page.fill("#day", f"{year}-05-16")
        visit.page.fill("#title", "The draft" if year == 2024 else "")
        visit.page.click("#add")
    assert [item.inner_text() for item in visit.page.query_selector_all("#list .name")] == [
        "Pasted text 1",
        "The draft",
    ]
    visit.page.click("#compare")
    visit.wait()
    figures = visit.saved("Figures (CSV)").decode()
    assert "520" in figures
    assert visit.page.locator("text=16 May 2023").count()


def test_a_broken_file_is_refused_with_the_library_s_own_sentence(visit: Any, tmp_path: Path) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes(OLD.read_bytes()[:4000])
    visit.compare(broken, NEW)
    with pytest.raises(reportdiff.ReportdiffError) as error:
        reportdiff.read(broken)
    said = str(error.value).replace(f"{broken.name}: ", "")
    assert visit.refused == said[0].upper() + said[1:]
    assert visit.page.is_disabled("#compare")
    assert visit.page.inner_text("#hint") == "broken.docx cannot be compared. Remove it and choose another."


def test_a_report_is_looked_at_when_it_is_given(visit: Any, tmp_path: Path) -> None:
    """How long it is and of when; that it is there twice; that it holds nothing; that the order looks wrong."""
    first, second = demo.reports()[:2]
    empty = tmp_path / "empty.txt"
    empty.write_text("\n\n", encoding="utf-8")
    visit.fresh()
    visit.give(second)
    visit.give(second)
    visit.looked()
    assert re.fullmatch(r"1,\d{3} words, dated 18 May 2023", visit.rows[0])
    assert visit.rows[1] == "The same text as the other one: is it the right file?"
    visit.page.click("#list li:last-child button[aria-label^=Remove]")
    visit.give(first)
    visit.looked()
    assert visit.page.inner_text("#hint").startswith("By their dates, the first is the newer one.")
    visit.page.click("#hint button")
    assert [item.inner_text() for item in visit.page.query_selector_all("#list .name")] == [first.name, second.name]
    assert not visit.page.is_visible("#hint")
    visit.give(empty)
    visit.looked()
    assert visit.refused == "It holds no text: there is nothing to compare"
    assert visit.page.is_disabled("#compare")


def test_corrections_saved_from_the_page_are_dropped_beside_the_reports(visit: Any, tmp_path: Path) -> None:
    fixes = tmp_path / "corrections.json"
    quote = "We mended 410 roads"
    old, new = tmp_path / "2023.txt", tmp_path / "2024.txt"
    old.write_text(f"{quote} in 2023.", encoding="utf-8")
    new.write_text("We mended 520 roads in 2024.", encoding="utf-8")
    fixes.write_text('{"corrections": [{"what": "not_a_figure", "report": "old", "quote": "410 roads"}]}', "utf-8")
    visit.fresh()
    visit.give(fixes)
    visit.give(old, new)
    visit.looked()
    assert [item.inner_text() for item in visit.page.query_selector_all("#list .place")] == ["Older", "Newer", ""]
    assert visit.rows[2] == "1 correction, applied to the comparison"
    visit.page.click("#compare")
    visit.wait()
    figures = visit.saved("Figures (CSV)").decode("utf-8-sig")
    assert "520 roads" in figures
    assert "410 roads" not in figures


def test_the_way_back_leads_to_the_list_and_forward_to_the_answer(visit: Any) -> None:
    visit.compare(*demo.reports()[:2])
    assert "2022 → 18 May 2023 · " in visit.page.inner_text("#h-result")
    visit.page.go_back()
    visit.page.wait_for_selector("#form", state="visible")
    assert len(visit.rows) == 2
    visit.page.go_forward()
    visit.page.wait_for_selector("#result", state="visible")


def test_a_new_comparison_begins_at_once_however_many_passages_were_visited(visit: Any) -> None:
    """The browser's own list is counted: what `history.length` says lags behind the frame inside the page."""
    visit.compare(*demo.reports()[:2])
    steps = _steps(visit)
    page = visit.page.frame_locator("#page")
    for index in range(3):
        value = page.locator("#t-both td.num a").nth(index)
        value.click()
        page.locator(f"{value.get_attribute('href')}:target").wait_for(state="attached")
    visit.page.click("#again")
    visit.page.wait_for_selector("#form", state="visible")
    assert not visit.page.is_visible("#result")
    assert not visit.rows
    visit.compare(*demo.reports()[:2])
    assert _steps(visit) == steps, "the visited passages are no steps of the way back any more"
    visit.page.go_back()
    visit.page.wait_for_selector("#form", state="visible")
    assert len(visit.rows) == 2


def _steps(visit: Any) -> int:
    """How many steps the way back and forward has."""
    session = visit.context.new_cdp_session(visit.page)
    steps = len(session.send("Page.getNavigationHistory")["entries"])
    session.detach()
    return steps


def test_compare_waits_until_every_report_was_looked_at(visit: Any, tmp_path: Path) -> None:
    """Pressed at once, it refuses what the list refuses a moment later."""
    empty = tmp_path / "empty.txt"
    empty.write_text("\n\n", encoding="utf-8")
    at_once = "() => document.getElementById('compare').click(), {once: true}"
    pressed = f"document.getElementById('files').addEventListener('change', {at_once})"
    for given in ((empty, demo.reports()[0]), [*demo.reports()[:2], empty]):
        visit.fresh()
        visit.page.evaluate(pressed)
        visit.give(*given)
        visit.wait()
        assert visit.complaint == "empty.txt: It holds no text: there is nothing to compare"
        assert not visit.page.is_visible("#result")
        assert visit.page.is_disabled("#compare")


def test_all_files_that_cannot_be_used_are_named(visit: Any, tmp_path: Path) -> None:
    names = ("a.txt", "b.txt", "c.txt", "d.txt")
    for name in names:
        (tmp_path / name).write_text(f"\n{chr(10) * ord(name[0])}", encoding="utf-8")
    visit.fresh()
    visit.give(*(tmp_path / name for name in names[:2]))
    visit.looked()
    assert visit.page.inner_text("#hint") == "a.txt and b.txt cannot be used. Remove them"
    visit.give(*(tmp_path / name for name in names[2:]))
    visit.looked()
    assert visit.page.inner_text("#hint") == "4 files cannot be used. Remove them"
    visit.page.get_by_role("button", name="Remove all that cannot be used").click()
    assert not visit.page.query_selector_all("#list .name")


def test_one_menu_is_open_at_a_time_and_no_address_is_offered_where_there_is_none(visit: Any) -> None:
    visit.compare(*demo.reports()[:2])
    page = visit.page.frame_locator("#page")
    page.locator(".menu > summary").click()
    assert page.get_by_role("button", name="Keys").is_visible()
    visit.page.click("#save > summary")
    page.get_by_role("button", name="Keys").wait_for(state="hidden")
    page.locator("#t-both tr[data-item] summary").first.click()
    visit.page.wait_for_function("() => !document.getElementById('save').open")
    assert page.get_by_role("button", name="Report a mistake").first.is_visible()
    assert page.get_by_role("button", name="Copy the address").count() == 0


def test_reports_in_the_wrong_order_can_be_swapped(visit: Any) -> None:
    visit.fresh()
    first, second = demo.reports()[:2]
    visit.give(second)
    visit.give(first)
    visit.page.click("#compare")
    visit.wait()
    visit.page.click("#swap button")
    visit.page.wait_for_selector("#swap", state="hidden")
    visit.wait()
    assert visit.saved("Page (HTML)") == at_home(first, second)


def test_a_run_can_be_stopped_and_nothing_is_loaded_or_read_again(visit: Any, tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    long.write_text(demo.reports()[0].read_text(encoding="utf-8") * 40, encoding="utf-8")
    visit.fresh()
    visit.give(demo.reports()[0])
    visit.looked()
    visit.give(long)
    visit.page.click("#compare")
    visit.page.wait_for_selector("#step:text-matches('^Looking at long')")
    assert visit.page.evaluate("new Promise(done => setTimeout(done, 0)).then(() => 1)") == 1  # the page is not frozen
    (worker,) = visit.page.workers
    visit.page.click("#stop")
    assert visit.complaint == "Stopped. Your reports are still in the list."
    assert visit.rows[1] == "Not read yet"
    assert "words" in visit.rows[0]
    visit.page.click("#list li:last-child button[aria-label^=Remove]")
    asked = len(visit.asked)
    visit.give(demo.reports()[1])
    visit.looked()
    visit.page.click("#compare")
    visit.wait()
    assert not visit.complaint
    assert visit.page.workers == [worker]
    own = Counter(visit.asked[asked:]) - Counter(visit.kept)  # the service worker may be keeping everything just now
    assert not [url for url in own if "pyodide" in url]


def test_a_worker_that_does_not_even_hear_the_first_stop_is_replaced_at_the_second(
    serve: Any, visits: Any, folder: Path
) -> None:
    visit = visits(serve(folder).address)
    visit.page.add_init_script(
        "window.Worker = class extends Worker {"
        "  postMessage(...given) { window.deaf || super.postMessage(...given); }"
        "};"
    )
    visit.page.reload()
    visit.give(*demo.reports()[:2])
    visit.looked()
    (worker,) = visit.page.workers
    visit.page.evaluate("window.deaf = true")
    for _ in range(2):
        assert visit.page.workers == [worker]
        visit.page.click("#compare")
        visit.page.click("#stop")
        assert visit.complaint == "Stopped. Your reports are still in the list."
    visit.page.evaluate("window.deaf = false")
    visit.page.click("#compare")
    visit.wait()
    assert not visit.complaint
    assert worker not in visit.page.workers


def test_the_policy_binds_the_page_and_its_worker(visit: Any) -> None:
    """What would go elsewhere is stopped before it leaves, from the page and from a worker as the page starts them."""
    away = "http://127.0.0.2:9/"
    end = "the worker is done"  # what it complains about may be told later than what it answers
    quiet = f"fetch('{away}').then(() => 'sent', () => 'stopped')"
    said = len(visit.said)
    assert visit.page.evaluate(f"() => {quiet}") == "stopped"
    worker = f"""() => new Promise(done => {{
        const script = "{quiet}.then(word => {{ console.log('{end}'); postMessage(word); }})";
        const made = new Worker(URL.createObjectURL(new Blob([script], {{type: "text/javascript"}})));
        made.onmessage = ({{data}}) => {{ made.terminate(); done(data); }};
    }})"""
    with visit.page.expect_console_message(lambda message: message.text == end):
        assert visit.page.evaluate(worker) == "stopped"
    visit.said.remove(end)
    assert not [url for url in visit.asked if url.startswith(away)]
    told = visit.said[said:]
    assert told
    assert all("Content Security Policy" in line or "Failed to" in line for line in told)
    del visit.said[said:]


def test_three_reports_stand_in_the_order_of_their_dates(visit: Any) -> None:
    first, second, third = demo.reports()[:3]
    visit.fresh()
    visit.give(third)
    visit.give(first, second)
    visit.looked()
    names = [item.inner_text() for item in visit.page.query_selector_all("#list .name")]
    assert names == [first.name, second.name, third.name]
    assert visit.page.inner_text("#compare") == "Show the history of 3 reports"


def test_a_history_can_be_saved_in_every_form(visit: Any) -> None:
    visit.compare(*demo.reports())
    history = reportdiff.track([reportdiff.read(path) for path in demo.reports()])
    assert visit.saved("Figures (CSV)") == history.to_csv(kind="metrics").encode("utf-8-sig")
    assert visit.saved("Summary (Markdown)") == history.to_markdown().encode()
    with zipfile.ZipFile(io.BytesIO(visit.saved("Workbook (Excel)"))) as book:
        assert "xl/workbook.xml" in book.namelist()
