import type { EventFilter, EventInfo } from "../../../catalog/event.ts";
import { anyOf } from "../../google/scopes.ts";
import { completed, created, taskPayload } from "./tasks.ts";

const title: EventFilter = { description: "Words in the title", in: ["title"], by: "contains" };

const common = {
  scopes: anyOf("tasks.readonly", "tasks").user ?? [],
  via: ["polling"],
  docs: "https://developers.google.com/workspace/tasks/reference/rest/v1/tasks/list",
  words: ["todo", "to-do"],
  payload: taskPayload,
  filters: {
    tasklist: { description: "List, by name or id; all where left out", in: ["listId", "list"] },
    title,
    name: title,
    contains: { ...title, description: "Words in title or notes", in: ["title", "notes"] },
  },
} satisfies Partial<EventInfo>;

export const events: readonly EventInfo[] = [
  { ...common, id: "googletasks.task.created", title: "A task is created", poll: created },
  { ...common, id: "googletasks.task.completed", title: "A task is completed", poll: completed },
];
