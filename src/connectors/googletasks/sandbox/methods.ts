import { z } from "zod";
import type { Call, Method } from "../../google/sandbox/ground/app.ts";
import { createHexId } from "../../google/sandbox/ground/ids.ts";
import { pageOf } from "../../google/sandbox/ground/paging.ts";
import { invalid, notFound } from "../../google/sandbox/ground/refusal.ts";
import type { Task, TaskList, TasksState } from "./state.ts";

const write = ["https://www.googleapis.com/auth/tasks"];
const read = [...write, "https://www.googleapis.com/auth/tasks.readonly"];

type TaskCall = Call<TasksState>;

const listsOf = ({ state, user }: TaskCall) => state.lists.filter(({ owner }) => owner === user.id);

function listOf(call: TaskCall): TaskList {
  const id = call.params["tasklist"];
  const own = listsOf(call);
  return (
    (id === "@default" ? own[0] : own.find((list) => list.id === id)) ??
    notFound("Task list not found.")
  );
}

function taskOf(call: TaskCall): Task {
  const task = listOf(call).tasks.find(({ id, deleted }) => id === call.params["task"] && !deleted);
  return task ?? notFound("Task not found.");
}

const bodyShape = z.strictObject({
  kind: z.string().optional(),
  id: z.string().optional(),
  title: z.string().max(1024).optional(),
  notes: z.string().max(8192).optional(),
  due: z.string().optional(),
  status: z.enum(["needsAction", "completed"]).optional(),
  completed: z.string().nullish(),
});

/** Takes what is given; the time of `due` is thrown away. https://developers.google.com/workspace/tasks/reference/rest/v1/tasks */
function apply(task: Task, body: Readonly<Record<string, unknown>>, now: number): void {
  const { title, notes, due, status } = bodyShape.parse(body);
  if (due !== undefined && Number.isNaN(Date.parse(due)))
    invalid("Request contains an invalid argument.");
  const updated = new Date(now).toISOString();
  Object.assign(task, {
    ...(title === undefined ? {} : { title }),
    ...(notes === undefined ? {} : { notes }),
    ...(due === undefined
      ? {}
      : { due: `${new Date(due).toISOString().slice(0, 10)}T00:00:00.000Z` }),
    ...(status === undefined ? {} : { status }),
    updated,
  });
  if (status === "completed") task.completed = updated;
  if (status === "needsAction") delete task.completed;
}

const taskView = ({ hidden, deleted, ...task }: Task) => ({
  kind: "tasks#task",
  ...task,
  ...(hidden ? { hidden } : {}),
  ...(deleted ? { deleted } : {}),
  webViewLink: `https://tasks.google.com/task/${task.id}`,
});
const listView = ({ id, title, updated }: TaskList) => ({
  kind: "tasks#taskList",
  id,
  title,
  updated,
});

function isListed(task: Task, query: URLSearchParams): boolean {
  const within = (value: string | undefined, min: string, max: string) => {
    const [from, to] = [query.get(min), query.get(max)];
    if (from === null && to === null) return true;
    return value !== undefined && (from === null || value >= from) && (to === null || value < to);
  };
  return (
    (!task.deleted || query.get("showDeleted") === "true") &&
    (!task.hidden || query.get("showHidden") === "true") &&
    (task.status !== "completed" || query.get("showCompleted") !== "false") &&
    within(task.due, "dueMin", "dueMax") &&
    within(task.completed, "completedMin", "completedMax") &&
    within(task.updated, "updatedMin", "updatedMax")
  );
}

