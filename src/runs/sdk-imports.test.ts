import fc from "fast-check";
import { expect, test } from "vitest";
import { sdkImportsOf } from "./sdk-imports.ts";

const named = (code: string) => sdkImportsOf(code).map(([start, end]) => code.slice(start, end));

test.each([
  [`import { createClient } from "npm:@base44/sdk@0.8.6";`, [`"npm:@base44/sdk@0.8.6"`]],
  [`import { createClient } from 'npm:@base44/sdk'`, [`'npm:@base44/sdk'`]],
  [`import * as sdk from "@base44/sdk";`, [`"@base44/sdk"`]],
  [`import type { Base44Client } from "@base44/sdk@^0.8";`, [`"@base44/sdk@^0.8"`]],
  [`export { createClient } from "@base44/sdk";`, [`"@base44/sdk"`]],
  [
    `const { createClient } = await import("npm:@base44/sdk@latest");`,
    [`"npm:@base44/sdk@latest"`],
  ],
  [`import "@base44/sdk"; import "npm:@base44/sdk";`, [`"@base44/sdk"`, `"npm:@base44/sdk"`]],
  [`const text = 'import "npm:@base44/sdk"';`, []],
  [`// import "npm:@base44/sdk"`, []],
  [`import "npm:@base44/sdk-more"; import "https://esm.sh/@base44/sdk";`, []],
  [`import "npm:@base44/sdk@1.0.0/dist/client.js";`, []],
  [`await import("@base44/sdk" + rest);`, []],
  [`not code at all (@base44/sdk`, []],
])("in %s", (code, expected) => {
  expect(named(code)).toEqual(expected);
});

test("its places are in UTF-16 units, whatever stands before", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.boolean(), (text, isComment) => {
      const line = text.replaceAll(/[\n\r\u2028\u2029]/g, " ");
      const before = isComment ? `// ${line}\n` : `const text = ${JSON.stringify(text)};\n`;
      expect(named(`${before}import { createClient } from "npm:@base44/sdk";`)).toEqual([
        `"npm:@base44/sdk"`,
      ]);
    }),
  );
});
