// « / » puts the cursor in the search field, unless one is writing.
addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, [contenteditable]")) return;
  event.preventDefault();
  (document.querySelector("[data-question] input") ?? document.querySelector(".entete-cherche input")).focus();
});
