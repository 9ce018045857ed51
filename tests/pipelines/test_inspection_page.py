"""The HTML page of an inspected page: it says what the parser says, lights up the right text, and hostile pages stay inert in it."""

from __future__ import annotations

import base64
import fcntl
import hashlib
import json
import os
import re
import select
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st

from parsers.page import RawPage
from pipelines.inspection import html as inspection_page
from pipelines.inspection.html import render
from pipelines.inspection.result import inspection
from tests.accuracy.golden import Case, load_cases

CASES = list(load_cases())
TEMPLATES = Path(inspection_page.__file__).parent / "templates"
HOSTILE = (
    "</script><script>document.title='pwned'</script>",
    "<img src=x onerror=\"document.title='pwned'\">",
    "\"><svg onload=document.title='pwned'>",
    "'--><style>*{display:none}</style>",
    "{{ 7 * 7 }} {% raw %} ${x} &lt;b&gt; </textarea></title><meta http-equiv=refresh content='0;url=x'>",
)


def inspect_text(text: str, uri: str = "G0991-page.txt") -> dict[str, Any]:
    return inspection(RawPage(uri=uri, body=text.encode(), path=uri, media_type="text/plain"))


def hostile_page() -> dict[str, Any]:
    lines = ["Search all medical codes", "A title " + HOSTILE[0], "HCPCS code G0991"]
    for heading in ("Name of the Procedure", "Summary", "Preparation", "Risks and Complications", "Similar Codes"):
        lines += [heading, *(f"- {number}: {text}" for number, text in enumerate(HOSTILE))]
    inspected = inspect_text("\n".join(lines), uri="https://a.example/" + HOSTILE[1])
    inspected["site"] = inspected["encoding"] = HOSTILE[0]
    inspected["findings"].append(
        {
            "code": HOSTILE[1],
            "severity": "warning",
            "section": HOSTILE[2],
            "char_start": 3,
            "char_end": 9,
            "message": HOSTILE[0],
        }
    )
    inspected["chrome"].append({"rule": HOSTILE[2], "char_start": 0, "char_end": 9, "text": HOSTILE[1]})
    return inspected


def bare(text: str, **more: Any) -> dict[str, Any]:
    """What `inspection` gives of a page with no procedure."""
    visible = len("".join(text.split()))
    return {
        "source_uri": "page.txt",
        "site": None,
        "media_type": "text/plain",
        "encoding": "utf-8",
        "content_chars": visible,
        "claimed_chars": visible,
        "chrome_chars": 0,
        "unclaimed_chars": 0,
        "tables": {},
        "findings": [],
        "chrome": [],
        "unclaimed": [],
        "text": text,
    } | more


class Page:
    """A rendered page as a reader of its elements."""

    def __init__(self, html: str) -> None:
        self.soup = BeautifulSoup(html, "html.parser", preserve_whitespace_tags={"span", "i"})
        self.lines = self.soup.select("#source .line")
        self.segments = self.soup.select("#source .s")
        self.rows = self.soup.select("#rows .row")

    @property
    def text(self) -> str:
        return "\n".join(line.get_text() for line in self.lines)

    def claimed(self, row: Tag) -> str:
        return "".join(
            segment.get_text() for segment in self.segments[int(str(row["data-a"])) : int(str(row["data-b"]))]
        )

    def of(self, kind: str) -> list[Tag]:
        return [row for row in self.rows if kind in row["class"]]

    def tags(self) -> list[str]:
        return [tag.get_text() for tag in self.soup.select("#rows .tag")]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_the_page_holds_the_text_with_every_row_s_own_stretch_and_counts_that_add_up(case: Case) -> None:
    inspected = inspection(case.page)
    text = inspected["text"]
    page = Page(render(inspected))
    assert page.text == text
    assert [line["data-n"] for line in page.lines] == [str(number) for number in range(1, len(page.lines) + 1)]
    spans = [row for row in page.rows if row.has_attr("data-span")]
    for row in spans:
        start, end = map(int, str(row["data-span"]).split("–"))
        assert page.claimed(row) == text[start:end].replace("\n", ""), row.get_text()
    tables = inspected["tables"]
    assert len(page.of("item")) == len(tables["section_items"])
    assert len(page.of("section")) == len(tables["sections"])
    assert len(page.of("finding")) == len(inspected["findings"])
    document = ("procedures", "procedure_names", "sections", "section_items", "section_coverage")
    assert len(page.of("fact")) == sum(len(rows) for name, rows in tables.items() if name not in document)
    check_legend(inspected, page)


