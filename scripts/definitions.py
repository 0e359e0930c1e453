"""What names of definitions modules need, as one text that stands alone.

`closure` gathers the statements that define the names, and those that these need, through all
modules of snippets/, with the imports they use: notebooks carry it. `digest` identifies the code
that a recorded run depends on; comments and docstrings do not count.
"""

import ast
import symtable
from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import cache

from scripts import cells
from scripts.imports import Import, import_lines, imported
from scripts.problems import Problem, Problems

PREFIX = "snippets."


@dataclass(frozen=True)
class Statement:
    """A top-level statement: what it binds, which names of its module it uses, and which of them
    as soon as it is executed."""

    ref: str
    line: int
    text: str
    simple: bool  # neither def nor class
    names: tuple[str, ...]
    uses: frozenset[str]
    eager: frozenset[str]

    @property
    def place(self) -> str:
        return f"snippets/{self.ref}.py:{self.line}"


@dataclass(frozen=True)
class Definitions:
    """A definitions module, taken apart."""

    ref: str
    statements: tuple[Statement, ...]
    imports: tuple[Import, ...]


def closure(wanted: Iterable[tuple[str, str]], without: Container[str] = ()) -> str:
    """Source that defines the `wanted` (module ref, name) pairs and needs nothing of snippets/.

    What comes from the modules `without` is left out.

    Raises:
        Problems: names that are not there, or that two modules give different meanings.
    """
    return source(*gather(wanted, without))


def source(statements: list[Statement], imports: list[Import]) -> str:
    """Imports, sorted, and statements."""
    parts = [import_lines(imports), _joined(statements)]
    return "\n\n\n".join(part for part in parts if part) + "\n"


def digest(ref: str, name: str, without: Container[str] = ()) -> str:
    """Digest of all the code that `name` needs; the same under every version of Python."""
    return _digest(closure([(ref, name)], without))


@cache
def _digest(source: str) -> str:
    tree = ast.parse(source)
    for node in filter(_has_body, ast.walk(tree)):
        if ast.get_docstring(node) is not None:
            del node.body[0]
    return cells.digest(_dump(tree))


def _has_body(node: ast.AST) -> bool:
    return isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))


def _dump(node: object) -> str:
    """Like ast.dump, which writes empty fields in some versions of Python only."""
    if isinstance(node, list):
        return f"[{','.join(map(_dump, node))}]"
    if not isinstance(node, ast.AST):
        return repr(node)
    fields = [f"{k}={_dump(v)}" for k, v in ast.iter_fields(node) if v is not None and v != []]
    return f"{type(node).__name__}({','.join(fields)})"


def gather(
    wanted: Iterable[tuple[str, str]], without: Container[str] = (), besides: Iterable[Import] = ()
) -> tuple[list[Statement], list[Import]]:
    """All that is needed, modules after those they import, statements in their own order, and the
    imports `besides`. Raises Problems as `closure` does."""
    needed: dict[str, set[Statement]] = {}
    imports: dict[Import, None] = {}

    def need(ref: str, name: str, place: str) -> None:
        module = _read(ref, place)
        own = [s for s in module.statements if name in s.names]
        bound = [i for i in module.imports if i.name == name]
        if not own and not bound:
            raise _problem(place, f"snippets/{ref}.py defines no {name}")
        for entry in bound:
            follow(entry)
        for statement in own:
            if statement not in needed.setdefault(ref, set()):
                needed[ref].add(statement)
                for used in sorted(statement.uses & _bound(module)):
                    need(ref, used, statement.place)

    def follow(entry: Import) -> None:
        if not entry.module.startswith(PREFIX):
            imports[entry] = None
        elif _ref(entry.module) in without:
            pass
        elif entry.name != entry.target or cells.exists(_ref(entry.thing)):
            message = f"of {entry.thing}, import what is used, under its own name"
            raise _problem(entry.place, message)
        else:
            need(_ref(entry.module), entry.name, entry.place)

    for ref, name in wanted:
        need(ref, name, f"snippets/{ref}.py:1")
    for ref in needed:
        for entry in _read(ref, "").imports:
            if entry.module == "__future__":
                imports[entry] = None
    modules = [_read(ref, "") for ref in _imported_first(needed) if ref in needed]
    statements = [s for m in modules for s in m.statements if s in needed[m.ref]]
    imports |= dict.fromkeys(besides)
    _check_clashes(statements, [*imports])
    return statements, [*imports]


