// Markdig leaves \(…\) in spans and \[…\] in divs.
for (const element of document.querySelectorAll(".math")) {
  const [, open, tex] = /^\s*\\([([])([\s\S]*)\\[)\]]\s*$/.exec(element.textContent) ?? [];
  if (tex) katex.render(tex, element, { displayMode: open === "[", throwOnError: false });
}
