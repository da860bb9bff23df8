// Material's search, fetched only when someone searches: its script, its worker and its index are heavy.
document.documentElement.classList.replace("no-js", "js");
const field = document.querySelector('[data-md-component="search-query"]');
let asked = false;

function fetchSearch() {
  if (asked) return;
  asked = true;
  const waiting = document.querySelector("[data-moteur]").content.querySelector("script");
  const script = document.createElement("script");
  script.src = waiting.getAttribute("src");
  script.addEventListener("load", () => {
    // Material starts when the document is ready, which it already is.
    document.dispatchEvent(new Event("DOMContentLoaded"));
    if (document.activeElement !== field) return;
    field.blur();
    field.focus();
    field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
  });
  document.head.append(script);
}

field.addEventListener("focus", fetchSearch);
if (new URLSearchParams(location.search).has("q")) fetchSearch();