def imports_of(ref: str, name: str) -> list[Import]:
    """What a definition uses from outside snippets/."""
    module = _read(ref, f"snippets/{ref}.py:1")
    used = {use for s in module.statements if name in s.names for use in s.uses}
    return [i for i in module.imports if i.name in used and not i.module.startswith(PREFIX)]


def _imported_first(refs: Iterable[str]) -> list[str]:
    """The modules and all they import, each after its imports."""
    order: dict[str, None] = {}
    for ref in refs:
        imports = _read(ref, "").imports
        inner = [_ref(i.module) for i in imports if i.module.startswith(PREFIX)]
        order |= dict.fromkeys([*_imported_first(inner), ref])
    return [*order]


def _bound(module: Definitions) -> set[str]:
    return {n for s in module.statements for n in s.names} | {i.name for i in module.imports}


def _ref(module: str) -> str:
    return module.removeprefix(PREFIX).replace(".", "/")


def _read(ref: str, place: str) -> Definitions:
    if not cells.exists(ref):
        raise _problem(place, f"there is no module snippets/{ref}.py")
    module = cells.parse(ref)
    if not module.is_definitions:
        raise _problem(place, f"{module.shown_path} is cut in cells: only definitions are shared")
    return _take_apart(ref, module.text)


@cache
def _take_apart(ref: str, source: str) -> Definitions:
    lines, statements, imports = source.splitlines(), [], []
    for node in ast.parse(source).body:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            imports += imported(node, ref)
        elif names := _binds(node):
            _refuse_inner_imports(node, ref)
            first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
            while first > 1 and lines[first - 2].startswith("#"):
                first -= 1
            text = "\n".join(lines[first - 1 : node.end_lineno])
            simple = not _has_body(node)
            uses, eager = global_names(text), global_names(text, eager=True)
            statements.append(Statement(ref, node.lineno, text, simple, names, uses, eager))
    return Definitions(ref, tuple(statements), tuple(imports))


def _binds(node: ast.stmt) -> tuple[str, ...]:
    """The names that a statement gives a value, or changes the value of."""
    if _has_body(node):
        return (node.name,)
    targets = getattr(node, "targets", None) or [getattr(node, "target", ast.Pass())]
    names = [n.id for target in targets for n in ast.walk(target) if isinstance(n, ast.Name)]
    return tuple(names)


def _refuse_inner_imports(node: ast.stmt, ref: str) -> None:
    for inner in ast.walk(node):
        if isinstance(inner, (ast.Import, ast.ImportFrom)) and any(
            i.module.startswith(PREFIX) for i in imported(inner, ref)
        ):
            message = "import from snippets at the head of the module, not inside a function"
            raise _problem(f"snippets/{ref}.py:{inner.lineno}", message)


def global_names(source: str, eager: bool = False) -> frozenset[str]:
    """The names that a piece of code takes from its module; `eager`: without the bodies of its
    functions."""
    found = set()
    tables = [symtable.symtable(source, "definitions", "exec")]
    while tables:
        table = tables.pop()
        top = table.get_type() == "module"
        symbols = table.get_symbols()
        found |= {s.get_name() for s in symbols if (s.is_referenced() if top else s.is_global())}
        inner = table.get_children()
        tables += [t for t in inner if not (eager and _is_function(t))]
    return frozenset(found)


def _is_function(table: symtable.SymbolTable) -> bool:
    return table.get_type() == "function" and not table.get_name().endswith(("comp", "expr"))


def _check_clashes(statements: list[Statement], imports: list[Import]) -> None:
    """Raises Problems for names that mean two things."""
    meanings: dict[str, tuple[str, str]] = {}  # name -> (meaning, place)
    problems = []
    found = [(name, s.ref, s.place) for s in statements for name in s.names]
    for name, meaning, place in found + [(i.name, i.thing, i.place) for i in imports]:
        known, first = meanings.setdefault(name, (meaning, place))
        if known != meaning:
            path, _, line = place.partition(":")
            message = f"{name} means something else in {first}, and both are needed: rename one"
            problems.append(Problem(path, int(line), message))
    if problems:
        raise Problems(problems)


def _problem(place: str, message: str) -> Problems:
    path, _, line = place.partition(":")
    return Problems([Problem(path, int(line or 1), message)])


def _joined(statements: list[Statement]) -> str:
    parts = []
    for before, statement in zip([None, *statements], statements, strict=False):
        if before:
            close = before.simple and statement.simple and before.ref == statement.ref
            parts.append("\n" if close else "\n\n\n")
        parts.append(statement.text)
    return "".join(parts)
