// The theme button, the contents and the copy buttons. The page reads well without any of them.
(() => {
  const root = document.documentElement;
  const systemDark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ?? (systemDark.matches ? "dark" : "light")) === "dark";

  const button = document.querySelector("button.theme");
  const label = () => button.textContent = isDark() ? "Light" : "Dark";
  button.title = "Switch between the light and the dark theme";
  button.hidden = false;
  label();
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch { /* for this visit only */ }
    label();
    document.dispatchEvent(new Event("themechange"));
  });
  systemDark.addEventListener("change", () => {
    label();
    document.dispatchEvent(new Event("themechange"));
  });

  const contents = document.querySelector(".toc details");
  if (contents) {
    const wide = matchMedia("(min-width: 75rem)");
    const unfold = () => contents.open = wide.matches;
    wide.addEventListener("change", unfold);
    unfold();
    contents.addEventListener("click", event => {
      if (event.target.closest("a") && !wide.matches) contents.open = false;
    });
    followReading(contents);
  }

  // Marks the section that is being read: the last heading above the upper third of the window.
  function followReading(contents) {
    const links = new Map([...contents.querySelectorAll("a")].map(a => [decodeURIComponent(a.hash.slice(1)), a]));
    const headings = [...links.keys()].map(id => document.getElementById(id));
    let current;
    const update = () => {
      const heading = headings.findLast(h => h.getBoundingClientRect().top < innerHeight / 3);
      const link = heading && links.get(heading.id);
      if (link === current) return;
      current?.removeAttribute("aria-current");
      link?.setAttribute("aria-current", "true");
      current = link;
    };
    let waiting = false;
    addEventListener("scroll", () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => { waiting = false; update(); });
    }, { passive: true });
    update();
  }

  for (const block of document.querySelectorAll(".code")) {
    const copy = document.createElement("button");
    copy.type = "button";
    copy.className = "copy";
    copy.textContent = "Copy";
    copy.addEventListener("click", async () => {
      const done = await write(block.querySelector("code"));
      copy.textContent = done ? "Copied" : "Press Ctrl+C";
      setTimeout(() => copy.textContent = "Copy", 1500);
    });
    block.append(copy);
  }

  // Pages from disk or plain http may be denied the clipboard; then the text is at least selected.
  async function write(code) {
    try {
      await navigator.clipboard.writeText(code.textContent);
      return true;
    } catch {
      getSelection().selectAllChildren(code);
      return document.execCommand("copy");
    }
  }
})();
