/** Light, dark, or as the device has it. `public/theme.js` reads the same before the page is painted. */
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const place = "patchbay-theme";

/** As it was chosen in this browser. */
export function chosenTheme(): Theme {
  const kept = read();
  return themes.find((theme) => theme === kept) ?? "system";
}

/** Takes effect at once, and the next time the page is loaded. */
export function chooseTheme(theme: Theme): void {
  const { dataset } = document.documentElement;
  if (theme === "system") delete dataset["theme"];
  else dataset["theme"] = theme;
  try {
    if (theme === "system") localStorage.removeItem(place);
    else localStorage.setItem(place, theme);
  } catch {
    // A browser that keeps nothing shows it until the page is left.
  }
}

function read(): string | null {
  try {
    return localStorage.getItem(place);
  } catch {
    return null;
  }
}