def check_legend(inspected: dict[str, Any], page: Page) -> None:
    counts = [int(count.get_text().replace(",", "")) for count in page.soup.select(".legend [data-step] > b")]
    rows, headings, chrome, unclaimed, findings = counts
    assert (rows + headings, chrome) == (inspected["claimed_chars"], inspected["chrome_chars"])
    assert (unclaimed, findings) == (inspected["unclaimed_chars"], len(inspected["findings"]))
    for letter, count in (("r", rows), ("h", headings), ("c", chrome), ("u", unclaimed)):
        marked = "".join(segment.get_text() for segment in page.segments if letter in segment["class"])
        assert len("".join(marked.split())) == count, letter


def test_a_fact_stands_under_the_item_that_it_was_read_from_and_a_finding_under_its_section() -> None:
    page = Page(
        render(
            inspect_text(
                "A title\nHCPCS code G0991\nPreparation\n- Do not eat\n- Wear loose clothes\nRisks\n- Rare: fainting, pain\n"
                "Similar Codes\n- G0992 Another\nSetting\nThe moon base\n"
            )
        )
    )
    tags = page.tags()
    first = tags.index("preparation")
    assert tags[first : first + 5] == ["preparation", "bullet", "preparations 1", "bullet", "preparations 2"]
    risks = tags.index("risks")
    assert tags[risks : risks + 4] == ["risks", "bullet", "risks 1", "risks 2"]
    assert (
        tags.index("similar_codes 1") == tags.index("similar_codes") + 1
    )  # It has no span: it stands under its section.
    unknown = tags.index("setting_unknown")
    assert unknown > tags.index("setting")
    assert "has-info" in page.lines[10]["class"]


def test_two_procedures_keep_their_rows_apart() -> None:
    case = next(case for case in CASES if case.name == "site-two-procedures")
    page = Page(render(inspection(case.page)))
    tags = page.tags()
    assert tags[0] == "procedure 1"
    assert "risks 1" in tags[: tags.index("procedure 2")]
    first_span, second_span = (str(row["data-span"]).split("–") for row in page.of("procedure"))
    assert int(first_span[1]) <= int(second_span[0])


def test_what_a_hostile_page_says_is_text() -> None:
    inspected = hostile_page()
    html = render(inspected)
    page = Page(html)
    assert page.text == inspected["text"]
    assert [script.get_text() for script in page.soup("script")] == [(TEMPLATES / "inspection.js").read_text("utf-8")]
    assert len(page.soup("style")) == 1
    names = {element.name for element in page.soup.find_all(True)}
    assert not names & {"img", "iframe", "link", "object", "textarea", "form", "a", "base"}
    for element in page.soup.find_all(True):
        assert not [name for name in element.attrs if name.startswith("on") or name in ("src", "href", "style")], (
            element
        )
    assert len(page.soup("meta")) == 4
    assert "{{ 7 * 7 }}" in page.text


