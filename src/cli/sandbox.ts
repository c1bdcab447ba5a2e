import { sandboxes } from "../connectors/index.ts";
import { systemClock } from "../core/clock.ts";
import { createSandboxHost } from "../sandbox/host/host.ts";
import type { Settings } from "../settings.ts";
import { stopSignal } from "./stop-signal.ts";
