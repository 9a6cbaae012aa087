import { open } from 'node:fs/promises';
import { checkpointLine, entryLine, headLine } from '../store/export-lines.ts';
import { openLog, wordsOf } from './opened.ts';
import { CommandRefused, type Terminal } from './terminal.ts';

const progressPages = 100;

/** Writes the log to a new file as lines of JSON. */
export async function exportCommand(words: readonly string[], terminal: Terminal): Promise<boolean> {
  const [path] = wordsOf(words, {}).positionals;
  if (path === undefined) throw new CommandRefused('export: name the file to write');
  const { source } = await openLog(undefined, terminal);
  try {
    const file = await open(path, 'wx', 0o600).catch((error: unknown) => {
      throw new CommandRefused(`export: ${path} is there already or cannot be written`, { cause: error });
    });
    try {
      await file.write(`${headLine(source.logId)}\n`);
      let records = 0;
      let pages = 0;
      for await (const page of source.find({})) {
        await file.write(page.map((entry) => `${entryLine(entry)}\n`).join(''));
        records += page.length;
        pages += 1;
        if (pages % progressPages === 0) terminal.note(`${records} records …`);
      }
      for (const line of await source.checkpoints()) await file.write(`${checkpointLine(line)}\n`);
      terminal.out(`${records} records written`);
    } finally {
      await file.close();
    }
  } finally {
    await source.close();
  }
  return true;
}
