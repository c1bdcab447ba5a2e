/** Shapes of credentials that must not reach a log, an error or a record, whoever wrote them there. */
const credentialShapes = [
  /\bxox[a-z]-[\w-]+|\bxoxe\.xox[a-z]-[\w-]+/g, // Slack
  /\bya29\.[\w-]+/g, // Google
  /\bsk-[\w-]{16,}/g, // OpenAI
  /\bBearer\s+[\w.~+/-]+=*/gi,
  /\b((?:access|refresh)_token|client_secret|code_verifier)=[^&\s"]+/gi,
] as const;

/** The text with everything that looks like a credential replaced by `[redacted]`. */
export function redact(text: string): string {
  return credentialShapes.reduce((clean, shape) => clean.replace(shape, "[redacted]"), text);
}