def test_only_the_page_s_own_script_and_style_may_run_and_nothing_is_loaded() -> None:
    page = Page(render(hostile_page()))
    policy = str(page.soup.select_one("meta[http-equiv=Content-Security-Policy]")["content"])  # type: ignore[index]
    assert policy.startswith("default-src 'none';")
    for name in ("script", "style"):
        digest = base64.b64encode(hashlib.sha256(page.soup(name)[0].get_text().encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    for asset in TEMPLATES.iterdir():
        assert not re.search(
            r"https?:|//\w+\.|url\(|@import|\bfetch\(|XMLHttp|innerHTML|\beval\(", asset.read_text("utf-8")
        ), asset


@pytest.mark.parametrize(
    "text",
    [
        "a\rb\r\nc",
        "a\x0bb\x0cc\x85d\u2028e",
        "\U0001f9e0 one \U0001f9e0 two",
        "\n\n x\n",
        "\u202egnol\u202c \ufeff\u200b",
    ],
)
def test_characters_that_browsers_change_or_hide_come_through(text: str) -> None:
    span = {"rule": "odd", "char_start": 1, "char_end": len(text), "text": text[1:]}
    page = Page(render(bare(text, chrome=[span])))
    assert page.text == text
    assert page.claimed(page.of("chrome")[0]) == text[1:].replace("\n", "")


def test_hidden_characters_are_shown_by_their_numbers() -> None:
    page = Page(render(bare("no\u00a0break \u200b\x00 \U0001f9e0")))
    assert [mark["data-u"] for mark in page.soup.select("#source i")] == ["00A0", "200B", "0000"]


def test_a_file_name_that_is_no_text_can_be_written() -> None:
    assert "caf\\udce9.txt" in render(bare("x", source_uri="caf\udce9.txt")).encode("utf-8").decode("utf-8")


def test_the_same_page_gives_the_same_html() -> None:
    assert render(hostile_page()) == render(hostile_page())


OFFSETS = st.integers(0, 60)


@given(
    st.text(st.sampled_from("ab \n\r\t<&\"'\U0001f9e0\u00a0"), max_size=50),
    st.lists(st.tuples(OFFSETS, OFFSETS), max_size=6),
)
def test_any_spans_over_any_text(text: str, spans: list[tuple[int, int]]) -> None:
    rows = [
        {"code": "x", "severity": "info", "section": None, "char_start": a, "char_end": b, "message": "m"}
        for a, b in spans
    ]
    page = Page(render(bare(text, findings=rows)))
    assert page.text == text
    for row, (start, end) in zip(page.of("finding"), spans, strict=True):
        assert page.claimed(row) == text[start:end].replace("\n", "")


# In a browser.

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium on the PATH (Debian: apt-get install chromium)"
)


class Browser:
    """A headless Chromium, spoken to over its DevTools pipe (file descriptors 3 and 4)."""

    def __init__(self, profile: Path) -> None:
        commands, self._to = os.pipe()
        self._from, answers = os.pipe()
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD, 20) for end in (commands, answers)]
        arguments = (
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--remote-debugging-pipe",
            f"--user-data-dir={profile}",
            "--window-size=1200,800",
            "about:blank",
        )
        self.process = subprocess.Popen(
            [str(CHROMIUM), *arguments],
            pass_fds=(3, 4),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=lambda: [os.dup2(end, number) for number, end in enumerate(ends, 3)],
        )
        for end in (commands, answers, *ends):
            os.close(end)
        self._buffer, self._number, self._session = b"", 0, ""
        self.messages: list[dict[str, Any]] = []
        target = next(one for one in self.call("Target.getTargets")["targetInfos"] if one["type"] == "page")
        self._session = self.call("Target.attachToTarget", targetId=target["targetId"], flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._to)
        os.close(self._from)

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            assert select.select([self._from], [], [], 60)[0], "Chromium does not answer"
            received = os.read(self._from, 1 << 20)
            assert received, "Chromium has ended"
            self._buffer += received
        message, _, self._buffer = self._buffer.partition(b"\0")
        parsed: dict[str, Any] = json.loads(message)
        self.messages.append(parsed)
        return parsed

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        os.write(
            self._to, json.dumps(message | ({"sessionId": self._session} if self._session else {})).encode() + b"\0"
        )
        while (answer := self._read()).get("id") != self._number:
            pass
        assert "error" not in answer, answer
        result: dict[str, Any] = answer["result"]
        return result

    def open(self, html: str, path: Path) -> None:
        path.write_text(html, encoding="utf-8", newline="")
        self.call("Input.dispatchMouseEvent", type="mouseMoved", x=1, y=1)
        self.messages.clear()
        self.call("Page.navigate", url=path.as_uri())
        while not any(message.get("method") == "Page.loadEventFired" for message in self.messages):
            self._read()

    def ask(self, expression: str) -> Any:
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def settle(self) -> None:
        self.ask("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))")

    def point(self, selector: str, text: str, *, click: bool = False) -> None:
        """Move the mouse onto the first element of that selector that holds the text."""
        self.ask(
            f"window.found = [...document.querySelectorAll({json.dumps(selector)})].find((one) => one.textContent.includes({json.dumps(text)})); found.scrollIntoView({{block: 'center'}}); 0"
        )
        self.settle()
        x, y = self.ask("(({x, y, width, height}) => [x + width / 2, y + height / 2])(found.getClientRects()[0])")
        self.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        for kind in ("mousePressed", "mouseReleased") if click else ():
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)
        self.settle()

    def press(self, key: str) -> None:
        typed = {"text": key} if len(key) == 1 else {}
        self.call("Input.dispatchKeyEvent", type="keyDown", key=key, **typed)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key)
        self.settle()

    def lit(self, side: str) -> list[str]:
        found: list[str] = self.ask(f"[...document.querySelectorAll('#{side} .lit')].map((one) => one.textContent)")
        return found

    def is_in_view(self, side: str, selector: str) -> bool:
        return bool(
            self.ask(
                f"((pane, one) => one.top >= pane.top && one.bottom <= pane.bottom)(document.getElementById('{side}').getBoundingClientRect(), document.querySelector({json.dumps(selector)}).getBoundingClientRect())"
            )
        )

    def problems(self) -> list[dict[str, Any]]:
        """Exceptions and console errors since the page was opened, and every request but the one for the page itself."""
        bad = [
            message
            for message in self.messages
            if message.get("method") in ("Runtime.exceptionThrown", "Log.entryAdded")
        ]
        asked = [message for message in self.messages if message.get("method") == "Network.requestWillBeSent"]
        return bad + asked[1:]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    started = Browser(tmp_path_factory.mktemp("chromium"))
    yield started
    started.close()


