import { jsonOf } from '../json-of.ts';
import { type StoredRecord, storedRecord } from '../record.ts';
import type { EntryFilter } from '../store/store.ts';
import { openLog, wordsOf } from './opened.ts';
import { CommandRefused, type Terminal } from './terminal.ts';

const options = {
  person: { type: 'string' },
  client: { type: 'string' },
  since: { type: 'string' },
  until: { type: 'string' },
  json: { type: 'boolean' },
  file: { type: 'string' },
} as const;

/** Shows who was given what; false when a record cannot be read. */
export async function showCommand(words: readonly string[], terminal: Terminal): Promise<boolean> {
  const { values } = wordsOf(words, options);
  const filter = filterOf(values);
  const { source } = await openLog(values.file, terminal);
  let good = true;
  try {
    for await (const page of source.find(filter)) {
      for (const { seq, body } of page) {
        const record = storedRecord.safeParse(jsonOf(body));
        if (!record.success) terminal.note(`record ${seq} cannot be read: see verify`);
        else if (values.json) terminal.out(`{"seq":${seq},"record":${body}}`);
        else for (const line of linesOf(seq, record.data)) terminal.out(line);
        good &&= record.success;
      }
    }
  } finally {
    await source.close();
  }
  return good;
}

interface Asked {
  readonly person?: string | undefined;
  readonly client?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

function filterOf({ person, client, since, until }: Asked): EntryFilter {
  return {
    ...(person === undefined ? {} : { subject: person }),
    ...(client === undefined ? {} : { client }),
    ...(since === undefined ? {} : { since: momentOf('--since', since) }),
    ...(until === undefined ? {} : { until: momentOf('--until', until) }),
  };
}

/** Records hold moments in UTC with milliseconds: only one of that form compares with them. */
function momentOf(option: string, text: string): string {
  const time = new Date(text);
  if (Number.isNaN(time.getTime()))
    throw new CommandRefused(`${option}: must be a moment, such as 2026-11-24T10:00:00Z`);
  return time.toISOString();
}

/** A line for a record; for an outcome, one for each registry. */
function linesOf(seq: number, record: StoredRecord): readonly string[] {
  const start = `${seq}  ${record.at}  ${record.kind}`;
  if (record.kind === 'BOOT') return [`${start}  after ${record.seqSoFar}`];
  const asker = `${record.clientId ?? 'unknown client'}  ${record.purpose ?? 'no purpose'}`;
  if (record.kind === 'REFUSAL') return [`${start}  ${asker}  ${record.code}${timesOf(record)}`];
  const request = `${start}  ${asker}  ${record.caseReference ?? 'no case'}`;
  if (record.kind === 'INTENT') {
    return [`${request}  ${record.subjects.join(' ')}  from ${record.registries.join(' ')}`];
  }
  const { subject, result, told } = record;
  return told.map(({ registry, disclosed }) => {
    const fields = disclosed.join(' ') || 'nothing';
    return `${request}  ${subject}  ${registry}  ${result}  ${fields}`;
  });
}

function timesOf({ summed }: Extract<StoredRecord, { kind: 'REFUSAL' }>): string {
  if (summed === undefined) return '';
  const { count, since, network } = summed;
  return `  ${count} times since ${since}${network === null ? '' : `  from ${network}`}`;
}
