"""The search, asked as readers ask: with words typed by hand, and with pasted error messages."""

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


def messages() -> list[str]:
    """The error messages of five words and more that cells have raised."""
    lines = {
        line.removeprefix("raises ")
        for file in (paths.ROOT / "tests" / "transcripts").rglob("*.txt")
        for line in file.read_text("utf-8").splitlines()
        if line.startswith("raises ") and not line.startswith("raises   File ")
    }
    return sorted(line for line in lines if len(line.split()) >= 5)


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", html.unescape(re.sub(r"<[^>]*>", "", text)))


@pytest.mark.parametrize("language", paths.LANGUAGES)
def test_a_pasted_error_message_leads_to_a_page_that_shows_it(ask, site, language):
    texts: dict[str, str] = {}
    for entry in json.loads(site.read(f"{language}/search/search_index.json"))["docs"]:
        page = entry["location"].partition("#")[0]
        texts[page] = texts.get(page, "") + letters(entry["text"])
    pasted = messages()
    lost = [
        message
        for message, found in zip(pasted, ask(language, pasted), strict=True)
        if not any(letters(message) in texts[page] for page in found[:3])
    ]
    assert len(pasted) > 200
    assert len(lost) < len(pasted) / 20, lost


@pytest.mark.parametrize(
    ("language", "word", "page"),
    [
        ("zh", "步幅", "tensors/strides"),
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
    ],
)
def test_words_typed_by_hand_lead_to_the_page_on_them(reader, language, word, page):
    opened = reader(f"{language}/")
    field = opened.locator(".md-search__input")
    field.click()
    field.press_sequentially(word)
    field.press("End")  # Chinese typed by Playwright fires no keyup
    opened.wait_for_function(FIRST, arg=f"/{language}/{page}/", timeout=10_000)


def test_a_quoted_question_is_taken_word_by_word(ask):
    (plain, quoted) = ask("en", ["stride of a view", '"stride of a view"'])
    assert set(quoted) < set(plain)
