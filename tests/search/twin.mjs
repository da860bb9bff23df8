// The browser's search, run by Node for tests/site/test_search_twins.py: one JSON on stdin, one on stdout.
//
// Given `modules` (a folder that holds a copy of assets/search/) and `index` (the search/ folder of a built site):
// - `texts`: for each, its words, their stems, and its terms; with `lunr` (a file) also what lunr's registered step makes of the words;
// - `questions`: for each, its units as question.js reads them, the pages as worker.js answers, and what may have been meant;
// - `shown`: for each question and its documents, the cards;
// - `serialised` and `words`: an index of lunr's, loaded by lunr.js, and for each list of words the documents it gives.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const given = JSON.parse(Buffer.concat(chunks));
const module = (name) => import(pathToFileURL(join(given.modules, name)));
const index = JSON.parse(await readFile(join(given.index, "index.json"), "utf8"));
const [{ analyser, register }, { opened }, { read }] = await Promise.all(["french.js", "packed.js", "question.js"].map(module));
const french = analyser(index.language);
const terms = (text) => french.words(text).filter((word) => !french.stop.has(word)).map(french.stem);

/** Starts worker.js in a world of its own that has what a worker's has; returns how to ask it. */
async function worker() {
  const waiting = new Map();
  let listener = null, last = 0;
  globalThis.addEventListener = (_, heard) => { listener = heard; };
  globalThis.postMessage = ({ id, value, error }) => (error ? waiting.get(id).reject(new Error(error)) : waiting.get(id).resolve(value));
  globalThis.fetch = async (file) => ({ ok: true, json: async () => JSON.parse(await readFile(file, "utf8")) });
  await module("worker.js");
  const ask = (what, ...asked) => new Promise((resolve, reject) => {
    waiting.set((last += 1), { resolve, reject });
    listener({ data: { id: last, what, with: asked } });
  });
  await ask("open", join(given.index, "/"));
  return ask;
}

const answer = {};
if (given.texts) {
  answer.texts = given.texts.map((text) => {
    const words = french.words(text);
    return { words, stems: words.map(french.stem), terms: terms(text) };
  });
}
if (given.questions || given.shown) {
  const ask = await worker(), known = opened(index);
  answer.questions = [];
  for (const question of given.questions ?? []) {
    const { found, meant, words } = await ask("answer", question);
    answer.questions.push({
      units: read(question, french, known).map((unit) => [unit.word, [...unit.terms], unit.instead]),
      found: found.map((one) => [one.document, one.score, one.missing, one.others]),
      meant, words,
    });
  }
  answer.shown = [];
  for (const [question, documents] of given.shown ?? []) answer.shown.push(await ask("cards", question, documents));
}
if (given.lunr) {
  const lunr = createRequire(import.meta.url)(given.lunr);
  register(lunr, french);
  const pipeline = lunr.Pipeline.load(["francais"]);
  answer.lunr = lunr.version;
  answer.tokens = given.texts?.map((text) => french.words(text).flatMap((word) => pipeline.runString(word)));
  const loaded = given.serialised && lunr.Index.load(given.serialised);
  answer.orders = given.words?.map((words) => loaded.query((query) => words.forEach((word) => query.term(word, {}))).map(({ ref, score }) => [Number(ref), score]));
}
process.stdout.write(JSON.stringify(answer));
