// Opens the form: in French, with the configuration made from the model, and our own way to read and write its files.
import { Keeper } from "./kept.js";
import { Pages } from "./pages.js";

const PREFERENCES = "sveltia-cms.prefs";
const STRANGERS = /^https:\/\/(?:www\.githubstatus\.com|status-api\.hostedstatus\.com|unpkg\.com)\//;

/** French, unless another language was chosen in the form's own settings. */
function inFrench() {
  const chosen = JSON.parse(localStorage.getItem(PREFERENCES) ?? "{}");
  if (!chosen.locale || chosen.locale === "auto") localStorage.setItem(PREFERENCES, JSON.stringify({ ...chosen, locale: "fr" }));
}

/** The CMS asks others for its fonts, which it also brings itself, for news of the forge and of its own versions: none of it is needed. */
function amongUs() {
  const { fetch } = window;
  window.fetch = (asked, ...rest) => STRANGERS.test(asked?.url ?? asked) ? Promise.reject(new TypeError("not asked")) : fetch(asked, ...rest);
  document.head.appendChild = (node) => {
    if (node.localName === "style") node.textContent = node.textContent.replace(/@font-face\s*\{[^}]*\}/g, "");
    return Node.prototype.appendChild.call(document.head, node);
  };
}

/** Escape closes the whole record, and what was typed is lost: while one types, it does nothing. */
function kept() {
  window.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.closest?.("input, textarea, [contenteditable]")) event.stopImmediatePropagation();
  }, true);
}

inFrench();
amongUs();
kept();
window.CMS_MANUAL_INIT = true;
const [config, cms] = await Promise.all([fetch("config.json").then((answer) => answer.json()), import("./cms/npm/index.js")]);
for (const { format, slug } of config.collections.flatMap((one) => one.files ?? [one])) {
  const [kind, name] = format.split("-", 2); // « kept-figures », « page-structure »
  const { read, write } = kind === "page" ? new Pages(name) : new Keeper(/^\{\{fields\.(\w+)\}\}$/.exec(slug)?.[1]);
  cms.registerCustomFormat(format, kind === "page" ? "md" : "yml", { fromFile: read, toFile: write });
}
await cms.init({ config });
