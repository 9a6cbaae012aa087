import type { Entry, Position } from '../chain.ts';

// A record's text is kept to the byte inside its line, since the chain is over the text.

/** The first line of an exported log. */
export function headLine(logId: string): string {
  return `{"log":"${logId}"}`;
}

/** An entry's line. */
export function entryLine(entry: Entry): string {
  return `${lineBefore(entry)}${entry.body}}`;
}

/** What stands before an entry's text in its line; behind it, a brace does. */
export function lineBefore({ seq, hash }: Position): string {
  return `{"seq":${seq},"hash":"${hash}","record":`;
}

/** A signed checkpoint's line. */
export function checkpointLine(line: string): string {
  return `{"seal":${line}}`;
}

/** A line of an exported log, read. */
export type ExportLine =
  | { readonly log: string }
  | { readonly entry: Entry }
  | { readonly seal: string }
  | { readonly unreadable: string };

/** Reads a line of an exported log. */
export function readLine(text: string): ExportLine {
  const log = /^\{"log":"([0-9a-f]{32})"\}$/.exec(text)?.[1];
  if (log !== undefined) return { log };
  const seal = /^\{"seal":(.*)\}$/.exec(text)?.[1];
  if (seal !== undefined) return { seal };
  const [, seq, hash, body] = /^\{"seq":(\d{1,15}),"hash":"([^"]*)","record":(.*)\}$/.exec(text) ?? [];
  if (seq === undefined || hash === undefined || body === undefined) return { unreadable: text };
  return { entry: { seq: Number(seq), hash, body } };
}

/** The entry of a line; of one that cannot be read, an entry that no chain can hold, so that its place is named. */
export function entryIn(line: string): Entry | null {
  const read = readLine(line);
  if ('entry' in read) return read.entry;
  return 'unreadable' in read ? { seq: 0, hash: '', body: read.unreadable } : null;
}
