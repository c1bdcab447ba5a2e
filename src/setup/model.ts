import type { LanguageModelV4 } from "@ai-sdk/provider";
import { z } from "zod";
import { createHostedModel } from "../agent/model.ts";
import type { Vault } from "../connections/vault.ts";
import {
  type HostedModelBody,
  type ModelBody,
  type ModelListBody,
  type ModelSettingView,
  type ModelTest,
  modelApi,
} from "../contract/settings.ts";
import { PatchbayError } from "../core/errors.ts";
import type { Outbound } from "../core/outbound.ts";
import { isPrivateHost } from "../core/public-address.ts";
import type { SettingStore } from "../store/settings.ts";
import { endsOf } from "./ends.ts";
import { listModels } from "./model-list.ts";
import { testModel } from "./model-test.ts";

/** A model and where it is. */
export interface HostedSetting {
  readonly id: string;
  readonly api: "responses" | "chat";
  /** OpenAI itself where absent. */
  readonly baseUrl?: string;
  readonly apiKey?: string;
  readonly allowPrivateNetwork?: true;
}

interface ModelSettingDependencies {
  /** What the environment says, which the page does not change; the built-in model is `builtin`. */
  readonly fixed:
    | { readonly setBy: readonly string[]; readonly model: HostedSetting | "builtin" }
    | undefined;
  readonly store: SettingStore;
  readonly vault: Vault;
  /** The way out for the model's requests alone, with the one origin that may be private or plain http. */
  readonly outboundWith: (allowInsecureOrigin: (origin: string) => boolean) => Outbound;
  /** What a test says to the model. */
  readonly testPrompt: () => string;
}

const row = "model";
const valueShape = z.object({
  id: z.string(),
  api: modelApi,
  baseUrl: z.string().optional(),
  allowPrivateNetwork: z.literal(true).optional(),
});
const openAi = "https://api.openai.com/v1";
/** Local servers take any key; the client library wants one. */
const anyKey = "none";

const originOf = ({ baseUrl }: { readonly baseUrl?: string | undefined }) =>
  new URL(baseUrl ?? openAi).origin;

