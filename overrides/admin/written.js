// Values (texts, numbers, lists, groups) as one would write them by hand in YAML: short ones on one line, long texts folded.
import { parseDocument } from "./yaml/index.js";

const WIDTH = 100;
const BLANKS = /[ \t\r\n]+/g; // not the no-break spaces, which French needs

export const isList = Array.isArray;
export const isGroup = (value) => typeof value === "object" && value !== null && !isList(value);

/** Reads YAML: every scalar is a text, as for the site's own reader. */
export function parsed(text) {
  const document = parseDocument(text, { schema: "failsafe" });
  if (document.errors.length) throw new Error(document.errors[0].message);
  return document;
}

/** A value without what is empty: the model refuses empty texts, lists and groups. */
export function tidy(value) {
  if (isList(value)) return value.map(tidy).filter((one) => one !== undefined);
  if (isGroup(value)) {
    const kept = Object.entries(value).map(([name, one]) => [name, tidy(one)]).filter(([, one]) => one !== undefined && !(isList(one) && !one.length));
    return kept.length ? Object.fromEntries(kept) : undefined;
  }
  if (typeof value === "number") return value;
  return String(value ?? "").replace(BLANKS, " ").trim() || undefined;
}

/** Whether two tidy values say the same; the order of the fields of a group does not matter. */
export function same(one, other) {
  if (isList(one) || isList(other)) return isList(one) && isList(other) && one.length === other.length && one.every((item, place) => same(item, other[place]));
  if (!isGroup(one) || !isGroup(other)) return !isGroup(one) && !isGroup(other) && String(one) === String(other);
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => name in other && same(one[name], other[name]));
}

/** A text between quotes, unless it can do without. `bare`: it may be written as a number would be. */
export function scalar(value, bare = typeof value === "number") {
  const text = String(value);
  const quoted = JSON.stringify(text);
  if (/[[\]{},]|^[\s?-]|\s#|[\x00-\x1f\x7f-\x9f]/.test(text)) return quoted;
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return text;
  try {
    return same(tidy(parsed(`a: ${text}`).toJS()), { a: text }) && (bare || typeof parseDocument(text).toJS() === "string") ? text : quoted;
  } catch {
    return quoted;
  }
}

/** The lines of a field, `pad` before each. */
export function field(name, value, pad) {
  return `${pad}${name}:${after(value, pad, `${pad}${name}: `.length)}\n`;
}

/** The lines of an item of a list. */
export function item(value, pad) {
  if (!isGroup(value)) return `${pad}- ${flow(value)}\n`;
  return `${pad}- ${group(value, `${pad}  `).slice(pad.length + 2)}`;
}

export function group(value, pad) {
  return Object.entries(value).map(([name, one]) => field(name, one, pad)).join("");
}

/** What follows « name: »; `used` characters of the line are taken. `bare`, `note`: see `scalar`; the remark that ends the line. */
export function after(value, pad, used, bare = undefined, note = "") {
  const short = isGroup(value) && !("document" in value) ? undefined : flow(value, bare);
  if (short !== undefined && used + short.length <= WIDTH) return ` ${short}${note}`;
  if (isGroup(value)) return `${note}\n${group(value, `${pad}  `).trimEnd()}`;
  if (isList(value)) return `${note}\n${value.map((one) => item(one, `${pad}  `)).join("").trimEnd()}`;
  return value.length > WIDTH / 2 ? ` >-${note}\n${folded(String(value), `${pad}  `)}` : ` ${short}${note}`;
}

/** A value on one line, or nothing if it holds a group that deserves its own lines. */
function flow(value, bare) {
  if (!isList(value) && !isGroup(value)) return scalar(value, bare);
  const parts = isList(value) ? value.map((one) => (isGroup(one) ? undefined : flow(one)))
    : Object.entries(value).map(([name, one]) => (isGroup(one) ? undefined : [name, flow(one, typeof one === "number" || /^\d+$/.test(one))]))
      .map((part) => part?.[1] && part.join(": "));
  if (parts.includes(undefined)) return undefined;
  return isList(value) ? `[${parts.join(", ")}]` : `{${parts.join(", ")}}`;
}

function folded(text, pad) {
  const lines = [];
  for (const word of text.split(" ")) {
    const last = lines.length - 1;
    if (last >= 0 && lines[last].length + 1 + word.length <= WIDTH) lines[last] += ` ${word}`;
    else lines.push(pad + word);
  }
  return lines.join("\n");
}
