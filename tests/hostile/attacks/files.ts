import { expressions } from "./attack.ts";

const read = /a function has no files to read: "/;
const write = /a function has no files to write: ["<]/;

/** Files: by every name and way, and what stands where a file would. */
export const files = expressions([
  ["reads a file", `Deno.readTextFileSync("/etc/passwd")`, read],
  ["reads a file, waiting", `Deno.readTextFile("/etc/passwd")`, read],
  ["opens a file", `Deno.open("/etc/passwd")`, read],
  [
    "reads a file by node:fs",
    `(await import("node:fs")).readFileSync("/etc/passwd", "utf8")`,
    read,
  ],
  [
    "reads a file by node:fs/promises",
    `(await import("node:fs/promises")).readFile("/etc/passwd")`,
    read,
  ],
  [
    "reads a file as a stream",
    `(await import("node:fs")).createReadStream("/etc/passwd").toArray()`,
    read,
  ],
  [
    "reads a file as a blob",
    `(await import("node:fs")).openAsBlob("/etc/passwd").then((b) => b.text())`,
    read,
  ],
  [
    "reads a file by a built-in asked for by name",
    `process.getBuiltinModule("node:fs").readFileSync("/etc/passwd")`,
    read,
  ],
  [
    "reads a file by fetch",
    `fetch("file:///etc/passwd").then((r) => { if (!r.ok) throw new Error("refused"); return r.text(); })`,
    /^refused only https is allowed$/,
  ],
  ["imports a file", `import("file:///etc/hostname.ts")`, read],
  ["imports a file as JSON", `import("file:///etc/hostname", { with: { type: "json" } })`, read],
  [
    "requires a file",
    `(await import("node:module")).createRequire("file:///")("/etc/passwd")`,
    read,
  ],
  ["copies a file", `Deno.copyFile("/etc/passwd", "/tmp/patchbay-hostile")`, read],
  ["asks whether a file is there", `Deno.statSync("/etc/passwd").size`, read],
  ["follows a link", `Deno.readLinkSync("/proc/self/exe")`, read],
  ["reads its own memory map", `Deno.readTextFileSync("/proc/self/maps")`, read],
  ["reads its environment by /proc", `Deno.readTextFileSync("/proc/self/environ")`, read],
  ["reads the environment of the first process", `Deno.readTextFileSync("/proc/1/environ")`, read],
  [
    "reads the environment of the host",
    `Deno.readTextFileSync("/proc/" + process.ppid + "/environ")`,
    read,
  ],
  [
    "reads the memory of the host",
    `(await import("node:fs")).openSync("/proc/" + process.ppid + "/mem")`,
    read,
  ],
  ["opens a descriptor by /dev/fd", `Deno.openSync("/dev/fd/0")`, read],
  ["opens a descriptor by /proc", `Deno.openSync("/proc/self/fd/1", { write: true })`, write],
  ["reads the database of Patchbay", `Deno.readFileSync("DATA/patchbay.sqlite")`, read],
  [
    "reads the key of Patchbay",
    `(await import("node:fs")).readFileSync("DATA/api-key", "utf8")`,
    read,
  ],
  [
    "reads the code of another function",
    `Deno.readTextFileSync("DATA/functions/other/entry.ts")`,
    read,
  ],
  ["lists its folder", `[...Deno.readDirSync(".")]`, read],
  ["lists a folder by node:fs", `(await import("node:fs")).readdirSync("/")`, read],
  ["watches a folder", `Deno.watchFs("/tmp")`, read],
  ["makes a symbolic link", `Deno.symlinkSync("/etc/passwd", "here")`, /no files to link to/],
  [
    "makes a hard link",
    `(await import("node:fs")).linkSync("/etc/passwd", "/tmp/patchbay-hostile")`,
    read,
  ],
  ["writes a file", `Deno.writeTextFileSync("/tmp/patchbay-hostile", "x")`, write],
  [
    "writes a file by node:fs",
    `(await import("node:fs")).appendFileSync("/tmp/patchbay-hostile", "x")`,
    write,
  ],
  ["makes a temporary file", `Deno.makeTempFileSync()`, write],
  ["makes a folder", `Deno.mkdirSync("here")`, write],
  ["takes a folder away", `Deno.removeSync("DATA", { recursive: true })`, write],
  ["changes the rights of a file", `Deno.chmodSync("DATA", 0o777)`, write],
  [
    "writes a heap snapshot",
    `(await import("node:v8")).writeHeapSnapshot("/tmp/patchbay-hostile")`,
    write,
  ],
  [
    "opens a database",
    `new (await import("node:sqlite")).DatabaseSync("/tmp/patchbay-hostile.db")`,
    read,
  ],
  [
    "loads an extension of a database",
    `new (await import("node:sqlite")).DatabaseSync(":memory:", { allowExtension: true }).loadExtension("/tmp/x.so")`,
    /may not load native code/,
  ],
  ["opens a key-value store", `Deno.openKv()`, /Deno.openKv is not a function/],
  [
    "uses localStorage",
    `localStorage.setItem("a", "b")`,
    /keeps nothing between runs: localStorage and caches are not there/,
  ],
  [
    "uses caches",
    `caches.open("a").then((c) => c.put("https://a.test", new Response("b")))`,
    /keeps nothing between runs: localStorage and caches are not there/,
  ],
  [
    "gives a folder to WASI",
    `new (await import("node:wasi")).WASI({ version: "preview1", preopens: { "/": "/" } })`,
    /failed to open preopen "\/"/,
  ],
]);
