import type { Role } from './svg.ts';

/** How a state is shown besides its word: by a symbol and by a colour. */
export interface Mark {
  readonly symbol: string;
  readonly role: Role;
}

const open: Mark = { symbol: '◇', role: 'open' };
const held: Mark = { symbol: '■', role: 'held' };
const failed: Mark = { symbol: '▲', role: 'failed' };
const good: Mark = { symbol: '●', role: 'good' };

const marks: Readonly<Record<string, Mark>> = {
  KNOWN: good,
  GIVEN: good,
  DETERMINED: good,
  ANSWERED: good,
  KNOWN_NONE: { symbol: '○', role: 'none' },
  NOT_APPLICABLE: { symbol: '○', role: 'none' },
  NOT_PERMITTED: held,
  WITHHELD: held,
  CONSENT_REQUIRED: held,
  CONSENT_UNVERIFIABLE: held,
  SOURCE_UNAVAILABLE: failed,
  CONFLICT: failed,
  STALE: failed,
};

/** The mark of a fact's state. */
export function markOf(state: string): Mark {
  return (Object.hasOwn(marks, state) ? marks[state] : undefined) ?? open;
}

/** The mark of a call's outcome: whatever is no answer is a failure. */
export function markOfOutcome(outcome: string): Mark {
  return outcome === 'ANSWERED' ? good : failed;
}
