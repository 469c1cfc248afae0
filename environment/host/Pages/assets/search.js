// The search: what it needs is loaded when it is opened first, by script elements, which pages from disk may have.
(() => {
  const button = document.querySelector("button.search");
  const MOST = 30;
  let dialog, input, list, status, engine;

  const load = name => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `assets/${name}`;
    script.onload = resolve;
    script.onerror = () => reject(new Error(`assets/${name} could not be read`));
    document.head.append(script);
  });

  async function prepare() {
    await Promise.all([load("minisearch.js"), load("search-index.js")]);
    engine = new MiniSearch({ fields: ["heading", "page", "text"], storeFields: ["url", "page", "heading", "text"] });
    engine.addAll(window.searchIndex);
    search();
  }

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  function build() {
    input = element("input", { type: "search", placeholder: "Search all chapters", autocomplete: "off" });
    input.setAttribute("aria-label", "Search all chapters");
    status = element("p", {});
    status.setAttribute("role", "status");
    list = element("ol", {});
    const close = element("button", { type: "button", textContent: "Close" });
    const form = element("form", {}, input, close);
    dialog = element("dialog", {}, form, status, list);
    dialog.setAttribute("aria-label", "Search");
    document.body.append(dialog);
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", event => { if (event.target === dialog || event.target.closest("a")) dialog.close(); });
    form.addEventListener("submit", event => {
      event.preventDefault();
      list.querySelector("a")?.click();
    });
    input.addEventListener("input", search);
    dialog.addEventListener("keydown", event => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const stops = [input, ...list.querySelectorAll("a")];
      stops[Math.max(0, Math.min(stops.length - 1, stops.indexOf(document.activeElement) + step))].focus();
    });
    prepare().catch(error => status.textContent = `The search does not work here: ${error.message}.`);
  }

  function search() {
    const text = input.value.trim();
    if (!engine || !text) {
      list.replaceChildren();
      status.textContent = engine ? "" : "Loading …";
      return;
    }
    const options = { boost: { heading: 4, page: 2 }, prefix: term => term.length > 1, fuzzy: term => term.length > 4 ? 0.2 : false };
    const all = engine.search(text, { ...options, combineWith: "AND" });
    const results = all.length ? all : engine.search(text, options);
    status.textContent = results.length === 0 ? "Nothing found." : results.length === 1 ? "1 section" : `${results.length} sections`;
    list.replaceChildren(...results.slice(0, MOST).map(result => element("li", {}, element("a", { href: result.url },
      element("strong", {}, ...marked(result.heading, result.terms)),
      ...(result.heading === result.page ? [] : [" ", element("small", { textContent: result.page })]),
      element("p", {}, ...marked(excerpt(result.text, result.terms), result.terms))))));
  }

  const pattern = terms => new RegExp(`(${terms.map(t => t.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`, "i");

  function excerpt(text, terms) {
    const at = text.search(pattern(terms));
    const start = at < 60 ? 0 : text.indexOf(" ", at - 60) + 1;
    const end = start + 180 < text.length ? text.lastIndexOf(" ", start + 180) : text.length;
    return `${start > 0 ? "… " : ""}${text.slice(start, end)}${end < text.length ? " …" : ""}`;
  }

  const marked = (text, terms) => text.split(pattern(terms)).map((part, i) => i % 2 ? element("mark", { textContent: part }) : part);

  const open = () => {
    if (!dialog) build();
    if (!dialog.open) dialog.showModal();
    input.select();
  };
  button.hidden = false;
  button.title = "Search all chapters (press /)";
  button.addEventListener("click", open);
  addEventListener("keydown", event => {
    const typing = event.target.closest?.("input, textarea, [contenteditable]");
    if ((event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) || (event.key === "k" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      open();
    }
  });
})();
