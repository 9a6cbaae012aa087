import { z } from 'zod';
import { propertyOf } from './property.ts';

/** That a field of a student was resolved: what of whom was read where, and with what outcome. No value. */
export const factReadSchema = z.strictObject({
  /** The person's learner number. */
  subject: z.string().max(100),
  /** The field of `Student`. */
  fact: z.string().max(100),
  /** The registry, or GATEWAY for what is computed. */
  registry: z.string().max(100),
  /** The fact's state; a derived fact's determination; GIVEN for what has neither. */
  state: z.string().max(100),
  /** The reason's code. */
  reason: z.string().max(100).nullable(),
  /** Whether the registry was asked, as far as the gateway knows. */
  reachedSource: z.enum(['YES', 'NO', 'UNKNOWN']),
  /** Whether the person is treated as protected (turvakielto), where the field tells. */
  nonDisclosure: z.boolean().nullable(),
});

/** That a field of a student was resolved. */
export type FactRead = z.infer<typeof factReadSchema>;

/** Where a field of a student comes from. */
export interface ReadOf {
  readonly subject: string;
  readonly fact: string;
  /** The registry that the graph names for the field; GATEWAY for what is computed. */
  readonly registry: string;
}

/** What a resolved field says of its own reading. */
export function factReadOf({ subject, fact, registry }: ReadOf, value: unknown): FactRead {
  const source = textOf(propertyOf(value, 'source'), 'registry');
  const reason = textOf(propertyOf(value, 'reason'), 'code');
  // What the gateway does counts, not only what the registry says: that may be nothing.
  const nonDisclosure = propertyOf(value, 'treatedAsProtected') ?? propertyOf(value, 'nonDisclosure');
  const resolution = textOf(value, 'resolution');
  return {
    subject,
    fact,
    registry: source ?? registry,
    state: textOf(value, 'state') ?? textOf(value, 'determination') ?? stateOfLookup(resolution) ?? 'GIVEN',
    reason,
    reachedSource: reachedBy(textOf(propertyOf(value, 'source'), 'servedFrom'), reason, resolution),
    nonDisclosure: typeof nonDisclosure === 'boolean' ? nonDisclosure : null,
  };
}

function stateOfLookup(resolution: string | null): string | null {
  if (resolution === null) return null;
  return { RESOLVED: 'KNOWN', UNRESOLVED: 'SOURCE_UNAVAILABLE' }[resolution] ?? 'NOT_LINKED';
}

/** Reasons of a question that certainly never left the gateway. */
const neverSent = new Set([
  'BUSY',
  'CIRCUIT_OPEN',
  'NOT_PERMITTED_FOR_PURPOSE',
  'POLICY_NOT_EVALUATED',
  'CONSENT_NOT_GIVEN',
  'CONSENT_NOT_VERIFIABLE',
  'NON_DISCLOSURE',
  'PERSON_NOT_IDENTIFIED',
  'NOT_IN_REGISTRY',
  'INPUT_UNAVAILABLE',
  'NO_APPLICATION_OPTION',
]);
const perhapsSent = new Set(['TIMEOUT', 'UNREACHABLE', 'RATE_LIMITED']);

function reachedBy(
  servedFrom: string | null,
  reason: string | null,
  resolution: string | null,
): FactRead['reachedSource'] {
  if (servedFrom === 'REGISTRY') return 'YES';
  if (servedFrom === 'CACHE' || servedFrom === 'COMPUTED') return 'NO';
  if (reason !== null && neverSent.has(reason)) return 'NO';
  if (reason !== null && perhapsSent.has(reason)) return 'UNKNOWN';
  if (resolution === 'UNRESOLVED') return 'UNKNOWN';
  return servedFrom === 'NOTHING' ? 'YES' : resolution === null ? 'UNKNOWN' : 'YES';
}

function textOf(value: unknown, name: string): string | null {
  const text = propertyOf(value, name);
  return typeof text === 'string' ? text : null;
}
