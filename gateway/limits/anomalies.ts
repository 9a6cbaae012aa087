import { Counter, type Registry } from 'prom-client';
import type { OperatorLog } from '../../subgraphs/registry/alarms.ts';
import type { Clock } from '../../subgraphs/registry/clock.ts';
import { type Asker, nameOf } from './asker.ts';
import { rowPartOf } from './number-rows.ts';
import { isOfficeTime } from './office-hours.ts';
import type { Windows } from './windows.ts';

/** A manner of use that somebody should look into; none proves misuse, and none refuses anything by itself. */
export const patterns = {
  SEQUENTIAL_NUMBERS: 'ten learner numbers in a row, each the one before or after the last',
  MANY_PEOPLE: 'a question beyond the people that may be asked about in a minute',
  MANY_IDENTITY_CODES: 'sixty personal identity codes within an hour',
  NEW_END_USERS: 'more than two hundred end users within a minute that the client had not named for a day',
  OFF_HOURS: 'an end user asks at night or on a weekend, Finnish time; public holidays are not known',
  REPEATED_REFUSALS: 'ten refusals within ten minutes',
} as const;

/** The name of a manner of use. */
export type Pattern = keyof typeof patterns;

/**
 * Watches how end users, and clients without them, ask: Act 906/2019 section 23 has access to be limited and followed.
 * No answer waits for it.
 */
export interface Watch {
  /** A question was asked about these people. */
  readonly asked: (asker: Asker, people: readonly string[]) => Promise<void>;
  /** A question was refused; by RATE_LIMITED only when it was for its people. */
  readonly refused: (asker: Asker, why: 'MANY_PEOPLE' | 'OTHER') => Promise<void>;
}

/** What the watch needs from outside. */
export interface WatchParts {
  readonly windows: Windows;
  /** Hashes names and numbers: windows know neither. */
  readonly hashed: (text: string) => string;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: OperatorLog;
  readonly metrics: Registry;
}

type Tell = (asker: Asker, pattern: Pattern) => Promise<void>;

const longestRow = 10;
const dayMs = 86_400_000;
const hourMs = 3_600_000;
const newNames = { rememberMs: dayMs, windowMs: 60_000, most: 10_000 } as const;
const mostNewNames = 200;
const codes = { rememberMs: hourMs, windowMs: hourMs, most: 60 } as const;
const refusals = { rememberMs: 600_000, windowMs: 600_000, most: 10 } as const;
/** Each pattern of an asker is told once in so long. */
const silenceMs = hourMs;

/**
 * A watch that counts patterns in `use_anomalies_total` by client and tells operators of each, once an hour an asker.
 * Neither says who the end user or the person is: the disclosure log does, to those who may read it.
 */
export function createWatch(parts: WatchParts): Watch {
  const { windows, hashed } = parts;
  const tell = teller(parts);
  const looksAtNames = watchNames(parts, tell);
  const looksAtPeople = watchPeople(parts, tell);
  return {
    asked: async (asker, people) => {
      await Promise.all([looksAtNames(asker), looksAtPeople(asker, people)]);
      if (asker.endUser !== null && !isOfficeTime(parts.clock.now())) await tell(asker, 'OFF_HOURS');
    },
    refused: async (asker, why) => {
      await looksAtNames(asker);
      if (why === 'MANY_PEOPLE') await tell(asker, 'MANY_PEOPLE');
      const key = hashed(`refusals ${nameOf(asker)}`);
      const count = await windows.newWithin(key, crypto.randomUUID(), refusals);
      if (count >= refusals.most) await tell(asker, 'REPEATED_REFUSALS');
    },
  };
}

function teller({ windows, hashed, log, metrics }: WatchParts): Tell {
  const counter = new Counter({
    name: 'use_anomalies_total',
    help: 'Unusual manners of use, by client and pattern; each at most once an hour for one end user.',
    labelNames: ['client', 'pattern'] as const,
    registers: [metrics],
  });
  return async (asker, pattern) => {
    const { id } = asker.client;
    if (!(await windows.isNews(hashed(`${pattern} ${nameOf(asker)}`), silenceMs))) return;
    counter.inc({ client: id, pattern });
    log.warn({ client: id, pattern }, `Unusual use: ${patterns[pattern]}.`);
  };
}

/** An authority names its end users itself; those of others have logged in. */
function watchNames({ windows, hashed }: WatchParts, tell: Tell) {
  return async (asker: Asker): Promise<void> => {
    const { client, endUser } = asker;
    if (client.kind !== 'AUTHORITY' || endUser === null) return;
    const count = await windows.newWithin(hashed(`names ${client.id}`), hashed(endUser), newNames);
    if (count > mostNewNames) await tell({ client, endUser: null, person: null }, 'NEW_END_USERS');
  };
}

function watchPeople({ windows, hashed }: WatchParts, tell: Tell) {
  return async (asker: Asker, people: readonly string[]): Promise<void> => {
    const name = nameOf(asker);
    const part = rowPartOf(people, hashed);
    const joined = part === null ? 0 : await windows.joinRow(hashed(`row ${name}`), part);
    if (Math.max(joined, part?.longest ?? 0) >= longestRow) await tell(asker, 'SEQUENTIAL_NUMBERS');
    for (const code of people.filter(isIdentityCode)) {
      const count = await windows.newWithin(hashed(`codes ${name}`), hashed(code), codes);
      if (count >= codes.most) await tell(asker, 'MANY_IDENTITY_CODES');
    }
  };
}

/** People are asked about by a learner number, which is an OID, or by a code. */
function isIdentityCode(person: string): boolean {
  return !person.startsWith('1.2.246.562.');
}
