// What the theme leaves out: names for the marks of notes, and wide tables that the keyboard can scroll.
const NOTE = document.documentElement.lang === "zh" ? "注" : "Note";

function complete() {
  for (const mark of document.querySelectorAll(".md-annotation__index:not([aria-label])")) {
    const id = mark.querySelector("[data-md-annotation-id]")?.dataset.mdAnnotationId;
    mark.setAttribute("aria-label", `${NOTE} ${id ?? ""}`.trim());
  }
  for (const table of document.querySelectorAll("table:not([tabindex])")) {
    if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
  }
}

new MutationObserver(complete).observe(document.body, { childList: true, subtree: true });
addEventListener("resize", complete);
complete();
