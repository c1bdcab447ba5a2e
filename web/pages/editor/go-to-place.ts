/** Moves the focus to the field of a place, or to what is nearest around it, once it is there. */
export function goToPlace(where: string): void {
  requestAnimationFrame(() => {
    for (let place = where; place !== ""; place = place.replace(/(\.[^.[]*|\[\d+\]|[^.[]+)$/, "")) {
      const found = document.querySelector(`[data-at="${CSS.escape(place)}"]`);
      if (!(found instanceof HTMLElement)) continue;
      const field = found.matches("input, select, textarea, section")
        ? found
        : found.querySelector<HTMLElement>("input");
      field?.focus();
      found.scrollIntoView({ block: "center" });
      return;
    }
  });
}
