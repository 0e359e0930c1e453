"""Under which heading a cell is shown."""

from scripts import sections

PAGE = """# Top {#top}

```python snippet="t/a:one"
```

## First {#first}

```python snippet="t/a:two"
```

### Below {#below}

??? success "Solution"

    ```python snippet="t/a:three"
    ```

## Second {#second}
"""


def test_a_cell_belongs_to_the_last_heading_above_it(tree):
    tree.write("docs/en/t/a.md", PAGE)
    found = {s.id: [name for _, name in s.cells] for s in sections.of_page("en", "t/a")}
    assert found == {"top": ["one"], "first": ["two"], "below": ["three"], "second": []}


def test_subsections_reach_to_the_next_heading_of_the_same_level(tree):
    tree.write("docs/en/t/a.md", PAGE)
    every = sections.of_all("en")
    first = next(s for s in every if s.id == "first")
    assert [s.id for s in sections.with_subsections(first, every)] == ["first", "below"]


def test_addresses_are_relative_to_the_page_that_links(tree):
    tree.write("docs/en/t/a.md", PAGE)
    tree.write("docs/en/t/index.md", "# T {#t}\n")
    urls = {s.place: s.url("api") for s in sections.of_all("en")}
    assert urls["t/a#first"] == "../t/a/#first"
    assert urls["t/index#t"] == "../t/#t"
