import type { ScopeInfo } from "../../catalog/connector.ts";

/** There is no narrower one for reading, or for one kind of record. */
export const scopes: readonly ScopeInfo[] = [
  {
    scope: "api",
    sentence: "Read and change Salesforce records, as far as your own Salesforce rights go",
    sensitivity: "write",
    access: "write",
    tokens: ["user"],
    source:
      "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_tokens_scopes.htm",
  },
];
