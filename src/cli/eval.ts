import {
  createWriteStream,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { compose } from "../compose.ts";
import { connectAnswer } from "../contract/connection.ts";
import { PatchbayError } from "../core/errors.ts";
import { type Label, readLabels } from "../evals/label.ts";
import { type EvalRecord, recordOf } from "../evals/record.ts";
import { type Score, scoreOf } from "../evals/score.ts";
import { summaryOf, tableOf } from "../evals/summary.ts";
import { tryOut } from "../evals/trial.ts";
import { type Flow, flowSchema } from "../flow/schema.ts";
import type { Settings } from "../settings.ts";
import { inProcess, send } from "./client.ts";
import { consentInSandbox } from "./consent.ts";

export interface EvalOptions {
  readonly out?: string;
  readonly model?: string;
  readonly repeat: number;
  readonly run: boolean;
  readonly score: boolean;
  readonly json: boolean;
}

/** Takes labelled prompts through the real agent, and says how right it is. */
export async function evaluate(
  settings: Settings,
  given: string[],
  options: EvalOptions,
): Promise<void> {
  const files = given.flatMap(filesOf).map((file) => ({ file, labels: labelsOf(file) }));
  const out = options.out === undefined ? undefined : createWriteStream(options.out);
  const bench = await openBench(settings, options.run);
  try {
    const summaries = [];
    for (const { file, labels } of files) {
      const attempts: Score[][] = [];
      for (let attempt = 0; attempt < options.repeat; attempt++)
        attempts.push(await attemptOf(labels, bench, (record) => write(record)));
      summaries.push(summaryOf(basename(file), attempts));
    }
    if (options.json)
      for (const summary of summaries) process.stdout.write(`${JSON.stringify(summary)}\n`);
    else if (options.score) process.stdout.write(`${tableOf(summaries)}\n`);
  } finally {
    await bench.close();
    await new Promise<void>((done) => (out ? out.end(() => done()) : done()));
  }

  function write(record: EvalRecord): void {
    const line = `${JSON.stringify(record)}\n`;
    if (out) out.write(line);
    else if (!options.score && !options.json) process.stdout.write(line);
  }
}

async function attemptOf(
  labels: readonly Label[],
  { record, narrowest }: Bench,
  write: (record: EvalRecord) => void,
): Promise<Score[]> {
  const scores: Score[] = [];
  for (const label of labels) {
    const made = await record(label);
    write(made);
    scores.push(...scoreOf(label, made, narrowest));
  }
  return scores;
}

type Bench = Awaited<ReturnType<typeof openBench>>;

/** A server of its own in this process, with a data folder that is gone afterwards. */
async function openBench(settings: Settings, runs: boolean) {
  const dataDir = mkdtempSync(join(tmpdir(), "patchbay-eval-"));
  const server = await compose({ ...settings, dataDir, functionsDir: join(dataDir, "functions") });
  const origin = "http://127.0.0.1:4321";
  await server.ready([origin]);
  const client = inProcess(server, { origin, apiKey: server.apiKey });
  const connect = async (flow: Flow) => {
    for (const { id } of await server.evals.requestsFor(flow)) {
      const answer = await send(client, "/api/connections", "POST", { request: id });
      await consentInSandbox(client, connectAnswer.parse(answer).authorizationUrl);
    }
  };
  const { open, problemsOf, run, vocabulary, eventOf } = server.evals;
  return {
    record: (label: Label) =>
      recordOf(
        {
          open,
          trial: runs
            ? (version) => tryOut({ problemsOf, run, connect, vocabulary, eventOf }, version)
            : undefined,
        },
        label,
      ),
    narrowest: (flow: unknown) => {
      const parsed = flowSchema.safeParse(flow).data;
      return parsed && server.evals.narrowest(parsed);
    },
    async close(): Promise<void> {
      await client.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function filesOf(path: string): readonly string[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new PatchbayError("evals/invalid", `There is no file or folder "${path}".`);
  if (!found.isDirectory()) return [path];
  const inside = readdirSync(path).filter((name) => name.endsWith(".dev.jsonl"));
  if (inside.length === 0)
    throw new PatchbayError("evals/invalid", `"${path}" has no file that ends in .dev.jsonl.`);
  return inside.toSorted().map((name) => join(path, name));
}

function labelsOf(file: string): readonly Label[] {
  return readLabels(readFileSync(file, "utf8"), file);
}
