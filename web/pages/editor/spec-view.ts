import type { z } from "zod";
import { type PublicPageView, blockViewShape } from "../../../src/contract/page.ts";
import type { PageSpec } from "../../../src/contract/page-spec.ts";

/** A page that is not saved as whoever looks at it would get it; it does not load again by itself. */
export function viewOf(spec: PageSpec): PublicPageView {
  const { slug, title, description, filters, blocks } = spec;
  return {
    slug,
    title,
    ...(description === undefined ? {} : { description }),
    version: 0,
    filters,
    blocks: blocks.map((block) => {
      const shape = blockViewShape.options.find(({ shape: { type } }) => type.value === block.type);
      return blockViewShape.parse(shape ? only(shape, block) : block);
    }),
    canEdit: true,
  };
}

/** A value without what its shape does not have. */
function only(shape: z.core.$ZodType, value: unknown): unknown {
  const { def } = shape as z.core.$ZodTypes & { def: z.core.$ZodTypes["_zod"]["def"] };
  if (value === undefined) return value;
  switch (def.type) {
    case "optional":
    case "default":
      return only(def.innerType, value);
    case "array":
      return Array.isArray(value) ? value.map((one) => only(def.element, one)) : value;
    case "object":
      return Object.fromEntries(
        Object.entries(def.shape).flatMap(([key, inner]) => {
          const kept = only(inner, Reflect.get(Object(value), key));
          return kept === undefined ? [] : [[key, kept]];
        }),
      );
    default:
      return value;
  }
}
