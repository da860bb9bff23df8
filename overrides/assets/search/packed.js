// The index as files: its writer, macros/search/packed.py, says how they are made.

const SIGNS = Array.from({ length: 94 }, (_, n) => String.fromCharCode(33 + n)).filter((sign) => !'"\\<&'.includes(sign)).join("");
const BASE = SIGNS.length / 2;
const VALUES = new Map([...SIGNS].map((sign, value) => [sign, value]));
export const SAME = 90, LOOSER = 60; // as in concepts.py

/** Opens the index that was read from index.json: its sorted terms, what leads to them, the page of each document. */
export function opened(index) {
  const vocabulary = [];
  for (const [, shared, rest] of index.terms.matchAll(/([A-Z])([^A-Z]*)/g)) {
    vocabulary.push((vocabulary.at(-1) ?? "").slice(0, shared.charCodeAt(0) - 65) + rest);
  }
  const sought = new Map();
  for (const line of index.sought.split("\n").filter(Boolean)) {
    const [form, leads] = line.split("\t");
    sought.set(form, new Map(leads.split(" ").map((term) => (term[0] === "~" ? [term.slice(1), LOOSER] : [term, SAME]))));
  }
  return { ...index, vocabulary, sought, documentPages: index.pages.map((back, number) => number - back), starts: index.shards.map((first) => vocabulary.indexOf(first)) };
}

/** The number of the shard that has a term, known by its place in the vocabulary. */
export function shardOf(opened, place) {
  return opened.starts.findLastIndex((start) => start <= place);
}

/** The documents of a term and their weights, flat: document, weight, document, weight… */
export function unpacked(row, scale) {
  const found = [];
  let document = -1, gap = 0, power = 1;
  for (let place = 0; place < row.length; place += 1) {
    const value = VALUES.get(row[place]);
    if (value >= BASE) {
      gap += (value - BASE) * power;
      power *= BASE;
      continue;
    }
    document += gap + value * power + 1;
    place += 1;
    found.push(document, scale[VALUES.get(row[place])]);
    gap = 0;
    power = 1;
  }
  return found;
}
