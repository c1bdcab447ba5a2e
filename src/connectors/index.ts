import type { Connector } from "../catalog/connector.ts";
import type { Provider } from "../catalog/provider.ts";
import type { SandboxDefinition } from "../sandbox/kit/types.ts";
import { slackConnector } from "./slack/connector.ts";
import { slack } from "./slack/provider.ts";
import { slackSandbox } from "./slack/sandbox/index.ts";

/** The catalog as it ships. */
export const connectors: readonly Connector[] = [slackConnector];
export const providers: readonly Provider[] = [slack];
export const sandboxes: readonly SandboxDefinition[] = [slackSandbox];
