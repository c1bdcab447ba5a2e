/** Where providers send events: the public address for the real ones, this machine's for stand-ins. */
export function createHookAddresses(origins: () => readonly string[]) {
  return {
    addressOf(providerId: string, mode: "live" | "sandbox"): string {
      const [first = "", second = first] = origins();
      return `${mode === "live" ? first : second}/hooks/${providerId}`;
    },
  };
}

export type HookAddresses = ReturnType<typeof createHookAddresses>;