LONG = "\n".join(
    [
        "A long page \U0001f9e0",
        "HCPCS code G0991",
        "Preparation",
        *(f"- Instruction {number} is to rest" for number in range(200)),
        "Risks and Complications",
        "- Common: hiccups, chills. Rare: fainting \U0001f9e0, pain",
        "Recovery",
        "- Rest well",
    ]
)


@needs_chromium
def test_a_row_lights_up_its_text(browser: Browser, tmp_path: Path) -> None:
    browser.open(render(inspect_text(LONG)), tmp_path / "page.html")
    browser.point("#rows .row.fact", "fainting", click=False)
    assert "".join(browser.lit("source")).startswith("fainting \U0001f9e0")
    assert not browser.is_in_view("source", "#source .lit")
    browser.point("#rows .row.fact", "fainting", click=True)
    assert browser.is_in_view("source", "#source .lit")
    browser.point("#rows .row.section", "Risks and Complications")
    assert "".join(browser.lit("source")).startswith("Risks and Complications- Common")
    browser.point("h1", "A long page")
    assert "".join(browser.lit("source")).startswith("fainting"), "the clicked row stays lit"
    browser.press("Escape")
    assert browser.lit("source") == browser.lit("rows") == []
    assert browser.problems() == []


@needs_chromium
def test_text_lights_up_the_rows_that_claim_it(browser: Browser, tmp_path: Path) -> None:
    inspected = inspect_text(LONG)
    browser.open(render(inspected), tmp_path / "page.html")
    browser.point("#source .s.r", "fainting")
    tags = browser.ask("[...document.querySelectorAll('#rows .lit .tag')].map((one) => one.textContent)")
    assert tags == ["procedure 1", "risks", "bullet", "risks 3"]
    start = inspected["text"].index("fainting")
    assert f"characters {start}–" in browser.ask("document.getElementById('status').textContent")
    assert not browser.is_in_view("rows", "#rows .row.fact.lit")
    browser.point("#source .s.r", "fainting", click=True)
    assert browser.is_in_view("rows", "#rows .row.fact.lit")


@needs_chromium
def test_the_keyboard_does_all_that_the_mouse_does(browser: Browser, tmp_path: Path) -> None:
    unclaimed = LONG.index("Instruction 190")
    inspected = inspect_text(LONG) | {
        "unclaimed": [{"char_start": unclaimed, "char_end": unclaimed + 11, "text": "Instruction"}]
    }
    browser.open(render(inspected), tmp_path / "page.html")
    focus = "document.activeElement.textContent"
    assert browser.ask("document.querySelectorAll('main [tabindex=\"0\"]').length") == 2, "one tab stop a side"
    browser.press("u")
    assert "Instruction" in browser.ask(focus)
    assert browser.lit("source") == ["Instruction"]
    assert browser.is_in_view("source", "#source .lit")
    browser.press("s")
    assert "preparation" in browser.ask(focus)
    for key, expected in (
        ("ArrowDown", "Instruction 0"),
        ("ArrowDown", "preparations 1"),
        ("End", "unclaimed"),
        ("Home", "procedure 1"),
    ):
        browser.press(key)
        assert expected in browser.ask(focus), key
    browser.ask("document.querySelector('#source .s').focus()")
    for key, expected in (("ArrowDown", "HCPCS"), ("ArrowUp", "A long page"), ("End", "Rest well")):
        browser.press(key)
        assert expected in browser.ask(focus), key
    browser.press("Enter")
    assert browser.is_in_view("rows", "#rows .row.item.lit")
    assert browser.ask("document.querySelector('#rows [tabindex=\"0\"]').textContent.includes('Rest well')")
    assert browser.problems() == []


