import { classify } from "./classify.ts";
import { extract } from "./extract.ts";
import { generateText } from "./generateText.ts";

export const operations = [generateText, extract, classify];
