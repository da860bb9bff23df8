// A question, read: its words, and the terms of the index that answer each. Its twin is macros/search/question.py.

const EXACT = 100, BEGUN = 40, KIN = 60, NEAR = [[1, 50], [2, 35]];
const SHORTEST_BEGUN = 3, SHORTEST_KIN = 5, LONGEST_END = 6, SHORTEST_NEAR = { 1: 4, 2: 7 };
const MOST_BEGUN = 24, MOST_NEAR = 4, LONGEST_FORM = 8;

/** Reads a question: a list of { word, terms (Map: term → hundredths), instead (terms of what may be meant) }. */
export function read(question, { words, stem, stop }, { vocabulary, sought }) {
  const asked = words(question);
  const telling = asked.filter((word) => !stop.has(word));
  const units = joined(telling.length ? telling : asked, stem, vocabulary).map((word) => ({ word, terms: new Map(), instead: [] }));
  const stems = units.map((unit) => stem(unit.word));
  for (const [place, size, form] of longest(stems, sought)) {
    for (const unit of units.slice(place, place + size)) {
      for (const [term, weight] of sought.get(form)) unit.terms.set(term, weight);
    }
  }
  units.forEach((unit, place) => {
    if (known(stems[place], vocabulary)) unit.terms.set(stems[place], EXACT);
    else if (!unit.terms.size) guess(unit, stems[place], vocabulary);
  });
  if (units.length && !question.endsWith(" ")) begun(units.at(-1), stems.at(-1), vocabulary);
  return units;
}

/** The place, the length and the form of each known expression in a list of terms: the longest at each place. */
export function* longest(stems, forms) {
  for (let place = 0; place < stems.length;) {
    let size = Math.min(LONGEST_FORM, stems.length - place);
    while (size && !forms.has(stems.slice(place, place + size).join(" "))) size -= 1;
    if (size) yield [place, size, stems.slice(place, place + size).join(" ")];
    place += size || 1;
  }
}

/** Where a term is in the vocabulary, or would be. */
export function placeOf(term, vocabulary) {
  let low = 0, high = vocabulary.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (vocabulary[middle] < term) low = middle + 1;
    else high = middle;
  }
  return low;
}

const known = (term, vocabulary) => vocabulary[placeOf(term, vocabulary)] === term;

function joined(asked, stem, vocabulary) {
  const found = [];
  for (const word of asked) {
    const before = found.at(-1) ?? "";
    const apart = known(stem(before), vocabulary) && known(stem(word), vocabulary);
    if (before && !apart && known(stem(before + word), vocabulary)) found[found.length - 1] = before + word;
    else found.push(word);
  }
  return found;
}

function starting(start, vocabulary, most) {
  const found = [];
  for (let place = placeOf(start, vocabulary); vocabulary[place]?.startsWith(start) && found.length < most; place += 1) found.push(vocabulary[place]);
  return found;
}

function begun(unit, term, vocabulary) {
  for (const start of [unit.word, term]) {
    if (start.length < SHORTEST_BEGUN) continue;
    for (const found of starting(start, vocabulary, MOST_BEGUN)) if (!unit.terms.has(found)) unit.terms.set(found, BEGUN);
  }
}

function guess(unit, term, vocabulary) {
  for (let size = term.length - 1; size >= Math.max(SHORTEST_KIN, term.length - LONGEST_END); size -= 1) {
    if (!known(term.slice(0, size), vocabulary)) continue;
    unit.terms.set(term.slice(0, size), KIN);
    break;
  }
  if (term.length >= SHORTEST_KIN) for (const found of starting(term, vocabulary, MOST_NEAR)) unit.terms.set(found, KIN);
  if (unit.terms.size) return;
  for (const [off, weight] of NEAR) {
    if (term.length >= SHORTEST_NEAR[off] && !/^\d+$/.test(term)) {
      const near = vocabulary.filter((other) => Math.abs(other.length - term.length) <= off && other[0] !== "=" && misspelt(term, other, off));
      const first = (other) => (other[0] === term[0] ? 0 : 1);
      unit.instead = near.sort((a, b) => first(a) - first(b) || (a < b ? -1 : 1)).slice(0, MOST_NEAR);
      for (const found of unit.instead) unit.terms.set(found, weight);
    }
    if (unit.terms.size) return;
  }
}

/** Whether two words differ by at most `most` letters added, missing, changed, or swapped with the next. */
export function misspelt(one, other, most) {
  let previous, before = [], row = Array.from({ length: other.length + 1 }, (_, j) => j);
  for (let i = 1; i <= one.length; i += 1) {
    [previous, before, row] = [before, row, [i]];
    for (let j = 1; j <= other.length; j += 1) {
      row[j] = Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], previous[j - 2] + 1);
    }
    if (Math.min(...row) > most) return false;
  }
  return row.at(-1) <= most;
}
