import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Entry } from '../chain.ts';
import { jsonOf } from '../json-of.ts';
import { storedRecord } from '../record.ts';
import { readLine } from './export-lines.ts';
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
  const narrow = Object.keys(filter).length > 0;
  let page: Entry[] = [];
  for await (const line of linesOf(path)) {
    const entry = entryIn(line);
    if (entry === null || (narrow && !matches(entry, filter))) continue;
    page.push(entry);
    if (page.length < entriesPerPage) continue;
    yield page;
    page = [];
  }
  yield page;
}

/** The entry of a line; of one that cannot be read, an entry that no chain can hold, so that its place is named. */
function entryIn(line: string): Entry | null {
  const read = readLine(line);
  if ('entry' in read) return read.entry;
  return 'unreadable' in read ? { seq: 0, hash: '', body: read.unreadable } : null;
}

function matches({ seq, body }: Entry, filter: EntryFilter): boolean {
  const { fromSeq = 0, toSeq = Number.POSITIVE_INFINITY, subject, client, since = '', until } = filter;
  if (seq < fromSeq || seq > toSeq) return false;
  if (subject === undefined && client === undefined && since === '' && until === undefined) return true;
  const read = storedRecord.safeParse(jsonOf(body));
  if (!read.success) return false;
  const { data: record } = read;
  if (record.at < since || (until !== undefined && record.at >= until)) return false;
  if (client !== undefined && (record.kind === 'BOOT' || record.clientId !== client)) return false;
  if (subject === undefined) return true;
  if (record.kind === 'INTENT') return record.subjects.includes(subject);
  return record.kind === 'OUTCOME' && record.subject === subject;
}
