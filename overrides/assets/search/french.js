// The French analyser: from a text to the terms of the index. Its twin is macros/search/french.py, which says why each
// rule is there; the tables come with the index, so that both read the same. tests/search/analyser.yml holds both to it.

export const NAME = "francais";
const SPELT_OUT = { "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE" };
const APOSTROPHES = /[’ʼ‘`´′]/g;
const ACCENTS = /[\u0300-\u036f\u00ad\u200b]/g;
const ACRONYM = /(?<![a-z0-9])(?:[a-z]\.){2,}/gi;
const THOUSANDS = /(?<=\d) (?=\d{3}(?!\d))/g;
const WORD = /[a-z0-9]+/gi;
const DOUBLED = /([a-z])\1/g;

const spelt = (text) => text.replace(/[œŒæÆ]/g, (letter) => SPELT_OUT[letter]).replace(APOSTROPHES, "'");
const oneOf = (words) => [...words].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).join("|");

/** Returns the analyser that reads French by these tables: `words(text)`, `stem(word)`, `stop` (a Set). */
export function analyser(language) {
  const stop = new Set(language.stop.split(" "));
  const kept = new Set(language.kept);
  const inclusive = oneOf(language.inclusive);
  const marked = new RegExp(`(?<=[a-z]{2})(?:[·•‧⋅./-](?:${inclusive}))(?:[·•‧⋅./-]?s)?(?![a-z0-9'])`, "gi");
  const bracketed = new RegExp(`(?<=[a-z]{2})\\((?:${inclusive})\\)s?(?![a-z0-9'])`, "gi");
  const elision = new RegExp(`(?<![a-z0-9])(?:${oneOf(language.elided)})'(?=[a-z0-9])`, "gi");
  const apart = new RegExp(`(?<![a-z0-9-])(${oneOf(language.joined)})[ -]+(?=[a-z]{3})`, "gi");
  const weld = new RegExp(`(?<![a-z0-9])(?:${oneOf(language.welded).replaceAll(" ", "[ -]")})(?![a-z0-9])`, "gi");
  const known = new Map();

  /** The words of a text in order, in lower case and without accents, little words included. */
  function words(text) {
    // Twice: what NFKD takes apart may hold these letters and signs in turn.
    const plain = spelt(spelt(text).normalize("NFKD").replace(ACCENTS, ""));
    const read = plain
      .replace(ACRONYM, (found) => found.replaceAll(".", "")).replace(THOUSANDS, "")
      .replace(marked, "").replace(bracketed, "")
      .replace(elision, "").replaceAll("'", "").replace(apart, "$1")
      .replace(weld, (found) => found.replace(/[ -]/g, ""));
    const shouted = !/[a-z]/.test(read);
    return (read.match(WORD) ?? []).filter((word) => word.length > 1 || /\d/.test(word)).map((word) => {
      const low = word.toLowerCase();
      return !shouted && stop.has(low) && word === word.toUpperCase() && word !== low ? word : low;
    });
  }

  /** The term of a word. */
  function stem(word) {
    if (!known.has(word)) known.set(word, stemmed(word.toLowerCase()));
    return known.get(word);
  }

  function stemmed(word) {
    if (word.length < 4 || kept.has(word) || !/^[a-z]+$/.test(word)) return word;
    word = word.replace(DOUBLED, "$1");
    for (const group of language.ends) {
      if (kept.has(word)) return word;
      const rule = group.find(([end, , stays]) => word.endsWith(end) && word.length - end.length >= stays);
      if (rule) word = word.slice(0, word.length - rule[0].length) + rule[1];
    }
    return word;
  }

  return { words, stem, stop };
}

/** Registers the analyser's step in lunr, under the name that the builder's side gives it: a word becomes its term. */
export function register(lunr, { stem }) {
  const francais = (token) => token.update(stem);
  lunr.Pipeline.registerFunction(francais, NAME);
  return francais;
}
