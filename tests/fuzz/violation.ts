import { reasonOf } from '../../subgraphs/registry/reasons.ts';
import { field, listOf } from './fields.ts';
import { observedAt } from './in-memory-upstream.ts';

/** What must hold of whatever a registry answers. */
export type Property =
  | 'NEVER_THROWS'
  | 'HONEST_STATE'
  | 'NOTHING_INVENTED'
  | 'NOTHING_LOST_SILENTLY'
  | 'NO_POLLUTION'
  | 'NO_UPSTREAM_TEXT'
  | 'NOBODY_ELSES';

/** A property that did not hold. */
export interface Violation {
  readonly property: Property;
  readonly what: string;
}

/** The violation, when something does not hold. */
export function* demand(holds: boolean, property: Property, what: string): Generator<Violation> {
  if (!holds) yield { property, what };
}

interface FactRules {
  readonly registry: string;
  readonly states: readonly string[];
  /** Fields that hold what the registry said: null unless the registry said something. */
  readonly values: readonly string[];
  /** Fields among them that are lists. */
  readonly lists: readonly string[];
  /** Whether nothing usable was answered, so that the fact can say no more than that. */
  readonly unanswered: boolean;
}

const withValues = ['KNOWN', 'AMBIGUOUS', 'CONFLICT', 'STALE'];
const prototypes = [Object.prototype, Array.prototype, String.prototype, Function.prototype];
const untouched = prototypes.map((prototype) => new Set(Reflect.ownKeys(prototype)));

/** What holds of every fact. */
export function* factViolations(fact: unknown, rules: FactRules): Generator<Violation> {
  const state = field(fact, 'state');
  yield* demand(rules.states.includes(String(state)), 'HONEST_STATE', `state ${String(state)}`);
  yield* demand(
    !rules.unanswered || state === 'SOURCE_UNAVAILABLE',
    'HONEST_STATE',
    `${String(state)} of an answer that cannot be read`,
  );
  const given = rules.values.filter((name) => (field(fact, name) ?? null) !== null);
  yield* demand(
    given.length === 0 || withValues.includes(String(state)),
    'HONEST_STATE',
    `${String(state)} with ${given.join()}`,
  );
  const empty = rules.lists.filter(
    (name) => Array.isArray(field(fact, name)) && listOf(field(fact, name)).length === 0,
  );
  yield* demand(
    empty.length < Math.max(rules.lists.length, 1) || rules.lists.length === 0,
    'HONEST_STATE',
    `an empty list: ${empty.join()}`,
  );
  yield* reasonViolations(field(fact, 'reason'));
  const { registry } = rules;
  yield* demand(field(fact, 'source', 'registry') === registry, 'NOTHING_INVENTED', 'another registry');
  const at = field(fact, 'source', 'observedAt');
  yield* demand(at === null || at === observedAt, 'NOTHING_INVENTED', `observed at ${String(at)}`);
}

/** A reason's words are fixed, so that no text of a registry's is among them. */
export function* reasonViolations(reason: unknown): Generator<Violation> {
  if (reason === null) return;
  const code = reasonCodeOf(field(reason, 'code'));
  const fixed = JSON.stringify(code === null ? null : reasonOf(code).message);
  yield* demand(JSON.stringify(field(reason, 'message')) === fixed, 'NO_UPSTREAM_TEXT', 'words of its own');
  yield* demand(field(reason, 'retryAt') === null, 'NOTHING_INVENTED', 'a time to retry that nobody gave');
}

const codes = [
  ...([
    'INVALID_ANSWER',
    'RECORD_UNREADABLE',
    'FIELD_UNREADABLE',
    'AUTHENTICATION_FAILED',
    'SOURCE_ERROR',
    'RATE_LIMITED',
  ] as const),
  ...([
    'REJECTED_BY_SOURCE',
    'NOT_REPORTED',
    'NO_STUDY_RIGHT',
    'NO_PAYMENT_RECORD',
    'SOURCES_DISAGREE',
    'RECORDS_CONTRADICT',
  ] as const),
  ...(['NO_ACCEPTED_ADMISSION', 'EXCLUDED_BY_SOURCE', 'IDENTITY_UNRESOLVED', 'IDENTITY_AMBIGUOUS'] as const),
  ...(['CURRENT_CODES_ONLY', 'DECEASED', 'RECORD_PASSIVATED'] as const),
  ...(['NOT_IN_REGISTRY', 'PERSON_NOT_IDENTIFIED', 'NON_DISCLOSURE', 'INPUT_UNAVAILABLE'] as const),
];

function reasonCodeOf(value: unknown): (typeof codes)[number] | null {
  return codes.find((code) => code === value) ?? null;
}

/** That no built-in prototype has changed. */
export function* pollutionViolations(): Generator<Violation> {
  for (const [index, prototype] of prototypes.entries()) {
    const added = Reflect.ownKeys(prototype).filter((key) => !untouched[index]?.has(key));
    yield* demand(added.length === 0, 'NO_POLLUTION', `a prototype has got ${added.map(String).join()}`);
    // One finding must not become one of every later run.
    for (const key of added) Reflect.deleteProperty(prototype, key);
  }
}
