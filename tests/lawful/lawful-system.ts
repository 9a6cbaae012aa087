import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jsonOf } from '../../gateway/disclosure/json-of.ts';
import { type StoredRecord, storedRecord } from '../../gateway/disclosure/record.ts';
import type { LogPlace } from '../../gateway/disclosure/settings.ts';
import { allEntries } from '../disclosure/reading.ts';
import type { Headers } from '../sandbox-access.ts';
import { type Reply, type System, type SystemOptions, startSystem } from '../system.ts';

/** A record of one kind. */
export type RecordOf<K extends StoredRecord['kind']> = Extract<StoredRecord, { kind: K }>;

/** A whole answer, as its bytes came. */
export interface RawReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** A running system whose disclosure log can be read. */
export interface LawfulSystem extends System {
  readonly place: LogPlace;
  readonly keysFolder: string;
  /** Every record in the log, in order. */
  readonly records: () => Promise<readonly StoredRecord[]>;
  /** Records of one kind of one request, by the trace id that it was sent with. */
  readonly recordsOf: <K extends StoredRecord['kind']>(kind: K, traceId: string) => Promise<RecordOf<K>[]>;
  /** Calls for data at each mock that had any since `clearCalls`. */
  readonly called: () => Readonly<Record<string, number>>;
  /** Sends a body as it is, with these headers and no other. */
  readonly raw: (body: string, headers: Headers) => Promise<RawReply>;
}

/** The day on which tests of this folder play. */
export const today = '2026-10-15';

/** What is in a log before the gateway starts. */
export type Earlier = (place: LogPlace, keysFolder: string) => Promise<void>;

/** Starts everything with a log of its own. */
export async function startLawful(
  options: Partial<SystemOptions> = {},
  earlier: Earlier = async () => undefined,
): Promise<LawfulSystem> {
  const folder = mkdtempSync(join(tmpdir(), 'opintolupa-lawful-'));
  const path = join(folder, 'disclosures.sqlite');
  const keysFolder = join(folder, 'keys');
  const place = { kind: 'sqlite', path } as const;
  await earlier(place, keysFolder);
  const system = await startSystem({
    today,
    ...options,
    environment: { DISCLOSURE_LOG: `sqlite:${path}`, DISCLOSURE_KEYS: keysFolder, ...options.environment },
  });
  // Records stay as they are: each is read anew each time, and understood once.
  const understood = new Map<string, StoredRecord>();
  const recordIn = (body: string): StoredRecord => {
    const record = understood.get(body) ?? storedRecord.parse(jsonOf(body));
    understood.set(body, record);
    return record;
  };
  const records = async () => {
    const entries = await allEntries(place);
    return entries.map(({ body }) => recordIn(body));
  };
  return {
    ...system,
    place,
    keysFolder,
    records,
    recordsOf: async (kind, traceId) =>
      (await records()).filter(
        (record): record is RecordOf<typeof kind> =>
          record.kind === kind && 'traceId' in record && record.traceId === traceId,
      ),
    called: () => Object.fromEntries(Object.entries(system.dataCalls()).filter(([, count]) => count > 0)),
    raw: async (body, headers) => {
      const reply = await fetch(`${system.url}/graphql`, { method: 'POST', headers, body });
      return { status: reply.status, headers: Object.fromEntries(reply.headers), text: await reply.text() };
    },
  };
}

/** Codes of an answer's errors. */
export function codesOf({ body }: Reply): readonly string[] {
  const errors: readonly { readonly extensions: { readonly code: string } }[] = body?.errors ?? [];
  return errors.map(({ extensions }) => extensions.code);
}

/** An answer without what differs from one asking to the next: when things were read. */
export function timeless(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(timeless);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, key === 'observedAt' ? null : timeless(part)]),
  );
}
