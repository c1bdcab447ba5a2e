/** Below that, four characters would tell too much of it. */
const minLength = 20;

/** The last four characters of a long secret, by which a person knows it again. */
export function endsOf(secret: string): string | undefined {
  return secret.length >= minLength ? secret.slice(-4) : undefined;
}
