// The search page: asks the worker as one types, shows what it finds, and keeps the address in step. Nothing is sent anywhere.

const root = document.querySelector("[data-trouver]");
const field = root.querySelector("[data-question] input");
const total = root.querySelector("[data-total]");
const list = root.querySelector("[data-results]");
const filters = root.querySelector("[data-filtres]");
const model = (name) => root.querySelector(`template[data-modele="${name}"]`).content.firstElementChild.cloneNode(true);
const part = (element, name) => element.querySelector(`[data-${name}]`);
const PAGE = 10, OTHERS = 2, PAUSE = 120; // results at a time; passages more of one page; milliseconds without a key
const FACETS = [["kind", "Nature", "kinds"], ["theme", "Thème", "themes"]];
const site = new URL(root.dataset.site, location);
const title = document.title;

let worker = null, last = 0;
const waiting = new Map();

/** Starts the worker, at the first question; one that could not be fetched is tried again at the next. */
function start() {
  worker = new Worker(root.dataset.moteur, { type: "module" });
  worker.addEventListener("message", ({ data: { id, value, error } }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error) reject(new Error(error));
    else resolve(value);
  });
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    worker = null;
    for (const { reject } of waiting.values()) reject(new Error("worker"));
    waiting.clear();
  });
  ask("open", new URL("search/", site).href).catch(() => {});
}

function ask(what, ...given) {
  if (!worker) start();
  return new Promise((resolve, reject) => {
    waiting.set((last += 1), { resolve, reject });
    worker.postMessage({ id: last, what, with: given });
  });
}

let state = { q: "", kind: [], theme: [] }, answer = null, shown = PAGE, turn = 0, labels = null;

const number = (count, one, many) => `${count} ${count < 2 ? one : many}`;
const quoted = (text) => `«\u202f${text}\u202f»`;
const chosen = (one, but) => FACETS.every(([name]) => name === but || !state[name].length || state[name].some((id) => [].concat(one[name === "kind" ? "kind" : "themes"]).includes(id)));

function fromAddress() {
  const query = new URLSearchParams(location.search);
  return { q: query.get("q") ?? "", kind: query.getAll("kind"), theme: query.getAll("theme") };
}

function toAddress(keep) {
  const query = new URLSearchParams(state.q ? { q: state.q } : {});
  for (const [name] of FACETS) for (const id of state[name]) query.append(name, id);
  const address = `${location.pathname}${query.size ? `?${query}` : ""}`;
  if (address !== location.pathname + location.search) history[keep ? "pushState" : "replaceState"](null, "", address);
  document.title = state.q ? `${state.q} – ${title}` : title;
}

/** Asks what the state says, and shows it; an answer that comes after a newer question is dropped. */
async function search() {
  const mine = (turn += 1), question = state.q.trim();
  try {
    answer = question ? await ask("answer", state.q) : null;
    labels ??= question ? await ask("labels") : null;
    if (mine === turn) await show(mine, question);
  } catch (error) {
    console.error(error);
    if (mine === turn) say("La recherche n’a pas pu être chargée. Vérifiez votre connexion, puis relancez-la, ou partez d’un thème ci-dessous.");
  }
}

function say(text) {
  total.textContent = text;
  for (const name of ["sens", "cadre", "vide"]) part(root, name).hidden = true;
}

async function show(mine, question) {
  if (!answer) {
    list.replaceChildren();
    list.dataset.ready = "";
    say("");
    return;
  }
  const kept = answer.found.filter((one) => chosen(one));
  const first = kept.slice(0, shown);
  list.dataset.ready = "";
  const items = first.map(result);
  list.replaceChildren(...items);
  part(root, "plus").hidden = kept.length <= shown;
  part(root, "cadre").hidden = !answer.found.length;
  part(root, "vide").hidden = kept.length > 0;
  drawFilters();
  drawMeant();
  if (!kept.length) drawEmpty(question);
  total.textContent = summary(kept, question);
  // Titles stand at once; what the pages say of the question comes when it has been fetched.
  const numbers = first.flatMap((one) => [one.document, ...one.others.slice(0, OTHERS)]);
  const cards = new Map((await ask("cards", state.q, numbers)).map((card, place) => [numbers[place], card]));
  if (mine !== turn) return;
  items.forEach((item, place) => detail(item, first[place], cards));
  list.dataset.ready = question;
  performance.clearMeasures("recherche");
  performance.measure("recherche", { start: performance.now() - answer.took, duration: answer.took });
}

function summary(kept, question) {
  const whole = kept.filter((one) => !one.missing.length).length;
  const filtered = FACETS.some(([name]) => state[name].length) ? " avec ces filtres" : "";
  if (!kept.length) return `Aucune page pour ${quoted(question)}${filtered}.`;
  const count = `${number(kept.length, "page", "pages")} pour ${quoted(question)}${filtered}`;
  if (whole === kept.length || answer.words < 2) return `${count}.`;
  return whole ? `${count}, dont ${whole} avec tous les mots.` : `${count}. Aucune n’a tous les mots\u00a0: voici celles qui en ont une partie.`;
}

