import { newBlock } from "./blocks.ts";
import { createId, stamp } from "./ids.ts";
import { bot, people } from "./people.ts";
import { richTextOf } from "./rich-text.ts";
import type { Column, NotionState, Page, Parent } from "./state.ts";

const dayMs = 86_400_000;
const [maya, sam, priya] = people.map(({ id }) => id);

/** Fixed ids, so that examples can name them. */
const ids = {
  roadmap: "59833787-2cf9-4fdf-8782-e53db20768a5",
  onboarding: "0f6f2c1e-7b0a-4a55-9a4e-1d2c3b4a5968",
  meeting: "8c2e4f60-a1b3-4c5d-9e7f-001122334455",
  checklist: "6b1f0d5c-93a4-4f0e-8f7a-2a3b4c5d6e7f",
  tasksDatabase: "11112222-3333-4444-5555-666677778888",
  tasks: "7a7b7c7d-8e8f-4041-9a9b-9c9d0e0f1011",
  ideasDatabase: "21112222-3333-4444-5555-666677778888",
  ideas: "7b7b7c7d-8e8f-4041-9a9b-9c9d0e0f1012",
};

const option = (name: string, color: string) => ({
  id: name.toLowerCase().slice(0, 8),
  name,
  color,
});
const statuses = [option("To do", "gray"), option("In progress", "blue"), option("Done", "green")];
const priorities = [option("High", "red"), option("Medium", "yellow"), option("Low", "gray")];
const tags = [option("Product", "blue"), option("Marketing", "pink"), option("Hiring", "green")];

const taskColumns: Column[] = [
  { id: "title", name: "Name", type: "title", config: {} },
  { id: "st%3A1", name: "Status", type: "status", config: { options: statuses } },
  { id: "du%3A2", name: "Due", type: "date", config: {} },
  { id: "pr%3A3", name: "Priority", type: "select", config: { options: priorities } },
  { id: "as%3A4", name: "Assignee", type: "people", config: {} },
  { id: "es%3A5", name: "Estimate", type: "number", config: { format: "number" } },
];
const ideaColumns: Column[] = [
  { id: "title", name: "Idea", type: "title", config: {} },
  { id: "tg%3A1", name: "Tags", type: "multi_select", config: { options: tags } },
  { id: "vo%3A2", name: "Votes", type: "number", config: { format: "number" } },
  { id: "ln%3A3", name: "Link", type: "url", config: {} },
  { id: "ap%3A4", name: "Approved", type: "checkbox", config: {} },
];

/** A small workspace; everybody shares all of it until they pick otherwise. */
export function seedNotion(now: number): NotionState {
  const stamps = (daysAgo: number) => ({
    created_time: stamp(now - (daysAgo + 3) * dayMs),
    last_edited_time: stamp(now - daysAgo * dayMs),
    created_by: maya ?? bot.id,
    last_edited_by: maya ?? bot.id,
    in_trash: false,
  });
  const page = (id: string, title: string, daysAgo: number, parent?: Parent): Page => ({
    ...stamps(daysAgo),
    id,
    parent: parent ?? { type: "workspace", workspace: true },
    icon: null,
    is_locked: false,
    values: { title: richTextOf(title) },
  });
  const row = (source: string, database: string, title: string, values: Page["values"]): Page => {
    const parent: Parent = {
      type: "data_source_id",
      data_source_id: source,
      database_id: database,
    };
    const made = page(createId(), title, 1, parent);
    return { ...made, values: { ...made.values, ...values } };
  };
  const task = (
    title: string,
    status: number,
    dueIn: number,
    priority: number,
    who: string | undefined,
    estimate: number,
  ) =>
    row(ids.tasks, ids.tasksDatabase, title, {
      "st%3A1": statuses[status],
      "du%3A2": {
        start: new Date(now + dueIn * dayMs).toISOString().slice(0, 10),
        end: null,
        time_zone: null,
      },
      "pr%3A3": priorities[priority],
      "as%3A4": who === undefined ? [] : [{ object: "user", id: who }],
      "es%3A5": estimate,
    });
  const idea = (title: string, tag: number, votes: number, approved: boolean) =>
    row(ids.ideas, ids.ideasDatabase, title, {
      "tg%3A1": [tags[tag]],
      "vo%3A2": votes,
      "ln%3A3": null,
      "ap%3A4": approved,
    });
  const text = (parent: string, type: string, content: string, more = {}) =>
    newBlock(parent, type, { rich_text: richTextOf(content), color: "default", ...more }, now);
  const top: Parent = { type: "workspace", workspace: true };
  return {
    pages: [
      page(ids.roadmap, "Roadmap 2027", 2),
      page(ids.onboarding, "Onboarding", 5),
      page(ids.checklist, "Onboarding checklist", 4, {
        type: "page_id",
        page_id: ids.onboarding,
      }),
      page(ids.meeting, "Meeting notes", 1),
      task("Publish the changelog", 2, -3, 2, maya, 1),
      task("Interview two customers", 0, 6, 1, priya, 5),
      task("Renew the certificate", 0, 0, 0, sam, 1),
      task("Prepare the launch post", 1, 0, 0, maya, 3),
      idea("Dark mode", 0, 12, true),
      idea("Referral programme", 1, 7, false),
      idea("Internship in spring", 2, 3, false),
    ],
    databases: [
      {
        ...stamps(1),
        id: ids.tasksDatabase,
        parent: top,
        title: richTextOf("Tasks"),
        description: [],
        icon: null,
        is_inline: false,
      },
      {
        ...stamps(2),
        id: ids.ideasDatabase,
        parent: top,
        title: richTextOf("Ideas"),
        description: [],
        icon: null,
        is_inline: false,
      },
    ],
    dataSources: [
      {
        ...stamps(1),
        id: ids.tasks,
        database: ids.tasksDatabase,
        title: richTextOf("Tasks"),
        columns: structuredClone(taskColumns),
      },
      {
        ...stamps(2),
        id: ids.ideas,
        database: ids.ideasDatabase,
        title: richTextOf("Ideas"),
        columns: structuredClone(ideaColumns),
      },
    ],
    blocks: [
      text(ids.roadmap, "heading_2", "Goals"),
      text(ids.roadmap, "paragraph", "Ship the mobile app by May."),
      text(ids.roadmap, "bulleted_list_item", "Offline mode"),
      text(ids.roadmap, "bulleted_list_item", "Push notifications"),
      text(ids.onboarding, "paragraph", "Welcome! Start with the checklist."),
      text(ids.checklist, "to_do", "Get a laptop", { checked: true }),
      text(ids.checklist, "to_do", "Meet the team", { checked: true }),
      text(ids.checklist, "to_do", "Read the handbook", { checked: false }),
      text(ids.meeting, "paragraph", "Decision: the beta starts on Monday."),
    ],
    comments: [
      {
        id: createId(),
        parent: { type: "page_id", page_id: ids.roadmap },
        discussion_id: "4c1f2a3b-5d6e-4f70-8a9b-0c1d2e3f4a5b",
        rich_text: richTextOf("Is May realistic?"),
        created_time: stamp(now - dayMs),
        created_by: sam ?? bot.id,
      },
    ],
    capabilities: [
      "read_content",
      "insert_content",
      "update_content",
      "read_comments",
      "insert_comments",
      "read_user_without_email",
      "read_user_with_email",
    ],
    shared: {},
  };
}