/** https://developers.google.com/workspace/tasks/reference/rest */
export const methods: readonly Method<TasksState>[] = [
  {
    id: "tasklists.list",
    http: "GET",
    path: "/tasks/v1/users/@me/lists",
    scopes: read,
    query: ["maxResults", "pageToken"],
    run(call) {
      const page = pageOf(listsOf(call), call.query, {
        size: 1000,
        max: 1000,
        sizeParameter: "maxResults",
      });
      return { kind: "tasks#taskLists", ...page, items: page.items.map(listView) };
    },
  },
  {
    id: "tasklists.insert",
    http: "POST",
    path: "/tasks/v1/users/@me/lists",
    scopes: write,
    body: z.strictObject({ kind: z.string().optional(), title: z.string().min(1).max(1024) }),
    changes: true,
    run({ state, user, body, now }) {
      const list: TaskList = {
        id: createHexId(22),
        title: String(body["title"]),
        owner: user.id,
        updated: new Date(now).toISOString(),
        tasks: [],
      };
      state.lists.push(list);
      return listView(list);
    },
  },
  {
    id: "tasks.list",
    http: "GET",
    path: "/tasks/v1/lists/{tasklist}/tasks",
    scopes: read,
    query:
      "maxResults pageToken showCompleted showHidden showDeleted showAssigned dueMin dueMax completedMin completedMax updatedMin".split(
        " ",
      ),
    run(call) {
      const listed = listOf(call).tasks.filter((task) => isListed(task, call.query));
      const page = pageOf(listed, call.query, { size: 20, max: 100, sizeParameter: "maxResults" });
      return { kind: "tasks#tasks", ...page, items: page.items.map(taskView) };
    },
  },
  {
    id: "tasks.get",
    http: "GET",
    path: "/tasks/v1/lists/{tasklist}/tasks/{task}",
    scopes: read,
    run: (call) => taskView(taskOf(call)),
  },
  {
    id: "tasks.insert",
    http: "POST",
    path: "/tasks/v1/lists/{tasklist}/tasks",
    scopes: write,
    query: ["parent", "previous"],
    body: bodyShape,
    changes: true,
    run(call) {
      const { tasks } = listOf(call);
      const [parent, previous] = [call.query.get("parent"), call.query.get("previous")];
      for (const id of [parent, previous]) {
        if (id !== null && !tasks.some((task) => task.id === id)) invalid("Invalid task ID");
      }
      const task: Task = {
        id: createHexId(20),
        title: "",
        status: "needsAction",
        hidden: false,
        deleted: false,
        updated: "",
        ...(parent === null ? {} : { parent }),
      };
      apply(task, call.body, call.now);
      tasks.splice(
        previous === null ? 0 : tasks.findIndex(({ id }) => id === previous) + 1,
        0,
        task,
      );
      return taskView(task);
    },
  },
  {
    id: "tasks.patch",
    http: "PATCH",
    path: "/tasks/v1/lists/{tasklist}/tasks/{task}",
    scopes: write,
    body: bodyShape,
    changes: true,
    run(call) {
      const task = taskOf(call);
      apply(task, call.body, call.now);
      return taskView(task);
    },
  },
  {
    id: "tasks.delete",
    http: "DELETE",
    path: "/tasks/v1/lists/{tasklist}/tasks/{task}",
    scopes: write,
    changes: true,
    run(call) {
      taskOf(call).deleted = true;
    },
  },
  {
    id: "tasks.move",
    http: "POST",
    path: "/tasks/v1/lists/{tasklist}/tasks/{task}/move",
    scopes: write,
    query: ["parent", "previous", "destinationTasklist"],
    changes: true,
    run(call) {
      const [list, task] = [listOf(call), taskOf(call)];
      const target = call.query.get("destinationTasklist");
      const destination =
        target === null
          ? list
          : (listsOf(call).find(({ id }) => id === target) ?? notFound("Task list not found."));
      list.tasks = list.tasks.filter((one) => one !== task);
      const [parent, previous] = [call.query.get("parent"), call.query.get("previous")];
      if (parent === null) delete task.parent;
      else task.parent = parent;
      const at =
        previous === null ? 0 : destination.tasks.findIndex(({ id }) => id === previous) + 1;
      destination.tasks.splice(at, 0, task);
      return { ...taskView(task), position: String(at).padStart(20, "0") };
    },
  },
];
