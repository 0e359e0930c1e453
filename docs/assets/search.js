// Questions that the theme's search would misunderstand, said in a way that it understands.

const [SETUP, QUERY] = [0, 2]; // types of messages to the worker of the search
const WORDS = /[\p{L}\p{N}_]+(?:\.\d+)*/gu;
const PASTED = 4; // words; fewer may have been typed, and the last may lack its end
let pages = []; // and their sections, once the search is set up

// The search takes every word for the beginning of one, so that an "a" finds "accuracy" and a pasted
// message finds everything. `^1` makes a word a whole one.
const whole = (word) => `${word}^1`;

// Of torch.cat and x.view, `torch` and `x` find everything: the last name is what is looked for.
const QUALIFIED = /(?:[a-z_]\w*\.)+([a-z_]\w*)/gi;

function named(_, name) {
  const alone = new RegExp(`\\b${name}\\b`, "i");
  return pages.some(({ text }) => alone.test(text)) ? whole(name) : name; // or it is being typed
}

// The search looks for the words in a run of Chinese without regarding its last character, so that 步幅
// finds 步. So they are looked for here, and each gets a last character that no word has.
const HAN = /\p{Script=Han}+/gu;
let known;

function separate(run) {
  known ??= new Set(pages.flatMap(({ title, text }) => `${title} ${text}`.match(HAN) ?? []));
  const words = [];
  for (let start = 0; start < run.length; start += words.at(-1).length) {
    let end = run.length;
    while (end > start + 1 && !known.has(run.slice(start, end))) end -= 1;
    words.push(run.slice(start, end));
  }
  return ` ${words.map((word) => `${word}〇`).join(" ")} `;
}

function understood(question) {
  const separated = question.replace(HAN, separate);
  if (/^".*"$/.test(question)) return separated;
  const words = question.replace(QUALIFIED, "$1").match(WORDS) ?? [];
  const pasted = separated === question && words.length >= PASTED;
  return pasted ? words.map(whole).join(" ") : separated.replace(QUALIFIED, named);
}

const post = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (message, ...rest) {
  if (message.type === SETUP) pages = message.data.docs;
  const asked = message.type === QUERY ? { ...message, data: understood(message.data) } : message;
  return post.call(this, asked, ...rest);
};
