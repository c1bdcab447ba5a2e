import {
  type DriveFile,
  type FilePermission,
  rootFolderId,
} from "../../google/sandbox/ground/files.ts";
import { type GoogleUser, people } from "../../google/sandbox/ground/people.ts";
import { folderType } from "./kinds.ts";
import type { DriveState } from "./state.ts";

export function seedDrive(): DriveState {
  return { generatedIds: [], usedIds: [], logs: {}, channels: [], notices: [] };
}

interface SeedFile {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly mimeType?: string;
  readonly text?: string;
  /** Id of a folder; My Drive where none is named. */
  readonly folder?: string;
  readonly hoursAgo: number;
  readonly readers?: readonly string[];
  readonly writers?: readonly string[];
  readonly trashed?: boolean;
}

const files: readonly SeedFile[] = [
  {
    id: "1TeamHandbook2026",
    name: "Team handbook.txt",
    owner: "maya",
    text: "Team handbook\n\n1. Working hours are 9:00 to 17:00.\n2. Write down what was decided.\n3. Ask early.\n",
    hoursAgo: 2,
    writers: ["sam"],
  },
  {
    id: "1OfferTemplate2026",
    name: "Offer template.txt",
    owner: "maya",
    text: "Offer for {{customer}}\n\nPrice: {{price}} EUR\nValid until: {{date}}\n",
    hoursAgo: 30,
  },
  {
    id: "1ReportsFolder2026",
    name: "Reports",
    owner: "maya",
    mimeType: folderType,
    hoursAgo: 24 * 40,
  },
  {
    id: "1SalesReportQ3",
    name: "Sales Q3.csv",
    owner: "maya",
    mimeType: "text/csv",
    text: "Month,Orders,Revenue\nJuly,118,23600\nAugust,97,19400\nSeptember,131,26200\n",
    folder: "1ReportsFolder2026",
    hoursAgo: 24 * 20,
  },
  {
    id: "1YearPlan2027",
    name: "Plan 2027.md",
    owner: "maya",
    mimeType: "text/markdown",
    text: "# Plan 2027\n\n- Two releases\n- One new customer a month\n",
    folder: "1ReportsFolder2026",
    hoursAgo: 24 * 3,
  },
  {
    id: "1ProjectsFolder2026",
    name: "Client projects",
    owner: "maya",
    mimeType: folderType,
    hoursAgo: 24 * 60,
  },
  {
    id: "1OldNotes2025",
    name: "Old notes.txt",
    owner: "maya",
    text: "Nothing of use any more.\n",
    hoursAgo: 24 * 200,
    trashed: true,
  },
  {
    id: "1ServerList2026",
    name: "Server list.csv",
    owner: "jonas",
    mimeType: "text/csv",
    text: "Name,Region\nweb-1,Frankfurt\nweb-2,Dublin\n",
    hoursAgo: 50,
    readers: ["maya"],
  },
  {
    id: "1BuildLog2026",
    name: "Build log.txt",
    owner: "sam",
    text: "Build 812 passed.\n",
    hoursAgo: 6,
  },
];

/** My Drive of everybody, and some files that people made by hand: `drive.file` does not reach them. */
export function seedFiles(now: number): readonly DriveFile[] {
  const roots = people.map((user) =>
    made({ id: rootFolderId(user), name: "My Drive", user, hoursAgo: 24 * 400, now, parents: [] }),
  );
  return [...roots, ...files.map((file) => seeded(file, now))];
}

function seeded(seed: SeedFile, now: number): DriveFile {
  const { id, name, hoursAgo, text, mimeType = "text/plain", readers = [], writers = [] } = seed;
  const user = personCalled(seed.owner);
  const file = made({
    id,
    name,
    user,
    hoursAgo,
    now,
    parents: [seed.folder ?? rootFolderId(user)],
  });
  return {
    ...file,
    mimeType,
    trashed: seed.trashed ?? false,
    permissions: [
      ...file.permissions,
      ...readers.map((who) => right(personCalled(who), "reader")),
      ...writers.map((who) => right(personCalled(who), "writer")),
    ],
    ...(text === undefined ? {} : { content: Buffer.from(text).toString("base64") }),
  };
}

interface Made extends Pick<DriveFile, "id" | "name" | "parents"> {
  readonly user: GoogleUser;
  readonly hoursAgo: number;
  readonly now: number;
}

function made({ id, name, parents, user, hoursAgo, now }: Made): DriveFile {
  const time = new Date(now - hoursAgo * 3_600_000).toISOString();
  return {
    id,
    name,
    mimeType: folderType,
    owner: user.id,
    createdByApp: false,
    parents,
    createdTime: time,
    modifiedTime: time,
    trashed: false,
    starred: false,
    permissions: [right(user, "owner")],
    version: 1,
  };
}

function right({ id, email, name }: GoogleUser, role: FilePermission["role"]): FilePermission {
  return { id, type: "user", role, emailAddress: email, displayName: name };
}

function personCalled(name: string): GoogleUser {
  const person = people.find(({ email }) => email.startsWith(`${name}@`));
  if (!person) throw new Error(`Nobody is called ${name}.`);
  return person;
}
