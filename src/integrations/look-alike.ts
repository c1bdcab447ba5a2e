/**
 * Signs that look like a Latin letter, as far as names of tools are made of them: Cyrillic, Greek,
 * digits (https://www.unicode.org/Public/security/latest/confusables.txt). `i` and `l` are one,
 * since a capital I is a small l in most faces.
 */
const lookAlikes: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    a: "аαɑ",
    b: "ьβ",
    c: "сϲⅽ",
    d: "ԁɗ",
    e: "еєε",
    f: "ƒ",
    g: "ɡց",
    h: "һн",
    j: "јϳ",
    k: "кκ",
    l: "i1|іӏιıⅼǀ",
    m: "мⅿ",
    n: "пη",
    o: "0оοσօ",
    p: "рρ",
    s: "ѕ5",
    t: "тτ",
    u: "υսц",
    v: "ѵν",
    w: "ԝω",
    x: "хχ",
    y: "уγү",
  }).flatMap(([letter, others]) => Array.from(others, (other) => [other, letter])),
);

/** Whether a person could take one name for the other. */
export function looksLike(one: string, other: string): boolean {
  return skeletonOf(one) === skeletonOf(other);
}

function skeletonOf(name: string): string {
  return Array.from(name.normalize("NFKD").toLowerCase(), (sign) => lookAlikes[sign] ?? sign)
    .join("")
    .replaceAll(/[^\p{L}\p{N}]/gu, "")
    .replaceAll("rn", "m");
}
