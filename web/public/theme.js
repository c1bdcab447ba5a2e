// Before anything is painted: the colours that were chosen in this browser (see web/settings/theme.ts).
try {
  const theme = localStorage.getItem("patchbay-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // A browser that keeps nothing has the colours of the system.
}
