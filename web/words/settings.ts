import type { DataView, ModelApi } from "../../src/contract/settings.ts";

/** The settings, and the set-up of a provider's client. */
export const settingsWords = {
  title: "Settings",
  lead: "How this Patchbay thinks, what it signs in with, and where it keeps everything.",
  sections: {
    model: "Model",
    providers: "Providers",
    workspace: "Workspace",
    members: "Members",
    account: "Your account",
    keys: "API keys",
    "connect-sites": "Connect page",
    audit: "Audit log",
    encryption: "Encryption key",
    appearance: "Appearance",
    data: "Data",
    about: "About",
  },
  auditLead: "Who did what, and what was refused.",
  openAudit: "Open the audit log",
  ownersOnly: "All other settings are for owners of the workspace.",
  parts: "Parts of the settings",
  setBy: (names: readonly string[]) =>
    `Set by ${names.join(" and ")}. Change it there, and start Patchbay again.`,
  model: {
    lead: "Who reads what you say and builds functions from it. A change counts from the next message on.",
    who: "Who answers",
    kinds: {
      builtin: {
        label: "Built-in",
        note: "Rules on this machine. Needs no key and sends nothing anywhere.",
      },
      openai: { label: "OpenAI", note: "Sends what you say in a chat to OpenAI, with your key." },
      compatible: {
        label: "Another server",
        note: "Any server with OpenAI's API: Ollama, vLLM, LM Studio, OpenRouter, Azure …",
      },
    },
    baseUrl: "Base URL",
    baseUrlNote: "As the server's own instructions have it; it mostly ends in /v1.",
    baseUrlExample: "http://localhost:11434/v1",
    api: "API",
    apis: {
      responses: "Responses",
      chat: "Chat completions",
    } satisfies Record<ModelApi, string>,
    apiNote: "Most servers other than OpenAI's have Chat completions only.",
    id: "Model",
    idNote: "The id as the server has it; those that it lists are proposed.",
    idExample: "gpt-5.5",
    key: "API key",
    keyNew: "Stored encrypted, and never shown again.",
    keyOptional:
      "Leave it empty where the server wants none. Stored encrypted, and never shown again.",
    keyKept: (ends: string | undefined) =>
      ends === undefined
        ? "One is kept. Leave it empty to keep it."
        : `One that ends in ${ends} is kept. Leave it empty to keep it.`,
    test: "Test",
    testing: "Asking the model …",
    stop: "Stop",
    save: "Save",
    saved: (id: string) => `${id} answers from the next message on.`,
    savedBuiltin: "The built-in model answers from the next message on.",
    answered: (model: string, time: string) => `${model} answered after ${time}.`,
    allowTitle: "Send it into this network, or without encryption?",
    allow: "Allow it",
    current: "In use",
  },
  providers: {
    lead: "Each begins as a sandbox on this machine. With a client of your own it is the real one.",
    live: "Live",
    sandbox: "Sandbox",
    accounts: (count: number) =>
      count === 0 ? "No account" : count === 1 ? "1 account" : `${count} accounts`,
    kept: (count: number, mode: "live" | "sandbox") =>
      `${count} ${mode === "live" ? "made in the sandbox" : "of the real one"}, kept`,
    setUp: (name: string) => `Set up ${name}`,
  },
  provider: {
    back: "All settings",
    title: (name: string) => `${name} client`,
    lead: (tools: readonly string[]) =>
      tools.length > 1
        ? `One client signs in to ${tools.length} tools: ${tools.join(", ")}.`
        : "What this Patchbay signs in with.",
    sandboxNow: (name: string) =>
      `${name} is a sandbox: a stand-in on this machine. Nothing leaves it.`,
    liveNow: (name: string) => `${name} is the real one: accounts and data are real.`,
    keptAccounts: (count: number, mode: "live" | "sandbox") =>
      mode === "live"
        ? `${count === 1 ? "1 account" : `${count} accounts`} made in the sandbox ${count === 1 ? "is" : "are"} kept, and not used while it is live.`
        : `${count === 1 ? "1 account" : `${count} accounts`} of the real one ${count === 1 ? "is" : "are"} kept, and not used in the sandbox.`,
    console: {
      title: "1. Make a client there",
      open: (name: string) => `Open ${name}'s console`,
      redirect: "Redirect address",
      scopesOf: "Which scopes",
      needed: (count: number) => `For your functions (${count})`,
      all: (count: number) => `For all that is possible (${count})`,
      nothingNeeded:
        "No function needs anything of it yet. Enter those for all that is possible, or come back once there is one.",
      unregistered: "This address will not be taken",
      sources: "Sources",
    },
    client: {
      title: "2. Enter it here",
      secretNew: "Stored encrypted, and never shown again.",
      secretKept: (ends: string | undefined) =>
        ends === undefined
          ? "One is kept. Leave it empty to keep it."
          : `One that ends in ${ends} is kept. Leave it empty to keep it.`,
      signing: "Signing secret",
      signingNew: "Only for events that the provider pushes. Stored encrypted.",
      signingKept: "One is kept. Leave it empty to keep it.",
      save: "Save and go live",
      saveAgain: "Save",
      saved: (name: string) => `${name} is live.`,
      remove: "Back to the sandbox",
      removeTitle: (name: string) => `Take ${name} back to the sandbox?`,
      removeDetail: (accounts: number) =>
        accounts === 0
          ? "The client is forgotten here. It stays at the provider until you delete it there."
          : `The client is forgotten here, and functions use the sandbox from now on. ${accounts === 1 ? "The connected account is" : `${accounts} connected accounts are`} kept, and come back with the client.`,
      removed: (name: string) => `${name} is a sandbox again.`,
      setBy: (names: readonly string[]) => `Set by ${names.join(" and ")}; change it there.`,
    },
    test: {
      title: "3. Test it",
      lead: "Asks the provider whether it knows this client, without anybody signing in.",
      test: "Test the client",
      testing: "Asking the provider …",
      stop: "Stop",
      results: {
        works: "It works",
        wrong: "It does not work",
        unclear: "It cannot be told",
        unreachable: "It could not be reached",
      },
      redirectUnknown:
        "Whether the redirect address is registered shows at the first sign-in: the provider does not tell before.",
      connect: "Connect an account",
    },
    events: {
      title: "Events",
      address: "Address for events",
      ready: "Ready",
      waiting: "To be set up",
      sandbox: "The sandbox sends its events by itself.",
      unreachable:
        "The provider cannot reach this address: it takes a public one with https (PUBLIC_URL). Until then it is asked again and again.",
      open: "Take the token that it sends",
      opened: (until: string) => `It may send its token until ${until}.`,
      token: "Verification token",
      docs: "About its events",
    },
  },
  keys: {
    lead: "For programs: sent as Authorization: Bearer …. Each may do what you choose, and never more than you.",
    name: "Name",
    nameNote: "What uses it: “Nightly report”.",
    make: "New key",
    makeTitle: "New API key",
    scopes: "What it may do",
    noScope: "Choose at least one.",
    ends: "Good until",
    endsNote: "Leave it empty for a key without end.",
    all: "All, as keys did before they had scopes",
    until: (date: string) => `Until ${date}`,
    by: (name: string) => `By ${name}`,
    create: "Make it",
    made: (name: string) => `Key “${name}”`,
    once: "It is shown only now: keep it where the program finds it.",
    done: "Done",
    key: "Key",
    use: "Try it",
    none: "No keys yet.",
    more: (left: number) => `Show more (${left})`,
    created: (when: string) => `Made ${when}`,
    used: (when: string) => `Last used ${when}`,
    unused: "Never used",
    remove: (name: string) => `Delete the key ${name}`,
    removeTitle: (name: string) => `Delete the key “${name}”?`,
    removeDetail: "Whatever uses it is refused from now on.",
    removeAction: "Delete",
    removed: (name: string) => `Deleted the key “${name}”.`,
    file: "Key of the data folder",
    fileNote: "What the command line uses. Whoever may read the folder has it.",
    replace: "Replace",
    replaceTitle: "Replace the key of the data folder?",
    replaceDetail:
      "The file is written anew. What has a copy of the old key is refused from now on; the command line reads the new one by itself.",
    replaced: "New key of the data folder",
  },
  appearance: {
    lead: "Kept in this browser.",
    theme: "Colours",
    themes: {
      system: { label: "As the system", note: "Follows your device." },
      light: { label: "Light", note: "Ink on paper." },
      dark: { label: "Dark", note: "For the evening." },
    },
  },
  data: {
    lead: "All of it is in one folder of this machine.",
    folder: "Data folder",
    functions: "Functions as files",
    size: "Size",
    encryption: "Encryption key",
    encryptionFrom: (key: DataView["encryptionKey"]) =>
      key.from === "environment"
        ? "ENCRYPTION_KEY of the environment"
        : `The file ${key.path ?? "encryption-key"}`,
    retention: "Runs are kept",
    days: (count: number) => (count === 1 ? "1 day" : `${count} days (RUN_RETENTION_DAYS)`),
    address: "Address",
  },
  about: {
    version: (version: string) => `Patchbay ${version}`,
    api: "API",
    apiNote: "Every address, to read and to try.",
    openapi: "OpenAPI document",
    readme: "README",
    readmeNote: "How it works, and how to run it.",
  },
} as const;
