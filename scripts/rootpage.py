"""The two pages above the languages: one leads to the reader's, one says there is no such page."""

PAGE = """<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>PyTorch 笔记 · PyTorch Notes</title>
{head}
<link rel="icon" href="{base}zh/assets/favicon.svg">
<style>
:root {{ color-scheme: light dark; --link: #a83411; }}
@media (prefers-color-scheme: dark) {{ :root {{ --link: #ff9e7d; }} }}
body {{ display: grid; min-height: 90vh; place-content: center; margin: 1rem;
  font: 1.25rem/1.6 system-ui, sans-serif; text-align: center; }}
a {{ color: var(--link); }}
</style>
</head>
<body>
{body}
<script>
{script}
</script>
</body>
</html>
"""
INDEX = """<main>
<h1>PyTorch</h1>
<p lang="zh"><a href="zh/" hreflang="zh">中文</a></p>
<p lang="en"><a href="en/" hreflang="en">English</a></p>
</main>"""
TO_THE_READERS_LANGUAGE = """
const wanted = navigator.languages.map(tag => tag.slice(0, 2));
location.replace((wanted.find(tag => ["zh", "en"].includes(tag)) || "en") + "/");
"""
NOT_FOUND = """<main>
<p lang="zh">没有这个页面。<a href="{base}zh/">回到首页</a></p>
<p lang="en">There is no such page. <a href="{base}en/">Go to the home page</a></p>
</main>"""
ONLY_THE_LANGUAGE_ASKED_FOR = """
const asked = location.pathname.slice("{base}".length, "{base}".length + 3);
const other = {{"zh/": "[lang=en]", "en/": "[lang=zh]"}}[asked];
if (other) document.querySelector("p" + other).remove();
"""


def index() -> str:
    """Leads to the reader's language; without JavaScript it offers both."""
    head = "\n".join(
        f'<link rel="alternate" hreflang="{lang}" href="{lang}/">' for lang in ("zh", "en")
    )
    return PAGE.format(head=head, base="", body=INDEX, script=TO_THE_READERS_LANGUAGE.strip())


def not_found(base: str) -> str:
    """For an address that is no page; `base` is the path below which the site lies."""
    return PAGE.format(
        head='<meta name="robots" content="noindex">',
        base=base,
        body=NOT_FOUND.format(base=base),
        script=ONLY_THE_LANGUAGE_ASKED_FOR.format(base=base).strip(),
    )
