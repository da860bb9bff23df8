// Answers questions, away from the page: fetches the pieces of the index that a question needs, and keeps them.

import { analyser } from "./french.js";
import { answers } from "./answer.js";
import { excerpt, marks, signs } from "./excerpt.js";
import { opened, shardOf, unpacked } from "./packed.js";
import { placeOf, read } from "./question.js";

let root = "", ready = null, french = null;
const kept = new Map();

async function json(name) {
  const answer = await fetch(root + name);
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer.json();
}

/** A piece of the index, fetched once. */
function piece(name) {
  if (!kept.has(name)) kept.set(name, json(name).catch((error) => { kept.delete(name); throw error; }));
  return kept.get(name);
}

async function open() {
  const index = opened(await json("index.json"));
  french = analyser(index.language);
  return index;
}

/** What the shards say of terms: their weights, or with `kind` "f" the words that they are written as. Those that the index has not are left out. */
async function inShards(terms, kind, index) {
  const places = terms.map((term) => [term, placeOf(term, index.vocabulary)]).filter(([term, place]) => index.vocabulary[place] === term);
  return new Map(await Promise.all(places.map(async ([term, place]) => {
    const shard = shardOf(index, place);
    return [term, (await piece(`${index.version}/${kind}${shard}.json`)).split(" ")[place - index.starts[shard]]];
  })));
}

/** Answers a question: `found` (all pages, with kind and themes), and what may have been meant for each unknown word. */
async function answer(question) {
  const index = await (ready ??= open());
  const start = performance.now();
  const units = read(question, french, index);
  const named = units.flatMap((unit) => unit.instead);
  const reading = performance.now() - start;
  const [rows, forms] = await Promise.all([inShards([...new Set(units.flatMap((unit) => [...unit.terms.keys()]))], "", index), inShards(named, "f", index)]);
  const scoring = performance.now();
  const weights = new Map([...rows].map(([term, row]) => [term, unpacked(row, index.scale)]));
  const found = answers(units, weights, index.documentPages);
  const took = reading + performance.now() - scoring;
  return {
    found: found.map((one) => ({ ...one, title: index.titles[one.document], address: index.addresses[one.document], label: index.labels.kinds[index.kinds[one.document]][1], kind: index.labels.kinds[index.kinds[one.document]][0], themes: index.labels.themes.filter((_, place) => index.themes[one.document] >> place & 1).map(([id]) => id) })),
    meant: units.filter((unit) => unit.instead.length).map((unit) => [unit.word, forms.get(unit.instead[0]) || unit.instead[0]]),
    words: units.length, took,
  };
}

/** What results show: title, facts, kind, and the part of the page that answers. */
async function cards(question, documents) {
  const index = await (ready ??= open());
  const sought = signs(read(question, french, index), index.sought);
  return Promise.all(documents.map(async (document) => {
    const card = await piece(`${index.version}/d${document}.json`);
    return { ...card, passages: undefined, titleMarks: marks(card.title, sought, french), kind: index.labels.kinds[index.kinds[document]][1], part: excerpt(card, sought, french) };
  }));
}

const asked = { answer, cards, labels: async () => (await (ready ??= open())).labels };

addEventListener("message", async ({ data: { id, what, with: given } }) => {
  try {
    if (what === "open") root = given[0];
    postMessage({ id, value: what === "open" ? null : await asked[what](...given) });
  } catch (error) {
    ready = null;
    kept.clear();
    postMessage({ id, error: String(error) });
  }
});
