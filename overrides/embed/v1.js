// Gives each of our frames in a page the height of its content. <script src="…/embed/v1.js" async></script>, once a page.
(() => {
  const here = new URL(document.currentScript.src), ours = new URL("v1/", here).href, TALLEST = 20000;
  const frames = () => [...document.querySelectorAll("iframe")].filter((frame) => frame.src.startsWith(ours));
  addEventListener("message", ({ data, origin, source }) => {
    if (origin !== here.origin || data?.qvct !== "hauteur" || !(data.hauteur > 0)) return;
    const frame = frames().find((one) => one.contentWindow === source);
    if (!frame) return;
    const border = getComputedStyle(frame).boxSizing === "border-box" ? frame.offsetHeight - frame.clientHeight : 0;
    frame.style.height = `${Math.min(Math.ceil(data.hauteur), TALLEST) + border}px`;
  });
  // Frames that spoke before this script was there, or that are out of sight when the page changes its width.
  const ask = () => frames().forEach((frame) => frame.contentWindow?.postMessage({ qvct: "mesure" }, here.origin));
  addEventListener("resize", ask);
  ask();
})();
