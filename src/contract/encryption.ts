import { z } from "zod";

/** The keys that encrypt what is stored, by their ids, and how far a rotation has come. */
export const encryptionViewShape = z.object({
  from: z.enum(["environment", "file"]),
  /** The key that encrypts. */
  writes: z.string(),
  keys: z.array(z.object({ id: z.string(), rows: z.number() })),
  /** Ciphertexts there are, and how many of them an older key made. */
  total: z.number(),
  left: z.number(),
  /** Ciphertexts that none of the keys reads. */
  unreadable: z.number(),
  /** `old-key-unused`: of the environment, where it can be taken out now. */
  status: z.enum(["settled", "working", "old-key-unused"]),
});
export type EncryptionView = z.output<typeof encryptionViewShape>;
