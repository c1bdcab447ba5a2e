import fc from "fast-check";
import { expect, test } from "vitest";
import { patchCode } from "./patch.ts";

const code = "const a = 1;\nconst b = 2;\nconst c = 2;\n";

const problemsOf = (patch: Parameters<typeof patchCode>[1]) => {
  const patched = patchCode(code, patch);
  return patched.status === "unfit" ? patched.problems : [];
};

test("each piece is replaced where it stands, whatever the others become", () => {
  const patch = [
    { old: "const c = 2;", new: "const a = 1;" },
    { old: "const a = 1;", new: "$& is $1" },
  ];
  expect(patchCode(code, patch)).toEqual({
    status: "patched",
    code: "$& is $1\nconst b = 2;\nconst a = 1;\n",
  });
});

test("a piece that is not there is named with the lines nearest to it", () => {
  expect(problemsOf([{ old: "const b = 3;", new: "" }])).toEqual([
    {
      where: "patch.0.old",
      message: expect.stringMatching(/does not stand in the code; nearest: .*line 2: const b = 2;/),
    },
  ]);
});

test("one that is there twice is named with its lines", () => {
  const message = expect.stringContaining("stands 2 times in the code, at lines 2, 3");
  expect(problemsOf([{ old: " = 2;", new: " = 3;" }])).toEqual([{ where: "patch.0.old", message }]);
  expect(patchCode("aaa", [{ old: "aa", new: "b" }])).toMatchObject({ status: "unfit" });
});

test("two that lie over each other are one", () => {
  const patch = [
    { old: "a = 1;\nconst b", new: "x" },
    { old: "const a = 1;", new: "y" },
  ];
  expect(problemsOf(patch)).toEqual([
    { where: "patch.0.old", message: "lies over patch.1.old; make one of the two" },
  ]);
});

test("line ends follow those of the code", () => {
  const patched = patchCode("one\r\ntwo\r\n", [{ old: "one\ntwo", new: "1\n2" }]);
  expect(patched).toEqual({ status: "patched", code: "1\r\n2\r\n" });
});

test("nothing outside of the pieces changes", () => {
  const line = fc
    .string({ unit: "grapheme", maxLength: 20 })
    .map((text) => text.replace(/[\r\n]/g, ""));
  fc.assert(
    fc.property(fc.array(line), line, fc.array(line), fc.string(), (before, old, after, text) => {
      const piece = `⟦${old}⟧`;
      const [head, tail] = [before, after].map((lines) => lines.join("\n"));
      fc.pre(!`${head}${tail}`.includes(piece));
      expect(patchCode(`${head}${piece}${tail}`, [{ old: piece, new: text }])).toEqual({
        status: "patched",
        code: `${head}${text.replaceAll(/\r?\n/g, "\n")}${tail}`,
      });
    }),
  );
});
