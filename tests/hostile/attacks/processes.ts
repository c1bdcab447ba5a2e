import { expressions } from "./attack.ts";

const environment = /no environment but its secrets/;
const programs = /may not start or signal programs/;
const native = /may not load native code/;
const machine = /may not ask about the machine, or change it: "/;

/** What an expression starts, once it runs. */
const started = (expression: string) =>
  `new Promise(async (ok, no) => (${expression}).on("error", no).on("exit", (code) => no(new Error("exit " + code))).on("online", ok).on("spawn", ok))`;

/** The environment, other programs, the host's process and the machine. */
export const processes = expressions([
  ["reads the environment", `Object.getPrototypeOf(Deno).env.get("DENO_DIR").length`, environment],
  [
    "reads all of the environment",
    `JSON.stringify(Object.getPrototypeOf(Deno).env.toObject())`,
    environment,
  ],
  [
    "reads the environment by node",
    `(() => { if (process.env.DENO_DIR === undefined) throw new Error("It is not set."); return process.env.DENO_DIR; })()`,
    /It is not set/,
  ],
  [
    "lists the environment by node",
    `(() => { const names = Object.keys(process.env); if (names.length === 0) throw new Error("The environment is empty."); return names; })()`,
    /The environment is empty/,
  ],
  ["writes the environment", `Object.getPrototypeOf(Deno).env.set("A", "b")`, environment],
  [
    "starts a program",
    `new Deno.Command("/bin/sh", { args: ["-c", "id"] }).outputSync()`,
    programs,
  ],
  [
    "starts a program by node",
    `(await import("node:child_process")).execFileSync("/bin/echo", ["x"]).toString()`,
    /Command failed: \/bin\/echo x/,
  ],
  [
    "starts a shell",
    `(await import("node:child_process")).execSync("id").toString()`,
    /Command failed: id/,
  ],
  [
    "starts its own program again, with rights",
    `new Deno.Command(Deno.execPath(), { args: ["eval", "1"] }).spawn()`,
    programs,
  ],
  ["forks", started(`(await import("node:child_process")).fork("/tmp/x.js")`), programs],
  ["makes a cluster", started(`(await import("node:cluster")).default.fork()`), programs],
  ["signals the host", `process.kill(process.ppid, 0)`, programs],
  ["kills the host", `Deno.kill(Deno.ppid, "SIGKILL")`, programs],
  ["kills everything", `Deno.kill(-1, "SIGKILL")`, programs],
  ["signals itself", `Deno.kill(Deno.pid, "SIGKILL")`, /ended its own process \(signal SIGKILL\)/],
  ["loads a library", `Deno.dlopen("/lib/x86_64-linux-gnu/libc.so.6", {})`, native],
  ["loads a library by node", `process.dlopen({ exports: {} }, "/tmp/x.node")`, native],
  [
    "calls a pointer",
    `new Deno.UnsafePointerView(Deno.UnsafePointer.create(4096n)).getUint8()`,
    native,
  ],
  [
    "uses an internal binding",
    `process.binding("fs").open("/etc/passwd", 0, 0)`,
    /is not a function/,
  ],
  [
    "uses an internal operation",
    `Object.getPrototypeOf(Deno)[Deno.internal].core.ops.op_fs_read_file_text_sync("/etc/passwd")`,
    /is not a function/,
  ],
  [
    "leaves by node:vm",
    `(await import("node:vm")).runInNewContext("this.constructor.constructor('return Deno')()").readTextFileSync("/etc/passwd")`,
    /no files to read: "\/etc\/passwd"/,
  ],
  [
    "evaluates code",
    `new Function("return Deno.readTextFileSync('/etc/passwd')")()`,
    /no files to read: "\/etc\/passwd"/,
  ],
  ["asks for the host's name", `Deno.hostname()`, machine],
  ["asks for the addresses of the machine", `Deno.networkInterfaces().length`, machine],
  [
    "asks for the addresses of the machine by node",
    `JSON.stringify((await import("node:os")).networkInterfaces())`,
    machine,
  ],
  ["asks who it is", `(await import("node:os")).userInfo().username`, machine],
  ["becomes another user", `process.setuid(0)`, machine],
  ["changes its priority", `(await import("node:os")).setPriority(0, -20)`, machine],
  [
    "asks for a permission",
    `Deno.permissions.request({ name: "net" }).then((s) => { if (s.state !== "granted") throw new Error("The permission is " + s.state); })`,
    /The permission is denied/,
  ],
  ["opens a debugger", `(await import("node:inspector")).open(0, "127.0.0.1")`, machine],
  [
    "debugs itself",
    `(() => { const s = new (process.getBuiltinModule("node:inspector").Session)(); s.connect(); return s; })()`,
    machine,
  ],
  ["changes its folder", `process.chdir("/")`, /no files to read: "\/"/],
]);
