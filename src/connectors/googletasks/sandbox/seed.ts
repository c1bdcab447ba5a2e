import { people } from "../../google/sandbox/ground/people.ts";
import type { Task, TasksState } from "./state.ts";

const dayMs = 86_400_000;

/** Everybody has a list of their own; the first person has some tasks. */
export function seedTasks(now: number): TasksState {
  const updated = new Date(now).toISOString();
  const due = (days: number) =>
    `${new Date(now + days * dayMs).toISOString().slice(0, 10)}T00:00:00.000Z`;
  const task = (id: string, title: string, more: Partial<Task> = {}): Task => ({
    id,
    title,
    status: "needsAction",
    hidden: false,
    deleted: false,
    updated,
    ...more,
  });
  const [first] = people;
  return {
    lists: [
      ...people.map(({ id }) => ({
        id: `MDk${id.slice(-6)}list0001`,
        title: "My Tasks",
        owner: id,
        updated,
        tasks:
          id === first?.id
            ? [
                task("task-plants-2026", "Water the plants", { due: due(0) }),
                task("task-report-2026", "Finish the quarterly report", {
                  due: due(1),
                  notes: "Numbers are in the budget sheet",
                }),
                task("task-booked-2026", "Book the train", {
                  status: "completed",
                  completed: updated,
                  hidden: true,
                }),
              ]
            : [],
      })),
      {
        id: "MDkerrandslist0002",
        title: "Errands",
        owner: first?.id ?? "",
        updated,
        tasks: [task("task-stamps-2026", "Buy stamps")],
      },
    ],
  };
}
