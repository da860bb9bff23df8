// From a question that was read to the pages that answer it, best first. Its twin, macros/search/answer.py, says how.

/** Returns a list of { document, score, missing (words), others (documents of the same page) }. `weights`: term → flat documents and weights. */
export function answers(units, weights, pages) {
  const scores = new Map();
  units.forEach((unit, place) => {
    for (const [term, share] of unit.terms) {
      const row = weights.get(term) ?? [];
      for (let i = 0; i < row.length; i += 2) {
        let found = scores.get(row[i]);
        if (!found) scores.set(row[i], (found = new Array(units.length).fill(0)));
        found[place] = Math.max(found[place], row[i + 1] * share);
      }
    }
  });
  const found = [...scores].map(([document, row]) => {
    const missing = units.filter((_, place) => !row[place]).map((unit) => unit.word);
    const has = units.length - missing.length;
    const sum = row.reduce((total, score) => total + score, 0);
    return { document, score: Math.floor((sum * has * has) / (units.length * units.length)), missing, others: [] };
  });
  found.sort((a, b) => b.score - a.score || a.document - b.document);
  const best = new Map();
  for (const one of found) {
    const first = best.get(pages[one.document]);
    if (!first) best.set(pages[one.document], one);
    else if (one.missing.length <= first.missing.length) first.others.push(one.document);
  }
  return [...best.values()];
}