/** Which model answers: asked for at each turn, so that a change counts from the next one on. */
export function createModelSetting(deps: ModelSettingDependencies) {
  const { fixed, store, vault } = deps;
  const context = { appId: store.appId, row, purpose: "setting" } as const;
  let kept: HostedSetting | undefined;
  let problem: string | undefined;
  let made: { readonly of: HostedSetting; readonly model: LanguageModelV4 } | undefined;

  const current = (): HostedSetting | undefined => {
    if (!fixed) return kept;
    return fixed.model === "builtin" ? undefined : fixed.model;
  };

  /** Only its own server may be in a private network, and only where somebody said so. */
  function outboundOf(setting: Pick<HostedSetting, "baseUrl" | "allowPrivateNetwork">): Outbound {
    const allowed = setting.allowPrivateNetwork ? originOf(setting) : undefined;
    return deps.outboundWith((origin) => origin === allowed);
  }

  const modelOf = (setting: HostedSetting): LanguageModelV4 =>
    createHostedModel({ ...setting, apiKey: setting.apiKey ?? anyKey }, outboundOf(setting));

  /** With the key that is kept where none is given: it goes to no other server than the one it was entered for. */
  function withKey(given: Omit<HostedModelBody, "kind" | "id">): Omit<HostedSetting, "id"> {
    const { api, key, allowPrivateNetwork } = given;
    const baseUrl = given.baseUrl?.replace(/\/+$/, "");
    const now = current();
    const before = now && originOf(now) === originOf({ baseUrl }) ? now : undefined;
    const apiKey = key ?? before?.apiKey;
    if (apiKey === undefined && baseUrl === undefined)
      throw new PatchbayError(
        "settings/incomplete",
        "OpenAI wants a key. Make one at https://platform.openai.com/api-keys and paste it here.",
        { where: "key" },
      );
    return {
      api,
      ...(baseUrl === undefined ? {} : { baseUrl }),
      ...(apiKey === undefined ? {} : { apiKey }),
      ...(allowPrivateNetwork || before?.allowPrivateNetwork ? { allowPrivateNetwork: true } : {}),
    };
  }

  /** Throws `settings/private-network` for an address that somebody has to allow first. */
  async function requireAllowed({ baseUrl, allowPrivateNetwork }: Omit<HostedSetting, "id">) {
    if (baseUrl === undefined || allowPrivateNetwork) return;
    const { protocol, hostname, host } = new URL(baseUrl);
    if (protocol === "https:" && !(await isPrivateHost(hostname))) return;
    throw new PatchbayError(
      "settings/private-network",
      `${host} is an address of this machine or network, or is reached without encryption. Whoever can read that network's traffic can then read prompts and key. Allow it if the server is yours.`,
      { where: "allowPrivateNetwork" },
    );
  }

  function requireFree(): void {
    if (!fixed) return;
    throw new PatchbayError(
      "settings/set-elsewhere",
      `The model is set by ${fixed.setBy.join(" and ")}. Change it there, or take it away and start Patchbay again to set it here.`,
    );
  }

  function view(): ModelSettingView {
    const setting = current();
    const common = {
      setBy: [...(fixed?.setBy ?? [])],
      ...(problem === undefined || fixed ? {} : { problem }),
    };
    if (!setting) return { kind: "builtin", hasKey: false, allowPrivateNetwork: false, ...common };
    const { id, api, baseUrl, apiKey, allowPrivateNetwork = false } = setting;
    const keyEnds = apiKey === undefined ? undefined : endsOf(apiKey);
    return {
      kind: "hosted",
      id,
      api,
      ...(baseUrl === undefined ? {} : { baseUrl }),
      hasKey: apiKey !== undefined,
      ...(keyEnds === undefined ? {} : { keyEnds }),
      allowPrivateNetwork,
      ...common,
    };
  }

  return {
    /** Reads what is kept; before that it is the built-in model. */
    async load(): Promise<void> {
      const found = (await store.all()).get(row);
      kept = undefined;
      problem = undefined;
      if (!found) return;
      try {
        const { id, api, baseUrl, allowPrivateNetwork } = valueShape.parse(found.value);
        kept = {
          id,
          api,
          ...(baseUrl === undefined ? {} : { baseUrl }),
          ...(allowPrivateNetwork ? { allowPrivateNetwork } : {}),
          ...(found.secret === undefined ? {} : { apiKey: vault.decrypt(found.secret, context) }),
        };
      } catch (error) {
        const why = error instanceof PatchbayError ? error.message : "It cannot be read.";
        problem = `The model that was set here is not used: ${why}`;
      }
    },
    /** The hosted model as it is set now; undefined where the built-in one answers. */
    hosted(): LanguageModelV4 | undefined {
      const setting = current();
      if (!setting) return undefined;
      if (made?.of !== setting) made = { of: setting, model: modelOf(setting) };
      return made.model;
    },
    /** As `/api/status` names it. */
    name: () => current()?.id ?? "builtin",
    view,
    /** What must not be shown anywhere. */
    secrets: (): readonly string[] =>
      [kept?.apiKey, current()?.apiKey].filter((one) => one !== undefined),
    /** Throws `settings/set-elsewhere`, `settings/incomplete` and `settings/private-network`. */
    async put(given: ModelBody): Promise<ModelSettingView> {
      requireFree();
      if (given.kind === "builtin") {
        await store.remove(row);
        kept = undefined;
      } else {
        const setting = { id: given.id, ...withKey(given) };
        await requireAllowed(setting);
        const { apiKey, ...value } = setting;
        const secret = apiKey === undefined ? {} : { secret: vault.encrypt(apiKey, context) };
        await store.put(row, { value, ...secret });
        kept = setting;
      }
      problem = undefined;
      return view();
    },
    /** Asks a model for one word, without keeping anything of what is given. */
    async test(given: HostedModelBody): Promise<ModelTest> {
      const setting = { id: given.id, ...withKey(given) };
      await requireAllowed(setting);
      const { id, api } = setting;
      return testModel({ model: modelOf(setting), id, api }, deps.testPrompt());
    },
    /** What the server offers; nothing where it does not say. */
    async list(given: ModelListBody): Promise<readonly string[]> {
      const setting = withKey(given);
      await requireAllowed(setting);
      const { baseUrl = openAi, apiKey = anyKey } = setting;
      return listModels(`${baseUrl}/models`, apiKey, outboundOf(setting));
    },
  };
}

export type ModelSetting = ReturnType<typeof createModelSetting>;
