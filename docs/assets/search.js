// Questions that the theme's search would misunderstand, said in a way that it understands.

const [SETUP, QUERY] = [0, 2]; // types of messages to the worker of the search
const WORDS = /[\p{L}\p{N}_]+(?:\.\d+)*/gu;
const PASTED = 4; // words; fewer may have been typed, and the last may lack its end

// The search takes every word for the beginning of one, so that an "a" finds "accuracy" and a pasted
// message finds everything. `^1` makes a word a whole one.
function whole(question) {
  const words = question.match(WORDS) ?? [];
  return words.length < PASTED ? question : words.map((word) => `${word}^1`).join(" ");
}

// The search looks for the words in a run of Chinese without regarding its last character, so that 步幅
// finds 步. So they are looked for here, and each gets a last character that no word has.
const HAN = /\p{Script=Han}+/gu;
let pages = [];
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
  const quoted = /^".*"$/.test(question);
  return separated === question && !quoted ? whole(question) : separated;
}

const post = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (message, ...rest) {
  if (message.type === SETUP) pages = message.data.docs;
  const asked = message.type === QUERY ? { ...message, data: understood(message.data) } : message;
  return post.call(this, asked, ...rest);
};
