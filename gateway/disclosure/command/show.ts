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
        if (record.success)
          terminal.out(values.json ? `{"seq":${seq},"record":${body}}` : line(seq, record.data));
        else terminal.note(`record ${seq} cannot be read: see verify`);
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

function line(seq: number, record: StoredRecord): string {
  const start = `${seq}  ${record.at}  ${record.kind}`;
  if (record.kind === 'BOOT') return `${start}  after ${record.seqSoFar}`;
  const asker = `${record.clientId ?? 'unknown client'}  ${record.purpose ?? 'no purpose'}`;
  if (record.kind === 'REFUSAL') return `${start}  ${asker}  ${record.code}`;
  const request = `${asker}  ${record.caseReference ?? 'no case'}`;
  if (record.kind === 'INTENT') {
    return `${start}  ${request}  ${record.subjects.join(' ')}  from ${record.registries.join(' ')}`;
  }
  const fields = record.disclosed.join(' ') || 'nothing';
  return `${start}  ${request}  ${record.subject}  ${record.registry}  ${record.result}  ${fields}`;
}
