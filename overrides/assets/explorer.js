// The explorer's comfort: address, counts, removable filters, announcements.
// The filtering itself is CSS (facets.css), so that it works without this file.
const root = document.querySelector("[data-explorateur]");
const form = root.querySelector("[data-filtres]");
const boxes = [...form.querySelectorAll("input[type=checkbox]")];
const cards = [...root.querySelectorAll("[data-cartes] > li")];
const total = root.querySelector("[data-total]");
const chips = root.querySelector("[data-jetons]");
const wider = root.querySelector("[data-elargir]");
const names = [...new Set(boxes.map((box) => box.name))];

const number = (count) => `${count} ${count < 2 ? "structure" : "structures"}`;
const chosen = () => new Map(names.map((name) => [name, boxes.filter((b) => b.name === name && b.checked).map((b) => b.value)]));
const has = (card, name, value) => (card.dataset[name] || "").split(" ").includes(value);
const keeps = (card, choice, but) => names.every((name) => name === but || !choice.get(name).length || choice.get(name).some((v) => has(card, name, v)));

function show() {
  const choice = chosen();
  const shown = cards.filter((card) => keeps(card, choice)).length;
  total.textContent = number(shown);
  root.querySelector("[data-vide]").hidden = shown > 0;
  for (const box of boxes) {
    const count = cards.filter((card) => has(card, box.name, box.value) && keeps(card, choice, box.name)).length;
    const output = box.closest("label").querySelector("[data-compte]");
    output.textContent = output.dataset.compte = count;
  }
  const active = boxes.filter((box) => box.checked);
  root.querySelector("[data-actifs]").textContent = active.length ? ` (${active.length})` : "";
  chips.hidden = !active.length;
  chips.replaceChildren(...active.map((box) => chip(box, `${box.dataset.libelle} ✕`, `Retirer le filtre : ${box.dataset.libelle}`)));
  wider.replaceChildren(...(shown ? [] : active.map(without).filter(Boolean)));
}

// What one would find without this filter, as a button; nothing if that is nothing either.
function without(box) {
  box.checked = false;
  const choice = chosen();
  box.checked = true;
  const count = cards.filter((card) => keeps(card, choice)).length;
  return count && chip(box, `Sans «\u202f${box.dataset.libelle}\u202f»\u00a0: ${number(count)}`);
}

function chip(box, text, name = text) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "jeton";
  button.textContent = text;
  button.setAttribute("aria-label", name);
  button.addEventListener("click", () => {
    box.checked = false;
    changed();
    (chips.querySelector("button") || root.querySelector("#resultats")).focus();
  });
  item.append(button);
  return item;
}

function changed() {
  const query = new URLSearchParams(location.search);
  for (const name of names) query.delete(name);
  for (const box of boxes) if (box.checked) query.append(box.name, box.value);
  // Inside another site's page, a filter is no step of that page's history.
  history[parent === window ? "pushState" : "replaceState"](null, "", query.size ? `?${query}` : location.pathname);
  show();
}

function read() {
  const query = new URLSearchParams(location.search);
  for (const box of boxes) box.checked = query.getAll(box.name).includes(box.value);
  show();
}

root.dataset.actif = "";
form.addEventListener("change", changed);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(changed));
addEventListener("popstate", read);
read();
// A link such as ?theme=teletravail#theme-teletravail leads to the index when there is no script.
if (location.search && location.hash) {
  history.replaceState(null, "", location.pathname + location.search);
  root.querySelector("#resultats").scrollIntoView();
}
