import { z } from "zod";
import { under } from "../base.ts";
import { ask } from "../data/api.ts";

/** Ends the session of this browser, and loads the page anew: nothing of the person stays in it. */
export async function signOut(next = under("/sign-in")): Promise<void> {
  await ask(z.unknown(), "/api/auth/sign-out", { method: "POST", body: {} });
  forgetDrafts();
  location.assign(next);
}

/** What stood in the composers of this browser's chats is the person's who leaves. */
function forgetDrafts(): void {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith("patchbay-said"));
    for (const key of keys) localStorage.removeItem(key);
  } catch {
    // A storage that is switched off kept nothing.
  }
}
