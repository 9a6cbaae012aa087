import { expect } from 'vitest';
import { publicKeyIn } from '../../gateway/disclosure/command/opened.ts';
import { checkReceipt } from '../../gateway/disclosure/receipts/check.ts';
import type { StoredRecord } from '../../gateway/disclosure/record.ts';
import { openSource } from '../../gateway/disclosure/store/open-source.ts';
import type { LawfulSystem } from '../lawful/lawful-system.ts';
import type { Headers } from '../sandbox-access.ts';
import { plannedIn, saidIn } from './log-records.ts';
import type { Values } from './meaning.ts';
import { inOriginalWords, pathInOriginalWords, type Words } from './words.ts';

/** A document as it is sent. */
export interface Sent {
  readonly source: string;
  readonly variables: Values;
}

/** An answer, and by what its records are found. */
export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for; the expectation is the check.
  readonly body: any;
  readonly traceId: string;
}

const mostTries = 8;

/** Asks; once more where a busy machine had no time to check the person's consents. */
export async function ask(system: LawfulSystem, sent: Sent, headers: Headers): Promise<Answer> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const traceId = crypto.randomUUID().replaceAll('-', '');
    const own = { ...headers, 'x-request-trace-id': traceId };
    const { body } = await system.ask(sent.source, { ...sent.variables }, own);
    if (!JSON.stringify(body).includes('CONSENT_UNVERIFIABLE')) return { body, traceId };
  }
  throw new Error('The machine is too busy to check consents in time');
}

/** All that an answer tells, in the words of the document that was rewritten; without when things were read. */
export function toldIn({ body }: Answer, words: Words): unknown {
  const errors: readonly Told[] = body.errors ?? [];
  const { policy } = body.extensions ?? {};
  return {
    data: linesOf(inOriginalWords(body.data, words)),
    errors: distinct(
      errors.map(({ path, ...rest }) => ({ path: path && pathInOriginalWords(path, words), ...rest })),
    ),
    policy: { ...policy, denied: distinct(policy?.denied.map((one: Denied) => deniedIn(one, words)) ?? []) },
  };
}

/** All values with their places, in order, without when they were read. A drawn question has `observedAt_7` of it. */
function linesOf(value: unknown, place = 'data'): readonly string[] {
  const parts = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if (parts.length > 0) return parts.flatMap(([key, part]) => linesOf(part, `${place}.${key}`));
  return [`${place}: ${/\.observedAt(_\d+)?$/.test(place) ? 'when' : JSON.stringify(value)}`];
}

interface Told {
  readonly path?: readonly (string | number)[];
}

interface Denied {
  readonly path: string;
}

function deniedIn({ path, ...rest }: Denied, words: Words) {
  return { path: pathInOriginalWords(path.split('.'), words).join('.'), ...rest };
}

function distinct(all: readonly unknown[]): readonly string[] {
  return [...new Set(all.map((one) => JSON.stringify(one)))].sort();
}

/** What the log has of a request. */
export interface Recorded {
  readonly said: readonly string[];
  /** Whom its plan might have asked. */
  readonly planned: readonly string[];
}

/** What the log has of each answer, in the order of the answers. */
export async function recordsOf(
  system: LawfulSystem,
  answers: readonly Answer[],
): Promise<readonly Recorded[]> {
  const byTrace = Map.groupBy(await system.records(), (record: StoredRecord) =>
    'traceId' in record ? record.traceId : '',
  );
  return answers.map(({ traceId }) => {
    const records = byTrace.get(traceId) ?? [];
    return { said: saidIn(records), planned: plannedIn(records) };
  });
}

/** Holds each answer against its receipt and the log; those without a receipt, which have no data, are passed over. */
export async function expectReceipts(system: LawfulSystem, answers: readonly Answer[]): Promise<number> {
  const source = await openSource(system.place);
  const key = publicKeyIn(undefined, system.keysFolder);
  const problems: string[] = [];
  const withReceipt = answers.filter(({ body }) => body.extensions?.receipt !== undefined);
  for (const { body } of withReceipt) problems.push(...(await checkReceipt(body, key, source)).problems);
  await source.close();
  expect(problems).toEqual([]);
  return withReceipt.length;
}
