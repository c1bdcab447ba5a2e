import { createRequire } from "node:module";
import { rolldown } from "rolldown";

let bundled: Promise<Uint8Array> | undefined;

/** The installed `@base44/sdk` as one module without imports, made once, on first need. */
export function bundleSdk(): Promise<Uint8Array> {
  bundled ??= bundle();
  return bundled;
}

/** Sockets that stay open are for pages; a function ends with its answer. */
const withoutSockets = `
const none = () => { throw new Error("Functions have no live connections."); };
export const io = none;
export const WebSocket = none;
`;

async function bundle(): Promise<Uint8Array> {
  const build = await rolldown({
    input: createRequire(import.meta.url).resolve("@base44/sdk"),
    // Web standards only: axios then takes its fetch, and nothing asks for Node.
    platform: "browser",
    tsconfig: false,
    logLevel: "silent",
    plugins: [
      {
        name: "without-sockets",
        resolveId: (id) => (/^(?:socket\.io-client|partysocket)$/.test(id) ? "\0sockets" : null),
        load: (id) => (id === "\0sockets" ? withoutSockets : null),
      },
    ],
  });
  // Minified it is read as made for production, where the SDK logs no error by itself.
  const { output } = await build.generate({ format: "esm", minify: true, codeSplitting: false });
  await build.close();
  return new TextEncoder().encode(output[0].code);
}
