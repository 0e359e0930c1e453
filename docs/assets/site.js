// What the theme leaves out: names for the marks of notes; wide tables, formulas and drawings that can be scrolled
// with the keyboard; the way to the other language from where the reader is now.
const WIDE = "table, math[display=block], figure";
const NOTE = document.documentElement.lang === "zh" ? "注" : "Note";

function complete() {
  for (const mark of document.querySelectorAll(".md-annotation__index:not([aria-label])")) {
    const id = mark.querySelector("[data-md-annotation-id]")?.dataset.mdAnnotationId;
    mark.setAttribute("aria-label", `${NOTE} ${id ?? ""}`.trim());
  }
  for (const wide of document.querySelectorAll(`:is(${WIDE}):not([tabindex])`)) {
    if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
  }
}

new MutationObserver(complete).observe(document.body, { childList: true, subtree: true });
addEventListener("resize", complete);
complete();

// The theme swaps pages and leaves the links in the header; of a page found by the search it knows nothing.
function follow(event) {
  const link = event.target.closest?.("a.md-select__link");
  if (!link) return;
  const { origin, pathname, hash } = location;
  const own = `/${document.documentElement.lang}/`;
  const at = pathname.lastIndexOf(own);
  const rest = pathname.slice(at + own.length);
  link.href = `${origin}${pathname.slice(0, at)}/${link.hreflang}/${rest}${hash}`;
  if (event.type === "click") event.stopPropagation(); // the theme would lead to its home page
}

for (const kind of ["pointerover", "focusin", "click"]) addEventListener(kind, follow, true);
