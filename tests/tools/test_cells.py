"""How modules are cut in cells, and everything that is refused while reading them."""

import pytest

from scripts import cells
from scripts.problems import Problems

REF = "tensors/sample"


@pytest.fixture
def module(tree):
    def write(text, ref=REF):
        tree.write(f"snippets/{ref}.py", text)
        return cells.parse(ref)

    return write


@pytest.fixture
def refusal(module):
    """The one problem that a text has."""

    def read(text, ref=REF):
        with pytest.raises(Problems) as raised:
            module(text, ref)
        (problem,) = raised.value.problems
        assert problem.path == f"snippets/{ref}.py"
        return problem

    return read


def test_a_cell_reaches_from_its_header_to_the_next(module):
    found = module('"""Doc."""\n\n# %% one\nx = 1\n\n# %% two\n\ny = 2\nz = 3\n').cells
    assert {name: cell.code for name, cell in found.items()} == {
        "one": "x = 1",
        "two": "y = 2\nz = 3",
    }


def test_compiled_cells_keep_the_line_numbers_of_the_file(module):
    read = module('"""Doc."""\n\n# %% one\nx = 1\n\n# %% two\n\n1 / 0\n')
    with pytest.raises(ZeroDivisionError) as raised:
        exec(read.cells["two"].compile(read.path), {})
    assert raised.traceback[-1].lineno + 1 == 8


def test_options_stand_in_the_header(module):
    cell = module('# %% a raises=ValueError varies="two words"\nx\n').cells["a"]
    assert cell.options == {"raises": "ValueError", "varies": "two words"}


def test_a_name_that_begins_with_an_underscore_hides_the_cell(module):
    assert module("# %% _import\nimport torch\n").cells["_import"].hidden


def test_a_definition_is_found_with_its_decorators(module):
    read = module("import functools\n\n\n@functools.cache\ndef f():\n    return 1\n")
    assert read.is_definitions
    assert read.definition("f") == "@functools.cache\ndef f():\n    return 1"
    assert read.definition("g") is None


def test_a_duplicate_cell_name_is_refused_with_both_lines(refusal):
    problem = refusal("# %% a\nx = 1\n# %% a\nx = 2\n")
    assert problem.line == 3
    assert "line 1" in problem.message


@pytest.mark.parametrize(
    "header", ["# %%", "# %% Two Words", "# %% a colour=red", "# %% a raises="]
)
def test_a_header_that_says_nothing_known_is_refused(refusal, header):
    assert refusal(f"{header}\nx = 1\n").line == 1


@pytest.mark.parametrize("code", ["f(  # (2)!", "f()  # (1)!\ng()  # (1)!"])
def test_markers_that_do_not_count_from_one_are_refused(refusal, code):
    assert refusal(f"# %% a\n{code.replace('f(  ', 'f()  ')}\n").message.startswith("markers")


def test_a_syntax_error_names_its_line(refusal):
    problem = refusal("# %% a\nx = 1\ny = = 2\n")
    assert problem.line == 3
    assert "SyntaxError" in problem.message


def test_a_cell_that_is_only_half_a_statement_is_refused(refusal):
    assert "whole Python" in refusal("# %% a\nif True:\n    x = 1\n# %% b\n    y = 2\n").message


def test_code_above_the_first_cell_is_refused(refusal):
    assert refusal('"""Doc."""\nimport torch\n# %% a\nx = 1\n').line == 2


def test_a_check_must_name_an_earlier_stub(refusal):
    assert "no earlier cell" in refusal("# %% a fails-with=b\nx = 1\n").message


@pytest.mark.parametrize("line", ["print('hello')", "x = open('f')", "for x in (): pass"])
def test_a_definitions_module_that_does_something_on_import_is_refused(refusal, line):
    problem = refusal(f"import os\n\nLIMIT = 3\n{line}\n")
    assert problem.line == 4
    assert "on import" in problem.message


@pytest.mark.parametrize("name", ["random", "types", "torch", "numpy"])
def test_a_module_that_shadows_a_library_is_refused(refusal, name):
    assert "shadows" in refusal("# %% a\nx = 1\n", f"tensors/{name}").message


def test_comments_and_blank_lines_do_not_change_the_digest(module):
    plain = cells.code_digest(module("# %% a\nx = 1\n"))
    assert cells.code_digest(module('"""Doc."""\n# %% a\n# why\nx = 1  # (1)!\n\n')) == plain


@pytest.mark.parametrize(
    "text",
    ["# %% a\nx = 2\n", "# %% b\nx = 1\n", "# %% a varies=x\nx = 1\n", "# %% a\n# %% b\nx = 1\n"],
)
def test_values_names_options_and_boundaries_change_the_digest(module, text):
    assert cells.code_digest(module("# %% a\nx = 1\n")) != cells.code_digest(module(text))


def test_a_changed_definition_two_imports_away_changes_the_digest(module):
    module("def f():\n    return 1\n", "tensors/deep")
    module("from snippets.tensors.deep import f\n", "tensors/near")
    page = "# %% a\nfrom snippets.tensors import near\nprint(near.f())\n"
    before = cells.code_digest(module(page))
    assert cells.imported(module(page)) == ["tensors/deep", "tensors/near"]
    module("def f():\n    return 2\n", "tensors/deep")
    assert cells.code_digest(module(page)) != before


def test_a_relative_import_is_an_import(module):
    module("SIZE = 1\n", "tensors/base")
    module("from .base import SIZE\n", "tensors/near")
    module("from ..tensors import near\n", "vision/far")
    page = module("# %% a\nfrom snippets.vision.far import near\n")
    assert cells.imported(page) == ["tensors/base", "tensors/near", "vision/far"]


def test_what_stands_above_the_cells_must_be_whole(module):
    with pytest.raises(Problems) as raised:
        module('"""Doc.\n\n# %% a\n"""\nx = 1\n')
    assert "what stands above the first cell must be whole" in str(raised.value)


def test_names_that_no_cells_module_has_are_all_refused_with_those_near_them(tree, module):
    module("# %% one\n1\n")
    module('"""Tools."""\n\nONE = 1\n', "tensors/tools")
    with pytest.raises(Problems) as raised:
        cells.named([REF, "tensors/simple", "tensors/tools"])
    missing, definitions = raised.value.problems
    assert REF in missing.message and missing.path == "snippets/tensors/simple.py"
    assert "definitions" in definitions.message
    assert [found.ref for found in cells.named([REF])] == [REF]
