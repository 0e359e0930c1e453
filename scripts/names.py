"""Which names of torch a cell uses: its syntax tree, and the values it left behind to tell types.

Runs where the cell ran, because only there is it known that `x.view` is a method of a tensor.
"""

import ast
import types

import torch

PACKAGES = ("torch", "torchvision")
OWNERS = {
    "torch.Tensor": torch.Tensor,
    "torch.nn.Module": torch.nn.Module,
    "torch.optim.Optimizer": torch.optim.Optimizer,
}
PLAIN = {name for kind in (str, list, dict, tuple, set) for name in dir(kind)}


def used(code: str, imports: dict[str, str], namespace: dict[str, object]) -> list[str]:
    """Dotted names such as `torch.nn.Linear` and `torch.Tensor.view`, sorted.

    `imports` collects what the import statements of the module bind, cell after cell.
    """
    tree = ast.parse(code)
    imports.update(bound(tree))
    inner = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and id(node) not in inner:
            found |= _attribute(node, imports, namespace)
        elif isinstance(node, ast.Name) and id(node) not in inner:
            found.add(imports.get(node.id, ""))
    return sorted(name for name in found if name.split(".")[0] in PACKAGES and "." in name)


def bound(tree: ast.AST) -> dict[str, str]:
    """What the import statements of a tree bind: {"nn": "torch.nn"}."""
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for a in node.names:
                names[a.asname or a.name.split(".")[0]] = (
                    a.name if a.asname else a.name.split(".")[0]
                )
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {a.asname or a.name: f"{node.module}.{a.name}" for a in node.names}
    return names


def _attribute(node: ast.Attribute, imports: dict[str, str], namespace) -> set[str]:
    chain, base = [node.attr], node.value
    while isinstance(base, ast.Attribute):
        chain.insert(0, base.attr)
        base = base.value
    if isinstance(base, ast.Name) and base.id in imports:
        return {_public(".".join([imports[base.id], *chain]))}
    if isinstance(base, ast.Name):
        return _of_value(namespace.get(base.id), chain[0])
    return _of_value(None, chain[0]) if chain[0] not in PLAIN else set()


def _public(name: str) -> str:
    """Up to the first name that is no module, and one further into a class; "" if none is."""
    parts = name.split(".")
    value = __import__(parts[0])
    for n, part in enumerate(parts[1:], 2):
        value = getattr(value, part, None)
        if value is None:
            return ""
        if not isinstance(value, types.ModuleType):
            return ".".join(parts[: n + isinstance(value, type)])
    return name


def _of_value(value: object, attribute: str) -> set[str]:
    for name, kind in OWNERS.items():
        if isinstance(value, kind) and hasattr(kind, attribute):
            return {f"{name}.{attribute}"}
    if value is None and hasattr(torch.Tensor, attribute):
        return {f"torch.Tensor.{attribute}"}
    return set()
