import { pageFilter } from "../../../src/contract/page-spec.ts";

/** A name like this one that is not taken: `deals`, `deals2`, `deals3`. */
export function freeName(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted;
  const stem = wanted.replace(/\d+$/, "").slice(0, 55);
  let number = 2;
  while (taken.includes(`${stem}${number}`)) number += 1;
  return `${stem}${number}`;
}

/** Words as the name of a block, a source or a filter: `Deals by stage` is `dealsByStage`. */
export function identifierOf(text: string, otherwise: string): string {
  const [first = "", ...rest] = plain(text)
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean);
  const name = first.charAt(0).toLowerCase() + first.slice(1) + rest.map(capital).join("");
  const fits = name.replace(/^\d+/, "").slice(0, 50);
  const isName = pageFilter.shape.id.safeParse(fits).success && !reserved.has(fits);
  return isName ? fits : otherwise;
}

/** Words as an address: `Deals by stage` is `deals-by-stage`. */
export function slugOf(text: string): string {
  const parts = plain(text)
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  return parts.join("-").slice(0, 60).replace(/-+$/, "");
}

/** An address like this one that is not taken. */
export function freeSlug(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted;
  const stem = wanted.replace(/-\d+$/, "").slice(0, 54).replace(/-+$/, "");
  let number = 2;
  while (taken.includes(`${stem}-${number}`)) number += 1;
  return `${stem}-${number}`;
}

/** Without accents. */
function plain(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/ß/g, "ss");
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Words that begin paths of their own. */
const reserved = new Set(["item", "now", "filters"]);
