import { compose } from "../compose.ts";
import { createSandboxHost } from "../sandbox/host/host.ts";
import type { Settings } from "../settings.ts";
