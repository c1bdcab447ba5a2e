import type { z } from "zod";
import type { connectAnswer } from "../../src/contract/connection.ts";

type Begun = z.output<typeof connectAnswer>;

/** A sign-in that goes on in another window. */
export interface SignIn {
  readonly request: string;
  /** The window in which the provider asks. */
  readonly popup: Window;
}

const features = "popup,width=520,height=760";

/**
 * Opens the provider's sign-in. To be called within a click: the window opens at once and gets its
 * address when the server gave it. Where windows are blocked this page itself goes there.
 */
export async function openSignIn(begin: () => Promise<Begun>): Promise<SignIn | undefined> {
  const popup = window.open("about:blank", "patchbay-sign-in", features);
  try {
    const { request, authorizationUrl } = await begin();
    if (popup) {
      popup.location.replace(authorizationUrl);
      return { request, popup };
    }
    location.assign(authorizationUrl);
    return undefined;
  } catch (error) {
    popup?.close();
    throw error;
  }
}
