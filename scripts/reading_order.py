"""What a page says of itself before its first word: the minutes it takes and the pages it needs."""

from graphlib import CycleError, TopologicalSorter

from scripts import pages, paths
from scripts.problems import Problem


def lint(language: str, ref: str) -> list[Problem]:
    """Minutes and needs of one page; both are a must on a page of a topic that has snippets."""
    path = pages.page_path(language, ref)
    front, _, _ = pages.front_matter(path)
    topic, _, name = ref.rpartition("/")
    lesson = topic and name != "index" and (paths.SNIPPETS / topic).is_dir()
    messages = []
    minutes, needs = front.get("minutes"), front.get("needs")
    if lesson and (minutes is None or needs is None):
        messages.append("a lesson says `minutes: 12` and `needs: [topic/page]`, which may be []")
    if minutes is not None and (type(minutes) is not int or minutes < 1):
        messages.append(f"minutes must be a whole number, not {minutes!r}")
    if needs is not None and not isinstance(needs, list):
        messages.append(f"needs must be a list of pages, not {needs!r}")
    for need in needs if isinstance(needs, list) else []:
        if not pages.page_path(language, str(need)).is_file():
            messages.append(f"needs {need}, which is no page")
    return [Problem(paths.shown(path), 1, message) for message in messages]


def cycles(language: str) -> list[Problem]:
    """Pages that need each other, so that a reader could begin with none of them."""
    graph = {}
    for ref in pages.page_refs(language):
        front, _, _ = pages.front_matter(pages.page_path(language, ref))
        graph[ref] = front.get("needs") or []
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = error.args[1][::-1]
        path = paths.shown(pages.page_path(language, circle[0]))
        return [Problem(path, 1, f"pages need each other in a circle: {' → '.join(circle)}")]
    return []
