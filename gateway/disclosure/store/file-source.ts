import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Entry } from '../chain.ts';
import { matches } from './entry-filter.ts';
import { entryIn, readLine } from './export-lines.ts';
import { type EntryFilter, type LogSource, StoreRefused } from './store.ts';

const entriesPerPage = 1_000;

/** Opens an exported log. Rejects with `StoreRefused` when the file is not one. */
export async function openFileSource(path: string): Promise<LogSource> {
  if (!existsSync(path)) throw new StoreRefused('--file: there is no such file');
  const logId = await logIdIn(path);
  return {
    logId,
    find: (filter) => find(path, filter),
    checkpoints: () => checkpointsIn(path),
    close: async () => undefined,
  };
}

function linesOf(path: string) {
  return createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
}

async function logIdIn(path: string): Promise<string> {
  for await (const line of linesOf(path)) {
    const read = readLine(line);
    if ('log' in read) return read.log;
    break;
  }
  throw new StoreRefused('--file: it is not an exported disclosure log');
}

async function checkpointsIn(path: string): Promise<string[]> {
  const seals: string[] = [];
  for await (const line of linesOf(path)) {
    const read = readLine(line);
    if ('seal' in read) seals.push(read.seal);
  }
  return seals;
}

async function* find(path: string, filter: EntryFilter): AsyncIterable<readonly Entry[]> {
  let page: Entry[] = [];
  for await (const line of linesOf(path)) {
    const entry = entryIn(line);
    if (entry === null || !matches(entry, filter)) continue;
    page.push(entry);
    if (page.length < entriesPerPage) continue;
    yield page;
    page = [];
  }
  yield page;
}
