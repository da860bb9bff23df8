// A page may be read long after it was built: the reader's clock says whether a check is out of date.
for (const note of document.querySelectorAll("[data-revoir]")) {
  const alert = note.querySelector("[data-alerte]");
  if (alert && new Date() >= new Date(note.dataset.revoir)) alert.hidden = false;
}
