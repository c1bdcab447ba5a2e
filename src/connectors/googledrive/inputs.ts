import { z } from "zod";

export const fileId = z.string().min(1).describe("File, by name or id");
