"""How large the page of a pair of 50,000 words is, and how long Chromium needs to open it.

    python tests/bench/page.py [SIZE]      (310000 characters a text if none is given)

prints for a lightly and a heavily changed successor the size of the page beside that of the texts, the time until it is
loaded (the better of two), the frames of a scroll, and what a search for a frequent word takes.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from reportdiff.comparing import compare
from reportdiff.reading import read

_ROOT = Path(__file__).parent.parent.parent
_LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"
_FRAMES = """async () => {
  const spent = [];
  let last = performance.now();
  for (let at = 0; at < 60; at += 1) {
    scrollBy(0, 500);
    await new Promise(requestAnimationFrame);
    spent.push(performance.now() - last);
    last = performance.now();
  }
  spent.sort((a, b) => a - b);
  return [spent[30], spent[57]];
}"""
_SEARCH = """async () => {
  const field = document.querySelector("input[type=search]");
  const start = performance.now();
  field.value = "council";
  field.dispatchEvent(new Event("input"));
  while (!document.querySelector(".status").textContent) await new Promise((go) => setTimeout(go, 5));
  return performance.now() - start - 120;
}"""


def main(size: str) -> None:
    """A few lines for each level."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as started:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        browser = started.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for level in ("light", "heavy"):
            _measure(Path(folder, level), level, size, browser)
        browser.close()


def _measure(made: Path, level: str, size: str, browser: Any) -> None:
    seed = _ROOT / "fixtures/worcestershire-2015-05-14.txt"
    command = [sys.executable, str(_ROOT / "tests/gold/successor.py"), str(seed), str(made)]
    subprocess.run([*command, "--size", size, "--level", level], check=True, capture_output=True)
    texts = [made.with_suffix(f".{side}.txt") for side in ("old", "new")]
    page = made.with_suffix(".html")
    written = compare(*map(read, texts)).to_html(page)
    total = sum(path.stat().st_size for path in texts)
    words = len(texts[0].read_text(encoding="utf-8").split())
    print(f"{level}: {words:,} words, page {len(written.encode()) / total:.2f} times the texts (at most 4.5)")
    loads: list[float] = []
    worked: list[float] = []
    for _ in range(2):
        opened = browser.new_page(viewport={"width": 1440, "height": 1000})
        watched = opened.context.new_cdp_session(opened)
        watched.send("Performance.enable", {"timeDomain": "threadTicks"})
        opened.goto(page.as_uri())
        opened.wait_for_timeout(300)
        metrics = {item["name"]: item["value"] for item in watched.send("Performance.getMetrics")["metrics"]}
        worked.append(metrics["TaskDuration"] * 1000)
        loads.append(opened.evaluate(_LOADED))
        frames, search = opened.evaluate(_FRAMES), opened.evaluate(_SEARCH)
        opened.close()
    print(f"  the page's thread worked {min(worked):,.0f} ms on it, which a busy machine does not lengthen")
    print(f"  loaded after {min(loads):,.0f} ms (at most 2,000); search {search:.0f} ms")
    print(f"  a frame of a scroll takes {frames[0]:.0f} ms, one in twenty {frames[1]:.0f} ms or more")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "310000")
