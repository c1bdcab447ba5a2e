import type { Command } from "commander";
import type { Settings } from "../settings.ts";

/** `backup` and `restore`: the whole data folder as one file, also while a server runs. */
export function backupCommands(program: Command, settings: () => Settings): void {
  program
    .command("backup")
    .description("Write everything into one file, also while the server runs")
    .argument("<file>", "a new file; only you may read it")
    .option("--without-key", "leave the encryption key out; the restore asks for it", false)
    .action(async (file: string, options: { withoutKey: boolean }) => {
      const { writeBackup } = await import("./backup-work.ts");
      await writeBackup(file, settings(), options);
    });
  program
    .command("restore")
    .description("Put such a file into an empty data folder")
    .argument("<file>")
    .action(async (file: string) => {
      const { takeBackup } = await import("./backup-work.ts");
      await takeBackup(file, settings());
    });
}
