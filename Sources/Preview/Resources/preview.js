// Keeps a page as its text is: hears from the preview what has changed, and lays what is wrong over it.
(() => {
  const { page, version, sheets, slow, reported } = document.currentScript.dataset;
  const places = `imrf-scroll ${page}`;
  let shown = version;
  let source = null;
  let overlay = null;
  let remarksBox = null;

  function connect() {
    if (!page || source || document.hidden) return;
    source = new EventSource(`/_imrf/events?${new URLSearchParams({ page, version: shown })}`);
    source.onmessage = (event) => follow(JSON.parse(event.data));
  }

  function disconnect() {
    source?.close();
    source = null;
  }

  async function follow({ version, reload, files, errors, remarks }) {
    if (reload) {
      disconnect();
      // The sheets of a pack stay until the new ones are printed; those that a sentence is on come before the others.
      if (slow !== undefined) {
        document.body.classList.add("old");
        const changed = showChanged();
        await fetch(location.href);
        await changed;
      }
      sessionStorage.setItem(places, JSON.stringify([scrollX, scrollY]));
      location.reload();
      return;
    }
    shown = version;
    for (const [from, to] of files) swap(from, to);
    // The preview's own page has the report already.
    if (reported !== undefined) return;
    showErrors(errors);
    showRemarks(remarks);
  }

  async function showChanged() {
    const answer = await fetch("changed.json");
    for (const { number, address } of answer.ok ? await answer.json() : []) {
      const image = document.images[number - 1];
      if (!image) continue;
      image.src = address;
      image.className = "changed";
    }
  }

  // The old style sheet goes when the new one is there, so that the page is never bare.
  function swap(from, to) {
    const isOld = (address) => address && new URL(address).pathname === from;
    for (const link of document.querySelectorAll("link[href]")) {
      if (!isOld(link.href)) continue;
      const next = link.cloneNode();
      next.href = to;
      next.onload = next.onerror = () => link.remove();
      link.after(next);
    }
    for (const image of document.images) if (isOld(image.src)) image.src = to;
  }

  // What the preview adds lies apart from the page, whose styles don't reach it.
  function add(name, html) {
    const element = document.createElement(name);
    element.attachShadow({ mode: "open" }).innerHTML = `<link rel="stylesheet" href="/_imrf/preview.css">${html}`;
    document.documentElement.append(element);
    return element;
  }

  function showErrors(report) {
    overlay?.remove();
    overlay = null;
    if (!report) return;
    overlay = add("imrf-errors", `<section role="alertdialog" aria-label="What is wrong" tabindex="-1">${report}
      <p>It goes away when it is mended. <button type="button" class="close">Hide</button></p></section>`);
    overlay.shadowRoot.addEventListener("click", copyPlace);
    overlay.shadowRoot.querySelector("section").focus({ preventScroll: true });
  }

  // What programs say of the page lies beside it: whoever writes may go on.
  function showRemarks(report) {
    const isOpen = remarksBox?.shadowRoot.querySelector("details").open;
    remarksBox?.remove();
    remarksBox = null;
    if (!report) return;
    remarksBox = add("imrf-remarks", `<section aria-label="Remarks"><details${isOpen ? " open" : ""}>
      <summary>Remarks on this page</summary>${report}</details></section>`);
    remarksBox.shadowRoot.addEventListener("click", copyPlace);
  }

  async function copyPlace({ target }) {
    if (target.className === "close") return showErrors(null);
    if (target.className !== "place") return;
    getSelection().selectAllChildren(target);
    await navigator.clipboard?.writeText(target.textContent);
    target.dataset.copied = "copied";
    setTimeout(() => delete target.dataset.copied, 1500);
  }

  const saved = sessionStorage.getItem(places);
  if (saved) {
    sessionStorage.removeItem(places);
    const [left, top] = JSON.parse(saved);
    const scroll = () => scrollTo({ left, top, behavior: "instant" });
    scroll();
    addEventListener("load", scroll);
  }

  // A browser holds only six connections to one place: pages that nobody sees give theirs up, and catch up later.
  document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", connect);
  addEventListener("keydown", (event) => event.key === "Escape" && showErrors(null));
  // The preview's own pages have reports in them, and nothing that only looks like one.
  if (!page || reported !== undefined) document.addEventListener("click", copyPlace);
  if (sheets) add("imrf-sheets", `<a href="${sheets}">Show the printed sheets</a>`);
  connect();
})();
