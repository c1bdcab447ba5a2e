import { z } from "zod";

export const taskShape = z.object({
  id: z.string(),
  title: z.string(),
  notes: z.string().optional(),
  status: z.enum(["needsAction", "completed"]),
  /** RFC 3339; the time is always midnight. */
  due: z.string().optional(),
  completed: z.string().optional(),
  hidden: z.boolean(),
  deleted: z.boolean(),
  parent: z.string().optional(),
  updated: z.string(),
});
export type Task = z.output<typeof taskShape>;

export const taskListShape = z.object({
  id: z.string(),
  title: z.string(),
  owner: z.string(),
  updated: z.string(),
  /** In the order in which they are shown. */
  tasks: z.array(taskShape),
});
export type TaskList = z.output<typeof taskListShape>;

/** Lists of all people; the first of a person's is their default one. */
export const tasksState = z.object({ lists: z.array(taskListShape) });
export type TasksState = z.output<typeof tasksState>;
