import type { TestServer } from "./server.ts";
import { startServer } from "./server.ts";

/** A server that others reach, and so one with sign-in. */
export const startSharedServer = (env: Record<string, string> = {}, keepDir?: string) =>
  startServer({ PUBLIC_URL: "https://patchbay.example", ...env }, keepDir);

export const password = "correct horse battery";

/** Somebody with a browser of their own, without the page. */
export function openPerson(server: TestServer) {
  const jar = new Map<string, string>();
  async function send(path: string, method = "GET", body?: unknown, headers = {}) {
    const response = await fetch(new URL(path, server.origin), {
      method,
      redirect: "manual",
      headers: {
        origin: server.origin,
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; "),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === "" || /max-age=0/i.test(cookie)) jar.delete(name);
      else jar.set(name, value);
    }
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json");
    return {
      status: response.status,
      headers: response.headers,
      body: isJson ? JSON.parse(text) : text,
    };
  }
  return {
    jar,
    send,
    signIn: (email: string, given = password) =>
      send("/api/auth/sign-in/email", "POST", { email, password: given }),
  };
}

export type TestPerson = ReturnType<typeof openPerson>;

/** The owner, by the address that is printed at start. */
export async function makeOwner(server: TestServer): Promise<TestPerson> {
  const person = openPerson(server);
  const made = await person.send("/api/sign-in/first", "POST", {
    code: server.server.openCode,
    name: "Maya",
    email: "maya@example.com",
    password,
  });
  if (made.status !== 204) throw new Error(JSON.stringify(made.body));
  return person;
}

/** A member that an owner invited, signed in. */
export async function makeMember(
  server: TestServer,
  owner: TestPerson,
  role: string,
  email = `${role}@example.com`,
): Promise<TestPerson> {
  const invited = await owner.send("/api/invitations", "POST", { email, role });
  const code = new URL(invited.body.link).pathname.split("/").at(-1);
  const person = openPerson(server);
  const account = { name: role, password };
  const made = await person.send("/api/sign-in/invitation/accept", "POST", { code, account });
  if (made.status !== 204) throw new Error(JSON.stringify(made.body));
  return person;
}
