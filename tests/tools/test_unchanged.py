"""While serving: which changes let a page be rendered again."""

from types import SimpleNamespace

import pytest

from scripts import cells, prepare
from scripts.transcript import Result, Transcript
from scripts.unchanged import RENDERED, Unchanged

SHOWS = '# A {#a}\n\n```python snippet="hello:say"\n```\n'
CALLS = '# A {{#a}}\n\n```python exec="on"\nfrom scripts.{0} import table\n\nprint(table())\n```\n'
FILES = SimpleNamespace(src_uris={})


class Served:
    """A repository whose only page is rendered after each change, if it has to be."""

    def __init__(self, tree, monkeypatch, markdown: str):
        self.tree, self.markdown, self.rendered = tree, markdown, 0
        self.unchanged = Unchanged()
        self.transcripts = {}
        monkeypatch.setattr(prepare, "_latest", self.transcripts)
        tree.write("mkdocs.yml", "")
        tree.write("snippets/datasets/words.py", "WORDS = 1\n")
        self.page = tree.write("docs/en/a.md", markdown)
        self.code("print(1)", "1\n", ["torch.add"])

    def code(self, code: str, printed: str, names: list[str]) -> None:
        self.tree.write("snippets/hello.py", f"# %% say\n{code}\n")
        result = Result(stdout=printed, names=names)
        self.transcripts["hello"] = Transcript("hello", {"say": result}, {})

    def has_to_render(self) -> bool:
        modules = {ref: cells.parse(ref) for ref in ("hello", "datasets/words")}
        survey = SimpleNamespace(modules=modules, by_page={"docs/en/a.md": ("hello",)})
        self.unchanged.begin(survey)
        before = self.rendered
        page = SimpleNamespace(file=SimpleNamespace(abs_src_path=str(self.page)))
        vars(page).update(dict.fromkeys(RENDERED))
        self.unchanged.render(page, self._render, self.markdown, None, FILES)
        return self.rendered > before

    def _render(self, config, files) -> None:
        self.rendered += 1


@pytest.fixture
def served(tree, monkeypatch):
    def serve(markdown: str) -> Served:
        page = Served(tree, monkeypatch, markdown)
        assert page.has_to_render() and not page.has_to_render()
        return page

    return serve


@pytest.mark.parametrize(
    ("markdown", "rendered"),
    [
        (SHOWS, True),
        (CALLS.format("status"), True),
        (CALLS.format("api_index"), False),
        (CALLS.format("recorded"), False),
        (CALLS.format("notes_map"), False),
    ],
)
def test_another_output_renders_what_shows_it(served, markdown, rendered):
    page = served(markdown)
    page.code("print(2)", "2\n", ["torch.add"])
    assert page.has_to_render() == rendered


def test_another_name_of_torch_renders_the_index_of_names(served):
    page = served(CALLS.format("api_index"))
    page.code("print(2)", "2\n", ["torch.mul"])
    assert page.has_to_render()


@pytest.mark.parametrize(
    "called", ["recorded", "recorded_change", "recorded_classes", "ladder_chart"]
)
@pytest.mark.parametrize("changed", ["docs/records/a/b.jsonl", "snippets/datasets/words.py"])
def test_records_and_the_code_they_are_of_render_the_pages_of_records(served, called, changed):
    page = served(CALLS.format(called))
    page.tree.write(changed, "WORDS = 23\n")
    assert page.has_to_render()


@pytest.mark.parametrize("called", ["something_new", "hover"])
def test_a_page_that_calls_what_is_not_known_is_always_rendered(tree, monkeypatch, called):
    page = Served(tree, monkeypatch, CALLS.format(called))
    assert page.has_to_render()
    assert page.has_to_render() == (called == "something_new")
