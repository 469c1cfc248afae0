// Before the first paint: the theme chosen earlier, or else the system's; and whether code is hidden.
try {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  if (localStorage.getItem("code") === "hidden") document.documentElement.dataset.code = "hidden";
} catch { /* storage is off: the system decides */ }