function result(one) {
  const item = model("resultat"), link = item.querySelector("a");
  link.href = new URL(one.address, site).href;
  link.textContent = one.title;
  part(item, "nature").textContent = one.label;
  part(item, "manque").hidden = !one.missing.length;
  part(item, "manque").textContent = one.missing.length ? `Sans\u00a0: ${one.missing.join(", ")}` : "";
  return item;
}

function detail(item, one, cards) {
  const card = cards.get(one.document), link = item.querySelector("a");
  link.href = address(card);
  mark(link, card.title, card.titleMarks);
  part(item, "faits").textContent = card.facts.length ? ` – ${card.facts.join(" · ")}` : card.part.heading && card.part.anchor ? ` – ${card.part.heading}` : "";
  mark(part(item, "extrait"), card.part.text, card.part.marks);
  const others = one.others.slice(0, OTHERS).map((document) => {
    const other = cards.get(document), row = model("autre");
    row.querySelector("a").href = address(other);
    row.querySelector("a").textContent = other.title;
    return row;
  });
  part(item, "autres").replaceChildren(...others);
  part(item, "autres").hidden = !others.length;
}

function address(card) {
  const place = card.part.anchor && !card.address.includes("#") ? `${card.address}#${card.part.anchor}` : card.address;
  return new URL(place, site).href;
}

function mark(element, text, marks) {
  let done = 0;
  element.replaceChildren(...marks.flatMap(({ start, end }) => {
    const found = document.createElement("mark");
    found.textContent = text.slice(start, end);
    const before = text.slice(done, start);
    done = end;
    return [before, found];
  }), text.slice(done));
}

/** The filters with how many pages each would keep; those that keep none are left out, unless they are on. */
function drawFilters() {
  let on = 0;
  for (const [name, , listed] of FACETS) {
    const boxes = labels[listed].flatMap(([id, label]) => {
      const count = answer.found.filter((one) => chosen(one, name) && [].concat(name === "kind" ? one.kind : one.themes).includes(id)).length;
      const checked = state[name].includes(id);
      on += checked ? 1 : 0;
      if (!count && !checked) return [];
      const choice = model("choix"), box = choice.querySelector("input");
      Object.assign(box, { name, value: id, checked });
      part(choice, "libelle").textContent = label;
      part(choice, "compte").textContent = count;
      return [choice];
    });
    const focused = document.activeElement?.name === name ? document.activeElement.value : null;
    part(filters, `facette="${name}"`).replaceChildren(...boxes);
    part(filters, `facette="${name}"`).parentElement.hidden = !boxes.length;
    if (focused) filters.querySelector(`[name="${name}"][value="${focused}"]`)?.focus();
  }
  part(filters, "actifs").textContent = on ? ` (${on})` : "";
}

function drawMeant() {
  const place = part(root, "sens");
  place.hidden = !answer.meant.length;
  if (place.hidden) return;
  const better = answer.meant.reduce((text, [word, meant]) => replaced(text, word, meant), state.q);
  const corrected = model("lien");
  corrected.textContent = better;
  corrected.href = link(better);
  part(place, "corrige").replaceChildren(corrected);
}

/** A question with a word in the place of another, which may be written with accents; that word alone if the other is not seen. */
function replaced(question, word, by) {
  const bare = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const better = question.replace(/[\p{L}\p{N}]+/gu, (piece) => (bare(piece) === word ? by : piece));
  return better === question ? by : better;
}

function drawEmpty(question) {
  const filtered = FACETS.some(([name]) => state[name].length);
  part(root, "sans-filtre").hidden = !filtered;
  part(root, "sans-filtre").querySelector("a").href = link(question);
  const several = question.split(/\s+/).filter((word) => word.length > 2);
  part(root, "moins").hidden = several.length < 2 || filtered;
  part(root, "moins").querySelector("ul").replaceChildren(...several.slice(0, 4).map((word) => {
    const row = model("autre");
    row.querySelector("a").href = link(word);
    row.querySelector("a").textContent = `Chercher seulement ${quoted(word)}`;
    return row;
  }));
}

const link = (question) => `${location.pathname}?${new URLSearchParams({ q: question })}`;

let pause = 0, held = false;
field.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(() => {
    // A run of keys is one step back: the first leaves a trace, the others mend it.
    state = { ...state, q: field.value };
    toAddress(!held);
    held = true;
    shown = PAGE;
    search();
  }, PAUSE);
});
root.querySelector("[data-question]").addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(pause);
  state = { ...state, q: field.value };
  toAddress(!held);
  held = false;
  shown = PAGE;
  search();
});
filters.addEventListener("change", () => {
  for (const [name] of FACETS) state[name] = [...filters.querySelectorAll(`[name="${name}"]:checked`)].map((box) => box.value);
  toAddress(true);
  shown = PAGE;
  search();
});
root.addEventListener("click", (event) => {
  const within = event.target.closest("[data-sens] a, [data-vide] a");
  if (!within || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  history.pushState(null, "", within.href);
  restore();
  field.focus();
});
part(root, "plus").addEventListener("click", async () => {
  const next = shown;
  shown += PAGE;
  await search();
  list.children[next]?.querySelector("a").focus();
});
addEventListener("popstate", restore);

function restore() {
  state = fromAddress();
  field.value = state.q;
  held = false;
  shown = PAGE;
  document.title = state.q ? `${state.q} – ${title}` : title;
  search();
}

restore();
