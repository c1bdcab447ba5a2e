// Typed into a variable, the secret does not stay in the history of a shell.
export const readSecret = "read -rs SECRET   # paste the secret, then Enter";

/**
 * A shell's call of an address that is signed with a secret
 * (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
 */
export function signedCall(address: string, body: string): string {
  return [
    readSecret,
    `ID=msg_$(date +%s%N); TIME=$(date +%s); BODY='${body.replaceAll("'", String.raw`'\''`)}'`,
    `KEY=$(printf %s "\${SECRET#whsec_}" | base64 -d | od -An -tx1 | tr -d ' \\n')`,
    `SIGNATURE=$(printf '%s.%s.%s' "$ID" "$TIME" "$BODY" |`,
    `  openssl dgst -sha256 -mac HMAC -macopt hexkey:$KEY -binary | base64)`,
    `curl ${address} \\`,
    `  -H "webhook-id: $ID" -H "webhook-timestamp: $TIME" \\`,
    `  -H "webhook-signature: v1,$SIGNATURE" \\`,
    `  -H "Content-Type: application/json" -d "$BODY"`,
  ].join("\n");
}
