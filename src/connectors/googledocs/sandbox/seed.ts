import type { DriveFile } from "../../google/sandbox/ground/files.ts";
import { seededFile } from "../../google/sandbox/ground/seeded-file.ts";
import { type DocsState, documentType } from "./state.ts";

const texts: readonly (readonly [id: string, title: string, text: string])[] = [
  ["1ProjectBrief2026", "Project brief", "Project brief\nLaunch in spring.\nBudget: 12,000.\n"],
  ["1MinutesTemplate2026", "Minutes template", "Minutes of {{date}}\nPresent: {{name}}\n"],
];

export function seedDocuments(): DocsState {
  return {
    documents: Object.fromEntries(
      texts.map(([id, title, text]) => [id, { title, text, styles: [], revision: 1 }]),
    ),
  };
}

export function seedFiles(now: number): readonly DriveFile[] {
  return texts.map(([id, name]) => seededFile({ id, name, mimeType: documentType }, now));
}
