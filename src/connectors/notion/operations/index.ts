import { blocksChildrenAppend } from "./blocks.children.append.ts";
import { blocksChildrenList } from "./blocks.children.list.ts";
import { blocksDelete } from "./blocks.delete.ts";
import { blocksUpdate } from "./blocks.update.ts";
import { commentsCreate } from "./comments.create.ts";
import { commentsList } from "./comments.list.ts";
import { dataSourcesQuery } from "./data_sources.query.ts";
import { dataSourcesRetrieve } from "./data_sources.retrieve.ts";
import { databasesCreate } from "./databases.create.ts";
import { databasesRetrieve } from "./databases.retrieve.ts";
import { pagesCreate } from "./pages.create.ts";
import { pagesMarkdownRetrieve } from "./pages.markdown.retrieve.ts";
import { pagesMarkdownUpdate } from "./pages.markdown.update.ts";
import { pagesMove } from "./pages.move.ts";
import { pagesRetrieve } from "./pages.retrieve.ts";
import { pagesUpdate } from "./pages.update.ts";
import { search } from "./search.ts";
import { usersList } from "./users.list.ts";
import { usersMe } from "./users.me.ts";
import { usersRetrieve } from "./users.retrieve.ts";

/** In the order in which people most ask for them. */
export const operations = [
  search,
  dataSourcesQuery,
  pagesCreate,
  blocksChildrenAppend,
  pagesUpdate,
  pagesRetrieve,
  pagesMarkdownRetrieve,
  pagesMarkdownUpdate,
  blocksChildrenList,
  commentsCreate,
  commentsList,
  databasesCreate,
  databasesRetrieve,
  dataSourcesRetrieve,
  pagesMove,
  blocksUpdate,
  blocksDelete,
  usersList,
  usersRetrieve,
  usersMe,
] as const;
