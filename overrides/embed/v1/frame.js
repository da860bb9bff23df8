// Inside an embed: what the host chose in the address, and the height that the host's page may give the frame. Nothing is kept, nothing is sent but a number.
(() => {
  const root = document.documentElement;
  const asked = new URLSearchParams(location.search);
  const choose = (name, values) => { if (values.includes(asked.get(name))) root.dataset[name] = asked.get(name); };
  choose("mode", ["clair", "sombre"]);
  choose("accent", ["terracotta", "sarcelle", "bleu", "vert", "prune"]);
  let told = 0;
  const tell = (again) => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height && (again || height !== told)) parent.postMessage({ qvct: "hauteur", hauteur: (told = height) }, "*");
  };
  addEventListener("DOMContentLoaded", () => {
    if (asked.get("target") === "top") {
      document.querySelector("base").target = "_top";
      document.querySelector("[data-cible]").textContent = "";
    }
    new ResizeObserver(() => tell(false)).observe(document.body);
    // Browsers do not draw a frame that is out of sight, so do not say that it was resized: what changes it does.
    new MutationObserver(() => tell(false)).observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
    tell(false);
  });
  addEventListener("load", () => tell(false));
  // A host's script that comes late asks.
  addEventListener("message", (event) => { if (event.source === parent && event.data?.qvct === "mesure" && document.body) tell(true); });
})();
