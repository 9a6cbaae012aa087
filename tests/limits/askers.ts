import type { Client, ClientLimits } from '../../gateway/access/access.ts';
import { personaOid } from '../officer-query.ts';

/** A client of an authority, with generous limits but for those given. */
export function clientWith(limits: Partial<ClientLimits>, id = 'authority'): Client {
  return {
    id,
    kind: 'AUTHORITY',
    owner: 'Synthetic authority',
    purposes: ['SANDBOX'],
    expiresAt: '2027-12-31T00:00:00Z',
    limits: {
      requestsPerMinute: 1_000,
      peoplePerMinute: 1_000,
      peoplePerList: 1_000,
      bodyKib: 64,
      answerKib: 65_536,
      cost: 1_000,
      ...limits,
    },
  };
}

/** So many synthetic learner numbers. */
export function people(count: number, from = 0): readonly string[] {
  return Array.from({ length: count }, (_unused, index) => personaOid(10 * (from + index)));
}
