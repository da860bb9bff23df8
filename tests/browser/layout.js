// What is wrong with the layout of the page as it stands, as a list of lines. Elements meant for ears alone,
// and Material's search, which lies folded outside of the screen, are left out.
() => {
  const aside = ".hors-vue, .evitement, .md-search, svg *";
  const seen = [...document.querySelectorAll("body *")].filter((e) => e.checkVisibility() && !e.closest(aside));
  const named = (what, elements) => elements.map((e) => `${what}: ${e.outerHTML.slice(0, 120)}`);
  const above = (e) => (e && e !== document.body ? [e, ...above(e.parentElement)] : []);
  const scrolls = (e) => above(e).some((one) => ["auto", "scroll"].includes(getComputedStyle(one).overflowX));
  const cuts = (style, axis) => ["hidden", "clip"].includes(style[`overflow${axis}`]);

  const sticksOut = (e) => {
    const box = e.getBoundingClientRect();
    return box.width && (box.right > innerWidth + 1 || box.left < -1) && !scrolls(e);
  };
  const cut = (e) => {
    const style = getComputedStyle(e);
    return e.textContent.trim() && ((cuts(style, "X") && e.scrollWidth > e.clientWidth + 1) || (cuts(style, "Y") && e.scrollHeight > e.clientHeight + 1));
  };
  const overfull = (e) => e.matches("a, button, input, summary, label, .puce") && getComputedStyle(e).display !== "inline" && e.scrollWidth > e.clientWidth + 1;

  const width = document.documentElement.scrollWidth;
  return [
    ...(width > innerWidth ? [`the page scrolls sideways: ${width} px on ${innerWidth}`] : []),
    ...named("sticks out", seen.filter(sticksOut)),
    ...named("text cut", seen.filter(cut)),
    ...named("wider than its button", seen.filter(overfull)),
  ];
}
