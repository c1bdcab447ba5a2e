import { type RefObject, useEffect, useState } from "react";

/** The key that opens a page to somebody without a session: it stands in the fragment, `#key=…`. */
export function readKey(fragment: string): string | undefined {
  return new URLSearchParams(fragment.replace(/^#/, "")).get("key") || undefined;
}

/** Takes the key out of the address, where shoulders and screenshots see it, and keeps it in memory only. */
export function useKey(): string | undefined {
  const [key] = useState(() => readKey(location.hash));
  useEffect(() => {
    if (readKey(location.hash) !== undefined)
      history.replaceState(history.state, "", location.pathname + location.search);
  }, []);
  return key;
}

/** Light or dark, where an address says so: `?theme=dark`. */
export function readTheme(query: string): "light" | "dark" | undefined {
  const theme = new URLSearchParams(query).get("theme");
  return theme === "light" || theme === "dark" ? theme : undefined;
}

/** Shows the whole document in a scheme, and in a frame without a ground of its own. */
export function useTheme(theme: "light" | "dark" | undefined, isEmbedded: boolean): void {
  useEffect(() => {
    const root = document.documentElement;
    root.style.colorScheme = theme ?? "";
    root.toggleAttribute("data-embedded", isEmbedded && isFramed());
    return () => {
      root.style.colorScheme = "";
      root.removeAttribute("data-embedded");
    };
  }, [theme, isEmbedded]);
}

function isFramed(): boolean {
  return parent !== window;
}

/** The site that frames the page, and nobody else, is told how high the page is. */
export function originToTell(referrer: string): string | undefined {
  if (!URL.canParse(referrer)) return undefined;
  const { origin } = new URL(referrer);
  return origin === "null" ? undefined : origin;
}

/** Tells the site around an embedded page its height, as it changes. */
export function useTellHeight(of: RefObject<HTMLElement | null>, isEmbedded: boolean): void {
  useEffect(() => {
    const origin = originToTell(document.referrer);
    const element = of.current;
    if (!isEmbedded || !isFramed() || origin === undefined || !element) return;
    const observer = new ResizeObserver(() => {
      const value = Math.ceil(element.getBoundingClientRect().height);
      parent.postMessage({ patchbay: "height", value }, origin);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [of, isEmbedded]);
}
