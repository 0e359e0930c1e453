// Where a reader's own accuracy lies among the recorded ones. The page brings numbers and sentences along
// (scripts/recorded.py); nothing is asked of a server.
const PAUSE = 400; // milliseconds: a number is not read aloud while it is being typed

function answer(text, { values, percent, words }) {
  const typed = text.normalize("NFKC").trim().replace(/[,。]/, ".");
  const [, digits, sign] = /^(\d+\.?\d*|\.\d+)\s*(%?)$/.exec(typed) ?? [];
  if (!digits) return words.unreadable;
  const places = sign || Number(digits) > 1 ? 2 : 0;
  const own = Number(`${digits}e-${places}`); // not 92.59 / 100, which is 0.9259000000000001
  if (own > 1) return words.impossible;

  const [low, high] = [Math.min(...values), Math.max(...values)];
  const show = (value) => percent.replace("{}", (100 * value).toFixed(2));
  const numbers = {
    n: values.length,
    below: values.filter((value) => value < own).length,
    above: values.filter((value) => value > own).length,
    times: values.length + 1, // of n + 1 equals, each is the lowest equally often
    low: show(low),
    high: show(high),
    mean: show(values.reduce((sum, value) => sum + value, 0) / values.length),
  };
  return words[verdict(own, rounding(digits, places), low, high, values.length)].replace(
    /{(\w+)}/g,
    (_, name) => numbers[name],
  );
}

function verdict(own, rounded, low, high, n) {
  if (own >= low - rounded && own <= high + rounded) return "within";
  const side = own < low ? "below" : "above";
  const away = Math.max(low - own, own - high) - rounded;
  return n >= 5 && away > high - low ? `far_${side}` : side; // the span of a few runs tells little
}

// 97.3 may stand for anything from 97.25 to 97.35; 97, 0.97 and 0.9 are taken to half a percent.
function rounding(digits, places) {
  const decimals = (digits.split(".")[1]?.length ?? 0) + places;
  return 0.5 * 10 ** -Math.max(decimals, 2);
}

// The theme puts new pages in the place of the old one: the document stays, so it is the one to listen.
let waiting;
document.addEventListener("input", ({ target }) => {
  const box = target.closest("[data-recorded]");
  if (!box) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const said = target.value.trim() && answer(target.value, JSON.parse(box.dataset.recorded));
    box.querySelector("[role=status]").textContent = said;
  }, PAUSE);
});
