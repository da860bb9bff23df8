// Put in every page before its own scripts: notes when an answer is shown, from inside the page, so that
// the time of the commands that drive the browser is not counted.
(() => {
  const QUIET = 300; // milliseconds without a change, after which results are settled
  const bench = { asked: 0, answered: 0, answeredAt: 0, shown: {} };
  window.bench = bench;

  // Material and Zensical ask a worker, in the same words: 2 is a question, 3 an answer.
  window.Worker = class extends window.Worker {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", (event) => {
        if (event.data?.type !== 3) return;
        bench.answered++;
        bench.answeredAt = performance.now();
      });
    }
    postMessage(message, ...rest) {
      if (message?.type === 2) bench.asked++;
      super.postMessage(message, ...rest);
    }
  };

  // Enters a question; gives the milliseconds to the last change of `root` or the worker's answer (which may
  // change nothing), or null if there is none in time.
  bench.ask = (root, field, question, shown, patience) => new Promise((resolve) => {
    const start = performance.now();
    let last = start;
    const observer = new MutationObserver(() => { last = performance.now(); });
    observer.observe(root, { subtree: true, childList: true, characterData: true });
    field.focus();
    field.value = question;
    field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true, composed: true }));
    const timer = setInterval(() => {
      const now = performance.now();
      const settled = bench.asked === bench.answered && shown() && now - last > QUIET;
      if (!settled && now - start < patience) return;
      clearInterval(timer);
      observer.disconnect();
      resolve(settled ? Math.max(last, bench.answeredAt) - start : null);
    }, 10);
  });

  // Ours: a page of results says which question it answers.
  new MutationObserver(() => {
    const question = document.querySelector("[data-results]")?.dataset.ready;
    const status = document.querySelector(":is(main, article) [role=status]");
    if (question === undefined || question in bench.shown || !status?.textContent.trim()) return;
    bench.shown[question] = performance.timeOrigin + performance.now();
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["data-ready"] });

  // Asks our page another question in its own field, as a reader does; false if it has none.
  bench.submit = (question) => {
    const field = document.querySelector(":is(main, article) form input[name=q]");
    if (!field) return false;
    delete bench.shown[question];
    const start = performance.timeOrigin + performance.now();
    field.value = question;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    setTimeout(() => field.form.requestSubmit());
    return start;
  };
})();
