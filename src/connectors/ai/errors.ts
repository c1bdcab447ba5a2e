/** What a person can do about a refusal of the gateway, by its code. */
export const errors = {
  "ai/no-model":
    "Whoever runs this Patchbay chooses a hosted model under Settings, or sets OPENAI_API_KEY in the environment.",
  "ai/too-large":
    "Give the step less: fewer entries, only the members that matter, or one step for each entry with forEach.",
  "ai/used-up":
    "Give the run less to do: fewer entries, a step that takes all of them at once, or a smaller maxOutputTokens.",
  "ai/unusable":
    "Run it again. If it stays, say more clearly in the instructions and descriptions what is wanted.",
  "ai/failed": "Check the model under Settings, then run it again.",
} as const;
