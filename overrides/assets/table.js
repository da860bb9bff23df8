// Sorting and filtering of a plain table, which stays whole without this file.
const table = document.querySelector("[data-triable]");
const panel = document.querySelector("[data-tri]");
const body = table.tBodies[0];
const rows = [...body.rows];
const selects = [...panel.querySelectorAll("[data-filtre]")];
const status = panel.querySelector("[data-lignes]");

function filter() {
  for (const row of rows) {
    row.hidden = selects.some((select) => select.value && !row.dataset[select.dataset.filtre].split(" ").includes(select.value));
  }
  const shown = rows.filter((row) => !row.hidden).length;
  status.textContent = `${shown} ${shown < 2 ? "recommandation" : "recommandations"}`;
}

function sortable(header, column) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "trier";
  button.textContent = header.textContent;
  header.replaceChildren(button);
  button.addEventListener("click", () => {
    const down = header.getAttribute("aria-sort") === "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", down ? "descending" : "ascending");
    const text = (row) => row.cells[column].textContent.trim();
    const compare = header.dataset.cle === "nombre" ? (a, b) => text(a) - text(b) : (a, b) => text(a).localeCompare(text(b), "fr");
    body.append(...rows.toSorted((a, b) => (down ? -1 : 1) * compare(a, b)));
  });
}

panel.hidden = false;
[...table.tHead.rows[0].cells].forEach(sortable);
selects.forEach((select) => select.addEventListener("change", filter));
filter();
