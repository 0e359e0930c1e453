"""What the site itself says, in each language."""

WORDS = {
    "zh": {
        "minutes": "约 {} 分钟",
        "needs": "先读：",
        "and": "、",
        "term": "术语",
        "other": "英文",
        "meaning": "含义",
    },
    "en": {
        "minutes": "About {} minutes",
        "needs": "Read first: ",
        "and": ", ",
        "term": "Term",
        "other": "Chinese",
        "meaning": "Meaning",
    },
}


def page_line(minutes: int | None, needs: list[tuple[str, str]], language: str) -> str:
    """The line below a page's title; `needs` holds (title, address) of the pages to read first."""
    words = WORDS[language]
    parts = [words["minutes"].format(minutes)] if minutes else []
    if needs:
        links = words["and"].join(f'<a href="{url}">{title}</a>' for title, url in needs)
        parts.append(words["needs"] + links)
    return f'<p class="page-line" data-search-exclude>{" · ".join(parts)}</p>' if parts else ""
