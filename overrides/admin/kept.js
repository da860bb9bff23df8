// A file written again with other values: what has not changed keeps its very characters (remarks, order, quotes, line ends).
import { isMap, isScalar, isSeq } from "./yaml/index.js";
import { after, field, group, isGroup, isList, item, parsed, same, tidy } from "./written.js";

const KEYS = ["id", "slug", "number", "what", "address"];
const HEAD = /^# (?:Licence|yaml-language-server)/;

/** The reader and the writer of one kind of file. `key`: the field that names a record, where each has its file. */
export class Keeper {
  constructor(key) {
    this.key = key;
    this.texts = new Map(); // by key, what was last read or written
    this.head = "";
  }

  /** What the CMS calls to read a file. */
  read = (text) => {
    const value = parsed(text).toJS();
    this.remember(value, `${text}\n`);
    return value;
  };

  /** What the CMS calls to write a file. */
  write = (given) => {
    const value = tidy(JSON.parse(JSON.stringify(given))) ?? [];
    const text = written(this.texts.get(this.name(value)), value, this.head);
    this.remember(value, text);
    return text;
  };

  remember(value, text) {
    this.texts.set(this.name(value), text);
    const head = text.split("\n").filter((line) => HEAD.test(line));
    this.head = head.length ? `${head.join("\n")}\n` : this.head;
  }

  name(value) {
    return this.key && isGroup(value) ? String(value[this.key]) : "";
  }
}

/** The text of a file that holds `value`: `old` with the changes, or a new one after `head`. */
export function written(old, value, head = "") {
  const fresh = isList(value) ? value.map((one) => item(one, "")).join("") || "[]\n" : group(value, "");
  const text = proved(() => old && changed(old, value), value) ?? proved(() => (old ? remarks(old) : head) + fresh, value);
  if (!text) throw new Error("Cette fiche ne peut pas être écrite sans perte. Modifiez son fichier à la main.");
  return text;
}

/** What `make` gives, if it reads as `value`. */
function proved(make, value) {
  try {
    const text = make();
    return text && same(tidy(parsed(text).toJS()), value) ? text : undefined;
  } catch {
    return undefined;
  }
}

const remarks = (text) => /^(?:[ \t]*(?:#.*)?\n)*/.exec(text)[0];

function changed(old, value) {
  const document = parsed(old);
  const root = document.contents;
  if (!root) return undefined;
  const start = lineOf(old, root.range[0]);
  const text = block(old, root, document.toJS(), value, start, old.length);
  return text && old.slice(0, start) + text;
}

/** The text of a block from `start` to `end` with its new value, `was` being the old one; nothing if it is no block, or another kind of value now. */
function block(old, node, was, value, start, end) {
  if (isMap(node) && !node.flow && isGroup(value)) return fields(old, node, was, value, start, end);
  if (isSeq(node) && !node.flow && isList(value)) return items(old, node, was, value, start, end);
  return undefined;
}

function fields(old, node, was, value, start, end) {
  const pad = " ".repeat(columnOf(old, node.items[0].key.range[0]));
  const bounds = boundsOf(old, node.items.map((pair) => [pair.key.range[0], pair.value.range[1]]), start, end);
  const parts = [];
  for (const [place, pair] of node.items.entries()) {
    const name = pair.key.value;
    if (name in value) parts.push([name, entry(old, pair, was[name], value[name], ...bounds[place], pad)]);
    else if (place === 0 && start > lineOf(old, start)) return group(value, pad).slice(pad.length); // its dash would stay alone
  }
  let place = 0;
  for (const [name, one] of Object.entries(value)) {
    const found = parts.findIndex(([known]) => known === name);
    if (found < 0) parts.splice(place, 0, [name, field(name, one, pad)]);
    place = Math.max(place, found < 0 ? place : found) + 1;
  }
  return parts.map(([, text]) => text).join("");
}

function entry(old, pair, was, value, from, to, pad) {
  if (same(tidy(was), value)) return old.slice(from, to);
  const [first, last] = pair.value.range;
  const start = lineOf(old, first);
  const inner = start > pair.key.range[0] ? block(old, pair.value, was, value, start, to) : undefined;
  if (inner !== undefined) return old.slice(from, start) + inner;
  const ends = /\n*$/.exec(old.slice(first, last))[0]; // a folded text holds its last line end
  const note = ends ? "" : /^(?:[ \t]+#[^\n]*)?/.exec(old.slice(last, to))[0];
  const bare = isScalar(pair.value) && pair.value.type === "PLAIN" ? true : undefined;
  const head = old.slice(from, old.indexOf(":", pair.key.range[1]) + 1);
  return head + after(value, pad, pad.length + pair.key.value.length + 2, bare, note) + ends + old.slice(last + note.length, to);
}

function items(old, node, was, value, start, end) {
  const pad = " ".repeat(columnOf(old, dashOf(old, node.items[0])));
  const bounds = boundsOf(old, node.items.map((one) => [dashOf(old, one), one.range[1]]), start, end);
  const known = was.map(tidy);
  const places = matched(known, value);
  return value.map((one, index) => {
    const place = places[index];
    if (place === undefined) return item(one, pad);
    const [from, to] = bounds[place];
    if (same(known[place], one)) return old.slice(from, to);
    const [first] = node.items[place].range;
    const inner = block(old, node.items[place], was[place], one, first, to);
    return inner === undefined ? item(one, pad) : old.slice(from, first) + inner;
  }).join("");
}

/** For each new item, the place of the old one that it is, if any: the same, then that of the same key, then the most alike. */
function matched(old, value) {
  const left = new Set(old.keys());
  const places = value.map(() => undefined);
  const pass = (score) => value.forEach((one, index) => {
    if (places[index] !== undefined) return;
    const [best] = [...left].map((place) => [score(old[place], one, place === index), place]).filter(([points]) => points > 0).sort((a, b) => b[0] - a[0]);
    if (best) left.delete(places[index] = best[1]);
  });
  const named = (one, other) => KEYS.some((key) => isGroup(one) && isGroup(other) && one[key] !== undefined && same(one[key], other[key] ?? ""));
  pass((one, other, here) => same(one, other) * (here ? 2 : 1));
  pass((one, other) => Number(named(one, other)));
  pass((one, other, here) => isGroup(one) && isGroup(other) ? Object.keys(one).filter((name) => name in other && same(one[name], other[name])).length + here / 2 : 0);
  return places;
}

/** From where to where each part of a block goes; the remarks above a part are its own. `parts`: its first and last characters. */
function boundsOf(old, parts, start, end) {
  const starts = parts.map(([first], place) => {
    if (place === 0) return start;
    let from = lineOf(old, first);
    for (let above = lineOf(old, from - 1); above >= parts[place - 1][1] && /^[ \t]*(?:#.*)?$/.test(old.slice(above, from - 1)); above = lineOf(old, from - 1)) from = above;
    return from;
  });
  return starts.map((from, place) => [from, starts[place + 1] ?? end]);
}

const lineOf = (text, place) => text.lastIndexOf("\n", place - 1) + 1;
const columnOf = (text, place) => place - lineOf(text, place);
const dashOf = (text, node) => text.lastIndexOf("-", node.range[0] - 1);
