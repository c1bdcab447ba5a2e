import { createGround, functionOf } from "./ground.ts";

/** A host of its own, to be killed: it prints the id of a warm process and its own data folder. */
const ground = await createGround({ poolSize: 1 });
const { text } = await ground.run(functionOf(`return new Response(String(Deno.pid));`));
process.stdout.write(`${text} ${ground.dataDir}\n`);
