/** An id as tools have them, made of a name: `Acme Stock API` gives `acmestock`. */
export function slugOf(name: string): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/\b(?:the|api|openapi|rest|http|v\d+)\b/g, "")
    .replaceAll(/[^a-z0-9]/g, "")
    .replace(/^\d+/, "")
    .slice(0, 31);
  return plain.length > 1 ? plain : "tool";
}

/** A name as tools have them, made of a document's title. */
export function nameOf(title: string): string {
  return title.trim().slice(0, 60).trim() || "My tool";
}
