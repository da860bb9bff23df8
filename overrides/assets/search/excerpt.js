// What a result shows of its page: the part that says most of what is asked, cut to a few lines, the words found marked.

const LONGEST = 240, BEFORE = 60; // characters
// A word as it is written, with what joins its parts: télé-travail, salarié·e·s, l’égalité.
const WRITTEN = /[\p{L}\p{N}]+(?:[-·.’'][\p{L}\p{N}]+)*/gu;
const ELIDED = /^.*[’']/;

/** What to mark: the terms of single words, and the expressions that stand for what is asked, each with its unit. */
export function signs(units, sought) {
  const single = new Map(), several = new Map();
  units.forEach((unit, place) => {
    for (const term of unit.terms.keys()) if (term[0] !== "=") single.set(term, place);
  });
  for (const [form, leads] of sought) {
    const place = units.findIndex((unit) => [...unit.terms.keys()].some((term) => term[0] === "=" && leads.get(term) === 90));
    if (place >= 0) (form.includes(" ") ? several : single).set(form, place);
  }
  return { single, several };
}

/** The places of a text that answer: a list of { start, end, unit }, in order. */
export function marks(text, { single, several }, { words, stem, stop }) {
  const read = [...text.matchAll(WRITTEN)].flatMap((found) => {
    const stems = words(found[0]).filter((word) => !stop.has(word)).map(stem);
    return stems.length ? [{ start: found.index + (ELIDED.exec(found[0])?.[0].length ?? 0), end: found.index + found[0].length, stems }] : [];
  });
  const found = [];
  read.forEach((word, place) => {
    const unit = word.stems.map((term) => single.get(term)).find((known) => known !== undefined);
    if (unit !== undefined) found.push({ start: word.start, end: word.end, unit });
    for (let size = 2; several.size && size <= Math.min(8, read.length - place); size += 1) {
      const form = read.slice(place, place + size).flatMap((one) => one.stems).join(" ");
      if (several.has(form)) found.push({ start: word.start, end: read[place + size - 1].end, unit: several.get(form) });
    }
  });
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  return found.filter((mark, place) => !found.slice(0, place).some((other) => other.end > mark.start));
}

/** The part of a card to show: { anchor, heading, text, marks }, the marks placed in the text. */
export function excerpt(card, sought, analyser) {
  let best = { score: -1 };
  card.passages.forEach(([anchor, heading, text], order) => {
    const inText = marks(text, sought, analyser);
    const units = new Set([...inText, ...marks(heading, sought, analyser)].map((mark) => mark.unit));
    const score = units.size * 100 + Math.min(inText.length, 9) * 3 - order * 4;
    if (text && score > best.score) best = { score, anchor: units.size ? anchor : "", heading, text, inText };
  });
  return best.text ? { anchor: best.anchor, heading: best.heading, ...cut(best.text, best.inText) } : { anchor: "", heading: "", text: "", marks: [] };
}

/** The few lines of a text that hold most of what is asked. */
function cut(text, found) {
  if (text.length <= LONGEST) return { text, marks: found };
  const told = (mark) => new Set(found.filter((other) => other.start >= mark.start && other.end < mark.start + LONGEST - BEFORE).map((other) => other.unit)).size;
  const first = found.reduce((best, mark) => (best && told(best) >= told(mark) ? best : mark), null);
  const from = first ? beginning(text, first.start) : 0;
  const to = from + LONGEST >= text.length ? text.length : text.lastIndexOf(" ", from + LONGEST);
  const lead = from ? "… " : "";
  return {
    text: lead + text.slice(from, to) + (to < text.length ? " …" : ""),
    marks: found.filter((mark) => mark.start >= from && mark.end <= to).map((mark) => ({ ...mark, start: mark.start - from + lead.length, end: mark.end - from + lead.length })),
  };
}

/** Where to begin, so that a place is seen: the start of its sentence if it is near, else a word a little before. */
function beginning(text, place) {
  const sentence = Math.max(text.lastIndexOf(". ", place), text.lastIndexOf("\u202f! ", place), text.lastIndexOf("\u202f? ", place)) + 2;
  if (sentence === 1) return place <= BEFORE * 2 ? 0 : text.indexOf(" ", place - BEFORE) + 1;
  return place - sentence <= BEFORE * 2 ? sentence : text.indexOf(" ", place - BEFORE) + 1;
}
