import { readFileSync, readdirSync } from "node:fs";

const pageMegabytes = 4096 / 1024 / 1024;

interface ChildMemory {
  readonly count: number;
  /** Resident, what is shared counted in each. */
  readonly residentMB: number;
  /** What is shared counted once, by parts (PSS). */
  readonly proportionalMB: number;
}

/** Memory of the processes that this one has started; Linux only. See proc_pid_smaps(5). */
export function childMemory(): ChildMemory {
  const children = readdirSync("/proc").filter(isChild);
  const sum = (of: (pid: string) => number) => children.reduce((all, pid) => all + of(pid), 0);
  return {
    count: children.length,
    residentMB: sum((pid) => Number(read(pid, "statm").split(" ")[1] ?? 0) * pageMegabytes),
    proportionalMB: sum(
      (pid) => Number(/^Pss:\s+(\d+)/m.exec(read(pid, "smaps_rollup"))?.[1] ?? 0) / 1024,
    ),
  };
}

/** The parent's number stands behind the program's name in brackets and the state. */
function isChild(pid: string): boolean {
  return (
    /^\d+$/.test(pid) && read(pid, "stat").split(") ").at(-1)?.split(" ")[1] === String(process.pid)
  );
}

/** Empty where it ended meanwhile. */
function read(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "latin1");
  } catch {
    return "";
  }
}
