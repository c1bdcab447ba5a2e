import { PatchbayError } from "../core/errors.ts";

/** Characters of the material of one call: some 25,000 tokens of English. */
export const maxMaterialCharacters = 100_000;

/** The material as the model reads it. Throws `ai/too-large`. */
export function materialText(material: unknown): string {
  const text = typeof material === "string" ? material : JSON.stringify(material ?? "", null, 1);
  if (text.length <= maxMaterialCharacters) return text;
  throw new PatchbayError(
    "ai/too-large",
    `The material has ${text.length} characters; one call takes at most ${maxMaterialCharacters}. Give fewer entries, or only the members that matter.`,
    { where: "material" },
  );
}
