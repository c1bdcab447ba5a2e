import { defineProvider } from "../../catalog/provider.ts";

/** A name that no DNS answers: `.internal` is set aside for private use (ICANN resolution 2024.07.29.06). */
export const host = "ai.patchbay.internal";

const codePrefix = "urn:patchbay:";

/** Nobody signs in: the gateway of this Patchbay answers, with the model that its settings name. */
export const ai = defineProvider({
  id: "ai",
  name: "AI",
  env: "AI",
  authorizeUrl: "",
  tokenUrl: "",
  apiHosts: [host],
  answeredBy: "model",
  key: { kind: "none" },
  scopeParameters: {},
  scopeSeparator: " ",
  pkce: false,
  clientAuthentication: "client_secret_basic",
  readTokens: () => ({ tokens: [] }),
  // A problem document (RFC 9457): its type ends in the code.
  readError: ({ type }) =>
    typeof type === "string" && type.startsWith(codePrefix)
      ? type.slice(codePrefix.length)
      : undefined,
  reconnectErrors: [],
  goneErrors: [],
  sharedGrant: false,
  docs: "https://ai-sdk.dev/docs/ai-sdk-core/overview",
});
