// What the theme leaves out: names for the marks of notes; wide tables and formulas that can be scrolled
// with the keyboard.
const NOTE = document.documentElement.lang === "zh" ? "注" : "Note";

function complete() {
  for (const mark of document.querySelectorAll(".md-annotation__index:not([aria-label])")) {
    const id = mark.querySelector("[data-md-annotation-id]")?.dataset.mdAnnotationId;
    mark.setAttribute("aria-label", `${NOTE} ${id ?? ""}`.trim());
  }
  for (const wide of document.querySelectorAll(":is(table, math[display=block]):not([tabindex])")) {
    if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
  }
}

new MutationObserver(complete).observe(document.body, { childList: true, subtree: true });
addEventListener("resize", complete);
complete();
