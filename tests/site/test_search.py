"""The search, asked as readers ask: with words typed by hand, and with pasted error messages."""

import functools
import html
import json
import re

import pytest

from scripts import paths

WORKER = """async ([index, questions]) => {
  const config = JSON.parse(document.querySelector("#__config").textContent);
  const worker = new Worker(config.search);
  const answer = (type, data) => new Promise((told) => {
    worker.onmessage = (message) => told(message.data.data);
    worker.postMessage({ type, data });
  });
  await answer(0, { ...index, options: { suggest: false } });
  const found = [];
  for (const question of questions) {
    const { items } = await answer(2, question);
    found.push(items.map(([first]) => first.location.split("#")[0]));
  }
  worker.terminate();
  return found;
}"""
# The index holds a mark of no width between Chinese words.
FOUND = """word => [...document.querySelectorAll(".md-search-result__item")].some(
  item => item.textContent.replaceAll("\u200b", "").toLowerCase().includes(word)
)"""
FIRST = """place => {
  const first = document.querySelector(".md-search-result__item a");
  return first && new URL(first.href).pathname === place;
}"""


@pytest.fixture
def ask(reader, site):
    """Gives the pages that the search of a language finds, the best first, for each question."""

    def ask(language: str, questions: list[str]) -> list[list[str]]:
        index = json.loads(site.read(f"{language}/search/search_index.json"))
        return reader(f"{language}/").evaluate(WORKER, [index, questions])

    return ask


def messages(transcripts) -> list[str]:
    """The lines of five words and more in which cells have failed."""
    errors = [r.error for t in transcripts.values() for r in t.cells.values() if r.error]
    lines = {line for error in errors for line in error.splitlines()}
    return sorted(s for s in lines if len(s.split()) >= 5 and not s.startswith("  File "))


@pytest.fixture(scope="module")
def home(browser, site):
    """The home page of a language, opened once: reading the index of the search takes long."""
    context = browser.new_context(locale="en")

    @functools.cache
    def opened(language: str):
        page = context.new_page()
        page.goto(f"{site.url}{language}/")
        return page

    yield opened
    context.close()


def ask_by_hand(page, word: str) -> None:
    page.bring_to_front()  # timers of other tabs go slowly
    field = page.locator(".md-search__input")
    field.click()
    field.fill("")
    field.press("End")  # neither this nor Chinese typed by Playwright fires a keyup
    page.wait_for_selector(".md-search-result__item", state="detached")
    field.press_sequentially(word)
    field.press("End")


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", html.unescape(re.sub(r"<[^>]*>", "", text)))


@pytest.mark.parametrize("language", paths.LANGUAGES)
def test_a_pasted_error_message_leads_to_a_page_that_shows_it(ask, site, transcripts, language):
    texts: dict[str, str] = {}
    for entry in json.loads(site.read(f"{language}/search/search_index.json"))["docs"]:
        page = entry["location"].partition("#")[0]
        texts[page] = texts.get(page, "") + letters(entry["text"])
    pasted = messages(transcripts)
    lost = [
        message
        for message, found in zip(pasted, ask(language, pasted), strict=True)
        if not any(letters(message) in texts[page] for page in found[:3])
    ]
    assert len(pasted) > 200
    assert len(lost) < len(pasted) / 20, lost


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", ["广播", "步幅", "张量", "形状", "元素类型"]),
        ("en", ["broadcasting", "stride", "tensor", "reshape", "dtype"]),
    ],
)
def test_search_finds_words_typed_by_hand(home, language, words):
    for word in words:
        ask_by_hand(home(language), word)
        home(language).wait_for_function(FOUND, arg=word, timeout=10_000)


@pytest.mark.parametrize(
    ("language", "word", "page"),
    [
        ("zh", "步幅", "tensors/strides"),
        ("zh", "显存不足", "training/devices"),
        ("zh", "torch.compile", "training/compile"),
        ("zh", "学习率", "optim/schedules"),
        ("zh", "数据增强", "data/transforms"),
        ("zh", "叉积", "tensors/matrices"),
        ("zh", "过拟合", "optim/fitting"),
        ("zh", "自动求导", "autograd"),
        ("zh", "保存模型", "training/saving"),
        ("en", "broadcasting", "tensors/broadcasting"),
        ("en", "strid", "tensors/strides"),
        ("en", "DataLoader", "data/loaders"),
        ("en", "learning rate schedule", "optim/schedules"),
        ("en", "saving and loading", "training/saving"),
        ("en", "CUDA out of memory", "training/devices"),
        ("en", "torch.cat", "tensors/joining"),
        ("en", "F.cross_entropy", "networks/losses"),
        ("en", "cross_entropy", "networks/losses"),
        ("en", "torch.where", "tensors/comparing"),
        ("en", "x.view", "tensors/strides"),
        ("en", "BatchNorm2d", "vision/normalisation"),
    ],
)
def test_words_typed_by_hand_lead_to_the_page_on_them(home, language, word, page):
    ask_by_hand(home(language), word)
    home(language).wait_for_function(FIRST, arg=f"/{language}/{page}/", timeout=10_000)


def test_a_quoted_question_is_taken_word_by_word(ask):
    (plain, quoted) = ask("en", ["stride of a view", '"stride of a view"'])
    assert quoted and set(quoted) < set(plain)
