// The workshop of /integrate/: the code and the preview follow what one chooses.
const root = document.querySelector("[data-atelier]");
const form = root.querySelector("[data-choix]");
const code = root.querySelector("[data-code]");
const copied = root.querySelector("[data-copie]");
const preview = root.querySelector("[data-apercu]");
const escaped = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");

/** The address of the chosen piece with the chosen options, those that are not the usual ones. */
function address() {
  const url = new URL(form.piece.value);
  for (const [name, value] of new FormData(form)) {
    const facet = form.elements[name].closest?.("[data-facettes]");
    if (value && !["piece", "titre", "script"].includes(name) && !(facet && facet.hidden)) url.searchParams.set(name, value);
  }
  return url.href;
}

function show() {
  const piece = form.piece.selectedOptions[0];
  root.querySelector("[data-facettes]").hidden = !piece.value.endsWith("/structures/");
  const title = form.titre.value.trim() || piece.dataset.titre;
  const frame = `<iframe src="${escaped(address())}" title="${escaped(title)}" width="100%" height="${piece.dataset.hauteur}" loading="lazy"></iframe>`;
  code.value = form.script.checked ? `${frame}\n<script src="${root.dataset.script}" async></script>` : frame;
  copied.textContent = "";
  const here = new URL(address());
  const shown = Object.assign(document.createElement("iframe"), { src: here.pathname + here.search, title: `Aperçu : ${title}`, height: piece.dataset.hauteur });
  preview.replaceChildren(shown);
}

form.addEventListener("change", show);
form.piece.addEventListener("change", () => { form.titre.value = ""; form.titre.placeholder = form.piece.selectedOptions[0].dataset.titre; root.querySelector("[data-sans-piece]").hidden = true; });
form.addEventListener("submit", (event) => event.preventDefault());
root.querySelector("[data-copier]").addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(code.value);
    copied.textContent = "Le code est copié.";
  } catch {
    code.focus();
    code.select();
    copied.textContent = "La copie automatique n’est pas permise ici : le code est sélectionné, copiez-le au clavier.";
  }
});

const from = new URLSearchParams(location.search).get("page");
if (from) {
  const option = [...form.piece.options].find((one) => one.dataset.page === from);
  if (option) option.selected = true;
  root.querySelector("[data-sans-piece]").hidden = Boolean(option);
}
form.titre.placeholder = form.piece.selectedOptions[0].dataset.titre;
form.hidden = root.querySelector("[data-copier]").hidden = root.querySelector("[data-apercu-titre]").hidden = false;
show();
