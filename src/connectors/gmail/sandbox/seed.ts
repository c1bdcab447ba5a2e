import { type GoogleUser, people } from "../../google/sandbox/ground/people.ts";
import type { GmailState, Message } from "./state.ts";

const hourMs = 3_600_000;

interface Sketch {
  readonly id: string;
  readonly from: GoogleUser | string;
  readonly subject: string;
  readonly text: string;
  readonly hours: number;
  readonly labels?: readonly string[];
}

/** A few emails in the first person's inbox. */
export function seedMail(now: number): GmailState {
  const [maya, sam, priya, jonas] = people;
  if (!maya || !sam || !priya || !jonas) throw new Error("The stand-in has nobody in it");
  const sketches: readonly Sketch[] = [
    {
      id: "18f00000000000a1",
      from: jonas,
      subject: "Thursday",
      text: "The meeting room is free on Thursday.",
      hours: 2,
      labels: ["INBOX", "UNREAD"],
    },
    {
      id: "18f00000000000a2",
      from: priya,
      subject: "Northwind signed",
      text: "Northwind signed for 24 seats. Invoice follows.",
      hours: 5,
    },
    {
      id: "18f00000000000a3",
      from: "billing@hosting.example",
      subject: "Invoice 4711",
      text: "Your invoice over 120.00 is due on the 30th.",
      hours: 26,
      labels: ["INBOX", "UNREAD", "CATEGORY_UPDATES"],
    },
    {
      id: "18f00000000000a4",
      from: sam,
      subject: "Build 481",
      text: "Build 481 is green again.",
      hours: 50,
    },
  ];
  const messages = sketches.map((sketch, index): Message => ({
    id: sketch.id,
    threadId: sketch.id,
    owner: maya.id,
    labelIds: [...(sketch.labels ?? ["INBOX"])],
    raw: rawOf(sketch, maya, now).toString("base64url"),
    date: now - sketch.hours * hourMs,
    historyId: 1001 + index,
  }));
  return {
    messages,
    labels: [{ id: "Label_1", name: "Customers", owner: maya.id }],
    drafts: [],
    history: [],
    watching: [],
    nextHistoryId: 1100,
  };
}

function rawOf({ id, from, subject, text, hours }: Sketch, to: GoogleUser, now: number): Buffer {
  const sender = typeof from === "string" ? from : `${from.name} <${from.email}>`;
  const date = new Date(now - hours * hourMs).toUTCString();
  return Buffer.from(
    `From: ${sender}\r\nTo: ${to.name} <${to.email}>\r\nSubject: ${subject}\r\nDate: ${date}\r\nMessage-ID: <${id}@mail.example>\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\n${text}\r\n`,
  );
}
