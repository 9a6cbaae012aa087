import type { Access } from '../access/access.ts';
import { type Allowance, createDebtBuckets, type DebtBuckets } from './debt-bucket.ts';
import { createKeyedHash } from './keyed-hash.ts';
import type { MonotonicClock, Wait } from './rate-limits.ts';

/** Who asks, as far as planning is counted. */
export type PlanningAsker = Pick<Access, 'client' | 'endUser' | 'person'>;

/**
 * The time that operations may take to be planned. Planning holds up every other request, a document within all limits
 * for a second, and there is no end of documents to be made up: nobody may plan more than a share.
 */
export interface PlanningBudget {
  /** Whether one more operation may be planned. */
  readonly admit: (asker: PlanningAsker) => Wait;
  /** Takes the milliseconds that planning an operation took. */
  readonly charge: (asker: PlanningAsker, milliseconds: number) => void;
}

/** Milliseconds of planning. A person pays twice: of their own, and of what all persons of the client have together. */
const allowances = {
  /** One person who has logged in. */
  person: { burst: 1_000, perMinute: 1_000 },
  /** All persons of one client together. */
  persons: { burst: 2_000, perMinute: 6_000 },
  /** Another client, with all of its end users: it names them itself. */
  client: { burst: 2_000, perMinute: 6_000 },
} as const satisfies Record<string, Allowance>;

/**
 * Keys that are remembered at once. Fewer than a thousand can be less than full together: a person is full again after
 * sixty times what they took, and one process has but one time to plan in. So whoever is forgotten is full.
 */
const mostKept = 10_000;

/** The planning time of this process. Persons are kept as hashes under a key that leaves with the process. */
export function createPlanningBudget(now: MonotonicClock): PlanningBudget {
  const hashed = createKeyedHash();
  const bucketsOf = (allowance: Allowance) => createDebtBuckets(allowance, mostKept, now);
  const person = bucketsOf(allowances.person);
  const persons = bucketsOf(allowances.persons);
  const clients = bucketsOf(allowances.client);
  const paying = (asker: PlanningAsker): readonly (readonly [DebtBuckets, string])[] => {
    const { id, kind } = asker.client;
    if (kind !== 'PERSON_SERVICE') return [[clients, id]];
    const key = hashed(JSON.stringify([id, asker.person, asker.person === null ? asker.endUser : null]));
    return [
      [person, key],
      [persons, id],
    ];
  };
  return {
    admit: (asker) => waitOf(paying(asker).map(([buckets, key]) => buckets.debtMs(key))),
    charge: (asker, milliseconds) => {
      for (const [buckets, key] of paying(asker)) buckets.charge(key, milliseconds);
    },
  };
}

function waitOf(debts: readonly (number | null)[]): Wait {
  const owed = debts.filter((debt) => debt !== null);
  if (owed.length === 0) return null;
  // Out of debt is not yet above zero: a millisecond more is.
  return { retryAfterSeconds: Math.ceil((Math.max(...owed) + 1) / 1_000) };
}