@needs_chromium
def test_a_button_of_the_legend_steps_through_its_kind(browser: Browser, tmp_path: Path) -> None:
    browser.open(render(inspect_text(LONG)), tmp_path / "page.html")
    found = []
    for _ in range(4):
        browser.point(".legend button", "headings", click=True)
        found.append(browser.ask("document.activeElement.querySelector('.text').textContent"))
        assert browser.is_in_view("source", "#source .lit")
    assert found == ["Preparation", "Risks and Complications", "Recovery", "Preparation"]


@needs_chromium
def test_a_hostile_page_stays_inert_in_a_browser(browser: Browser, tmp_path: Path) -> None:
    browser.open(render(hostile_page()), tmp_path / "page.html")
    assert browser.ask("document.title").endswith("procwh inspect")
    assert browser.ask("document.querySelectorAll('img, script, style, #rows svg').length") == 2
    assert (
        browser.ask("[...document.querySelectorAll('.line')].map((one) => one.textContent).join('\\n')")
        == hostile_page()["text"]
    )
    browser.ask("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"document.title=`pwned`\">')")
    browser.settle()
    assert browser.ask("document.title").endswith("procwh inspect"), "the policy stops what escaping would let through"


@needs_chromium
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read_in_light_and_dark(browser: Browser, tmp_path: Path, scheme: str) -> None:
    """WCAG AA: 4.5 to 1, over each element's own background."""
    text = "Search all medical codes\n" + LONG
    unclaimed = text.index("Instruction 1 ")
    inspected = inspect_text(text) | {
        "unclaimed": [{"char_start": unclaimed, "char_end": unclaimed + 11, "text": "Instruction"}]
    }
    browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    browser.open(render(inspected), tmp_path / "page.html")
    browser.point("#source .s.r", "fainting")
    poor = browser.ask(CONTRAST)
    browser.call("Emulation.setEmulatedMedia", features=[])
    assert poor == []


CONTRAST = """(() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => channels(colour).slice(0, 3).map((c) => c / 255)
    .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const back = (one) => { const own = getComputedStyle(one).backgroundColor; const [, , , a = 1] = channels(own); return a === 0 && one.parentElement ? back(one.parentElement) : own; };
  const poor = new Map();
  for (const one of document.querySelectorAll('body *')) {
    if (![...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) || one.closest('script')) continue;
    const [a, b] = [light(getComputedStyle(one).color), light(back(one))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) poor.set(one.className + ' in ' + one.parentElement.parentElement.className, (a + 0.05) / (b + 0.05));
  }
  return [...poor];
})()"""


@needs_chromium
def test_it_prints_all_of_it(browser: Browser, tmp_path: Path) -> None:
    browser.open(render(inspect_text(LONG)), tmp_path / "page.html")
    browser.call("Emulation.setEmulatedMedia", media="print")
    heights = browser.ask(
        "['source', 'rows'].map((id) => document.getElementById(id)).map((one) => one.scrollHeight - one.clientHeight)"
    )
    assert heights == [0, 0], "no part is cut off by a scroller"
    printed = base64.b64decode(browser.call("Page.printToPDF")["data"])
    browser.call("Emulation.setEmulatedMedia", media="")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) > 6


@needs_chromium
@pytest.mark.slow
def test_a_page_of_a_megabyte_stays_usable(browser: Browser, tmp_path: Path) -> None:
    body = (
        f"- Common: muscle soreness {number}, hiccups. Rare: fainting, skin infection of the leg."
        for number in range(12_000)
    )
    text = "\n".join(["A big page", "HCPCS code G0991", "Risks and Complications", *body, "Recovery", "- Rest well"])
    assert len(text) > 900_000
    inspected = inspect_text(text)
    began = time.monotonic()
    html = render(inspected)
    rendered = time.monotonic()
    browser.open(html, tmp_path / "page.html")
    loaded = time.monotonic()
    browser.point("#source .s.r", "soreness 11000", click=True)
    assert browser.is_in_view("rows", "#rows .row.fact.lit")
    hovered = time.monotonic()
    browser.point("#rows .row.item", "soreness 500")
    assert browser.lit("source")
    assert rendered - began < 20
    assert loaded - rendered < 30
    assert time.monotonic() - hovered < 5
