import { functionShape } from "../../src/contract/function.ts";
import { ask } from "../data/api.ts";
import { navigate } from "../router.tsx";
import { paths } from "../routes.ts";
import { functionWords } from "../words/functions.ts";
import { keepDraft } from "./draft.ts";
import { NameDialog } from "./name-dialog.tsx";

const words = functionWords.list;

const starter = `/**
 * What this function does. This file is yours.
 */

interface Input {
  /** Who is greeted */
  name?: string;
}

export default {
  async fetch(request: Request): Promise<Response> {
    const input: Input = JSON.parse((await request.text()) || "{}");
    return Response.json({ hello: input.name ?? "world" });
  },
};
`;

/** A function that begins with code: it is saved under a name, and opens in the editor. */
export function NewFunction({ close }: { readonly close: () => void }) {
  async function make(name: string) {
    const path = `/api/functions/${encodeURIComponent(name)}`;
    const body = { code: starter };
    const { code, version, etag, ...made } = await ask(functionShape, path, {
      method: "PUT",
      body,
      isNew: true,
    });
    keepDraft(made.name, { code, version, etag });
    navigate(paths.function(made.name));
  }
  return (
    <NameDialog
      title={words.newTitle}
      note={words.newNote}
      name="newFunction"
      action={words.newAction}
      go={make}
      close={close}
    />
  );
}
