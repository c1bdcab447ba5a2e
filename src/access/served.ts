/** What of better-auth is served; of what tells a token the answer is left out. */
export const served = [
  { method: "POST", path: "/sign-in/email", isQuiet: true, signsIn: true },
  { method: "POST", path: "/sign-out", isQuiet: true, signsIn: false },
  { method: "GET", path: "/passkey/generate-register-options", isQuiet: false, signsIn: false },
  { method: "POST", path: "/passkey/verify-registration", isQuiet: true, signsIn: false },
  { method: "GET", path: "/passkey/generate-authenticate-options", isQuiet: false, signsIn: false },
  { method: "POST", path: "/passkey/verify-authentication", isQuiet: true, signsIn: true },
] as const;
export type Served = (typeof served)[number];
