import type { Clock } from "../core/clock.ts";
import { createId, createSecret } from "../core/ids.ts";
import type { Log } from "../core/log.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Reach } from "./readiness.ts";
import type { SecretBox } from "./secret-box.ts";
import type { EventSources, Watch } from "./sources.ts";
import type { Automation, AutomationState, Automations } from "./state.ts";

interface ChannelsDependencies {
  readonly automations: Pick<Automations, "change">;
  readonly catalog: Catalog;
  readonly sources: Pick<EventSources, "open" | "close">;
  readonly reach: Reach;
  readonly secrets: SecretBox;
  readonly clock: Clock;
  readonly log: Log;
}

/** A channel is renewed so long before its end. */
const renewMs = 3_600_000;
/** A provider that refused one is asked again after so long; until then polling has to do. */
const refusedMs = 3_600_000;

export type ChannelState = Pick<AutomationState, "channel" | "noChannelUntil">;

/** Subscriptions at providers, by which they tell that it is worth asking. */
export function createChannels({
  automations,
  catalog,
  sources,
  reach,
  secrets,
  clock,
  log,
}: ChannelsDependencies) {
  async function close(watch: Watch, { channel }: AutomationState): Promise<void> {
    if (!channel) return;
    try {
      await sources.close(watch, channel);
    } catch (error) {
      // It ends by itself.
      log.write("warn", `A channel of ${watch.event.id} could not be closed: ${String(error)}`);
    }
  }

  return {
    close,
    /** The channel that there is to be from now on: opened or renewed where it is time to. */
    async kept({ id, state }: Automation, watch: Watch): Promise<ChannelState> {
      const { channel, noChannelUntil } = state;
      const origin = reach.originFor(catalog.providerOf(watch.event.id)?.id ?? "");
      if (!watch.event.channel || origin === undefined) return {};
      const now = clock.now();
      const address = `${origin}/hooks/${id}`;
      const isNear = channel && Date.parse(channel.endsAt) - now <= renewMs;
      // The server may be reached under another address since.
      if (channel?.address === address && !isNear) return { channel };
      if (noChannelUntil !== undefined && Date.parse(noChannelUntil) > now)
        return { ...(channel ? { channel } : {}), noChannelUntil };
      const [channelId, token] = [createId("chn", now), createSecret()];
      try {
        // Its first message may come before its answer.
        await automations.change(id, { secret: secrets.seal(id, token) });
        const { state: opened, endsAt } = await sources.open(watch, {
          id: channelId,
          token,
          address,
        });
        await close(watch, state);
        return {
          channel: { id: channelId, address, state: opened, endsAt: endsAt.toISOString() },
        };
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        log.write("warn", `No channel of ${watch.event.id} could be opened: ${reason}`);
        return { noChannelUntil: new Date(now + refusedMs).toISOString() };
      }
    },
  };
}

export type Channels = ReturnType<typeof createChannels>;
