import type { Operation } from "../../../catalog/operation.ts";
import { tasklistsInsert } from "./tasklists.insert.ts";
import { tasklistsList } from "./tasklists.list.ts";
import { tasksDelete } from "./tasks.delete.ts";
import { tasksGet } from "./tasks.get.ts";
import { tasksInsert } from "./tasks.insert.ts";
import { tasksList } from "./tasks.list.ts";
import { tasksMove } from "./tasks.move.ts";
import { tasksPatch } from "./tasks.patch.ts";

export const operations: readonly Operation[] = [
  tasklistsInsert,
  tasklistsList,
  tasksDelete,
  tasksGet,
  tasksInsert,
  tasksList,
  tasksMove,
  tasksPatch,
];
