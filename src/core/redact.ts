/** Shapes of credentials, by who issues them. */
export const tokenShapes: readonly RegExp[] = [
  /\bxox[a-z]-[\w-]+|\bxoxe\.xox[a-z]-[\w-]+|\bxapp-\d-[\w-]+/g, // Slack
  /\bya29\.[\w-]+|\bAIza[\w-]{30,}|\bGOCSPX-[\w-]{20,}/g, // Google
  /\bsk-[\w-]{16,}/g, // OpenAI
  /\bgh[pousr]_\w{20,}|\bgithub_pat_\w{20,}/g, // GitHub
  /\b(?:ntn|secret)_[A-Za-z0-9]{20,}/g, // Notion
  /\bpat-[a-z]{2,3}\d-[\w-]{16,}/g, // HubSpot
  /\bwhsec_[\w+/=-]{16,}/g, // Standard Webhooks, Stripe
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, // AWS
  /\bpb[ek]_[\w-]{16,}/g, // Our own: of programs, of embedded pages
  /\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*/g, // JSON Web Token (RFC 7519)
  /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----[^-]*(?:-----END (?:[A-Z]+ )*PRIVATE KEY-----)?/g,
];

/** What must not reach a log, an error or a record, whoever wrote it there. */
const credentialShapes: readonly RegExp[] = [
  ...tokenShapes,
  /\bBearer\s+[\w.~+/-]+=*/gi,
  /\b((?:access|refresh)_token|client_secret|code_verifier)=[^&\s"]+/gi,
];

/** The text with everything that looks like a credential replaced by `[redacted]`. */
export function redact(text: string): string {
  return credentialShapes.reduce((clean, shape) => clean.replace(shape, "[redacted]"), text);
}
