// The theme and code buttons, the contents, the copy buttons, and print. The page reads well without any of them.
(() => {
  const root = document.documentElement;
  const remember = (key, value) => { try { localStorage.setItem(key, value); } catch { /* for this visit only */ } };

  const systemDark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ?? (systemDark.matches ? "dark" : "light")) === "dark";
  const theme = document.querySelector("button.theme");
  const changed = () => {
    theme.textContent = isDark() ? "Light" : "Dark";
    document.dispatchEvent(new Event("themechange"));
  };
  theme.title = "Switch between the light and the dark theme";
  theme.hidden = false;
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    remember("theme", root.dataset.theme);
    changed();
  });
  systemDark.addEventListener("change", changed);
  changed();

  const code = document.querySelector("button.code-shown");
  if (code) {
    const label = () => code.textContent = root.dataset.code === "hidden" ? "Show code" : "Hide code";
    code.hidden = false;
    code.addEventListener("click", () => {
      root.dataset.code = root.dataset.code === "hidden" ? "shown" : "hidden";
      remember("code", root.dataset.code);
      label();
    });
    label();
  }

  const contents = document.getElementById("contents");
  contents.addEventListener("click", event => {
    if (event.target.closest("a") && contents.matches(":popover-open")) contents.hidePopover();
  });
  followReading([...contents.querySelectorAll(".sections a")]);

  // Marks the section that is being read: the last heading above the upper third of the window.
  function followReading(links) {
    const byHeading = new Map(links.map(a => [document.getElementById(decodeURIComponent(a.hash.slice(1))), a]));
    const headings = [...byHeading.keys()].filter(Boolean);
    if (!headings.length) return;
    let current;
    addEventListener("scroll", update, { passive: true }); // once a frame
    requestAnimationFrame(update);
    function update() {
      const heading = headings.findLast(h => h.getBoundingClientRect().top < innerHeight / 3);
      const link = byHeading.get(heading);
      if (link === current) return;
      current?.removeAttribute("aria-current");
      link?.setAttribute("aria-current", "true");
      current = link;
    }
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

  // What scrolls sideways says so, and is reached by keyboard; what does not is no stop on the way.
  const scrollers = new ResizeObserver(entries => {
    for (const { target } of entries) {
      const scrolls = target.scrollWidth > target.clientWidth + 1 || target.scrollHeight > target.clientHeight + 1;
      target.classList.toggle("scrolls", scrolls);
      if (scrolls) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  const watch = () => document.querySelectorAll("main pre, .scroll, .output, .chart-frame, .math.display").forEach(e => scrollers.observe(e));
  watch();
  document.addEventListener("contentadded", watch);

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("main details:not(.data, [open])")];
    opened.forEach(details => details.open = true);
  });
  addEventListener("afterprint", () => opened.forEach(details => details.open = false));
})();
