"""Chinese text as HTML: lines broken in the source must not become spaces on the page."""

import re

CHINESE = "[\u3000-\u303f\u3400-\u9fff\uff00-\uffef\u2014\u2018-\u201d\u2026]"
BREAK = re.compile(
    rf"({CHINESE}(?:</(?:a|em|strong)>)*)\n *((?:<(?:a|em|strong)\b[^>]*>)*(?={CHINESE}))"
)


def join_lines(page: str) -> str:
    """Browsers show a line break as a space, which has no place between two Chinese characters."""
    return BREAK.sub(r"\1\2", page)
