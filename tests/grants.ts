import type { Access } from '../gateway/access/access.ts';
import type { Grant } from '../subgraphs/registry/grant.ts';
import type { Purpose } from '../subgraphs/registry/purpose.ts';

/** A grant of a purpose that asks for no consent; synthetic people only. */
export function grantFor(purpose: Purpose, more: Partial<Grant> = {}): Grant {
  return { purpose, needs: [], consents: null, self: null, endUser: null, ...more };
}

/** The sandbox's grant: nearly all rows. */
export const sandboxGrant: Grant = grantFor('SANDBOX');

/** A developer in the sandbox, let in. */
export const sandboxDeveloper: Access = {
  client: {
    id: 'developer',
    kind: 'DEVELOPER',
    owner: 'Whoever runs this sandbox',
    purposes: ['SANDBOX'],
    expiresAt: '2036-01-01T00:00:00Z',
    limits: {
      requestsPerMinute: 1000,
      peoplePerMinute: 1000,
      peoplePerList: 5000,
      bodyKib: 512,
      answerKib: 65_536,
      cost: 1000,
    },
  },
  credential: 'TOKEN',
  purpose: 'SANDBOX',
  caseReference: null,
  endUser: null,
  needs: [],
  person: null,
  consents: null,
  consentIds: [],
  traceId: '0af7651916cd43dd8448eb211c80319c',
};
