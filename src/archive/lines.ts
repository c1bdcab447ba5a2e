import { createReadStream } from "node:fs";
import { Transform, pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { PatchbayError } from "../core/errors.ts";

/**
 * An archive is one gzip of JSON lines: a manifest, then a line for each thing, then an end that
 * counts them. Lines can be written and read one at a time, however much there is, and no line
 * names a place on a disk. `docs/decisions/2026-11-29-archive-of-lines.md` has all of it.
 */
export const archiveFormat = "patchbay-archive";
export const archiveVersion = 1;

/** What unpacks to more than this is no archive of ours. */
const maxUnpackedBytes = 4 * 1024 ** 3;
const maxLineCharacters = 64 * 1024 ** 2;

/** The lines as bytes to send. Stops where nobody reads on. */
export function pack(lines: AsyncIterable<unknown>): ReadableStream<Uint8Array> {
  async function* texts() {
    for await (const line of lines) yield `${JSON.stringify(line)}\n`;
  }
  return ReadableStream.from(texts())
    .pipeThrough(new TextEncoderStream())
    .pipeThrough(new CompressionStream("gzip"));
}

/** The lines of a file, one at a time. Throws `archive/invalid` for anything that is none. */
export async function* unpack(file: string): AsyncGenerator<unknown> {
  // What goes wrong in any of them ends the last one, which is the one that is read.
  const unpacked = pipeline(createReadStream(file), createGunzip(), limited(), () => {});
  let rest = "";
  try {
    for await (const chunk of unpacked.setEncoding("utf8")) {
      const [first = "", ...others] = String(chunk).split("\n");
      rest += first;
      if (rest.length > maxLineCharacters) throw invalid("a line of it is too long");
      for (const next of others) {
        if (rest !== "") yield parse(rest);
        rest = next;
      }
    }
  } catch (error) {
    if (error instanceof PatchbayError) throw error;
    throw invalid("it is no gzip, or it was cut off");
  } finally {
    unpacked.destroy();
  }
  if (rest !== "") yield parse(rest);
}

export function invalid(why: string): PatchbayError {
  return new PatchbayError(
    "archive/invalid",
    `This is no archive of Patchbay that can be read: ${why}. Choose a file that “Export everything” made.`,
  );
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw invalid("a line of it is no JSON");
  }
}

/** Ends what unpacks without end. */
function limited(): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.byteLength;
      if (bytes > maxUnpackedBytes) done(invalid("it unpacks to more than 4 GB"));
      else done(null, chunk);
    },
  });
}
