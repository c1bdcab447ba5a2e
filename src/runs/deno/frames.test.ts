import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Frame, FrameError, createFrameReader, encodeFrame, frameKinds } from "./frames.ts";

const maxBodyBytes = 1_000;

const frame: fc.Arbitrary<Frame> = fc.record({
  kind: fc.constantFrom(...Object.values(frameKinds)),
  run: fc.nat({ max: 0xffff_ffff }),
  call: fc.nat({ max: 0xffff_ffff }),
  head: fc.option(fc.dictionary(fc.string(), fc.jsonValue()), { nil: undefined }),
  body: fc.uint8Array({ maxLength: maxBodyBytes }),
});

const encoded = ({ kind, run, call, head, body }: Frame) =>
  encodeFrame(kind, run, { call, head, body });

/** The bytes in pieces of these sizes, over and over. */
function* pieces(bytes: Uint8Array, sizes: readonly number[]): Generator<Uint8Array> {
  for (let at = 0, turn = 0; at < bytes.byteLength; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.slice(at, at + size);
    at += size;
  }
}

function plain({ kind, run, call, head, body }: Frame) {
  const json = head === undefined ? undefined : JSON.stringify(head);
  return { kind, run, call, json, body: [...body] };
}

describe("frames", () => {
  test("come out as they went in, wherever the stream was split", () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 8 }), sizes, (frames, split) => {
        const reader = createFrameReader({ maxBodyBytes });
        const bytes = new Uint8Array(Buffer.concat(frames.map(encoded)));
        const read = Array.from(pieces(bytes, split)).flatMap((piece) => [...reader.push(piece)]);
        expect(read.map(plain)).toEqual(frames.map(plain));
      }),
    );
  });

  test("garbage is refused and nothing else happens", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 19, maxLength: 4_000 }), (bytes) => {
        fc.pre(bytes[0] !== 0x50);
        const reader = createFrameReader({ maxBodyBytes });
        expect(() => [...reader.push(bytes)]).toThrow(FrameError);
      }),
    );
  });

  test("any one byte changed gives frames or a refusal, never another error", () => {
    const one = encodeFrame(frameKinds.fetch, 7, {
      call: 1,
      head: { url: "x" },
      body: Buffer.from("abc"),
    });
    fc.assert(
      fc.property(fc.nat({ max: one.byteLength - 1 }), fc.nat({ max: 255 }), (at, value) => {
        const changed = one.slice();
        changed[at] = value;
        const reader = createFrameReader({ maxBodyBytes });
        let caught: unknown;
        try {
          Array.from(reader.push(changed));
        } catch (error) {
          caught = error;
        }
        expect(caught === undefined || caught instanceof FrameError).toBe(true);
      }),
    );
  });

  test("a frame that announces too much is refused from its header alone", () => {
    const header = encodeFrame(frameKinds.log, 1, { body: new Uint8Array(maxBodyBytes + 1) });
    const reader = createFrameReader({ maxBodyBytes });
    expect(() => [...reader.push(header.subarray(0, 19))]).toThrow("too large");
  });
});
