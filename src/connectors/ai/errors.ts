/** What a person can do about a refusal of the gateway, by its code. */
export const errors = {
  "ai/no-model":
    "Whoever runs this Patchbay sets OPENAI_API_KEY, or OPENAI_BASE_URL for another server, and MODEL where another than the default is meant, and starts it again.",
  "ai/too-large":
    "Give the step less: fewer entries, only the members that matter, or one step for each entry with forEach.",
  "ai/used-up":
    "Give the run less to do: fewer entries, a step that takes all of them at once, or a smaller maxOutputTokens.",
  "ai/unusable":
    "Run it again. If it stays, say more clearly in the instructions and descriptions what is wanted.",
  "ai/failed": "Check OPENAI_API_KEY, OPENAI_BASE_URL and MODEL, then run it again.",
} as const;
