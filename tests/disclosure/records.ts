import { createHash, randomUUID } from 'node:crypto';
import type { NewRecord } from '../../gateway/disclosure/record.ts';

/** A synthetic learner number. */
export function learner(number: number): string {
  return `1.2.246.562.24.${String(number).padStart(11, '0')}`;
}

const request = {
  at: '2026-11-24T10:00:00.000Z',
  traceId: '0af7651916cd43dd8448eb211c80319c',
  clientId: 'migri',
  owner: 'Maahanmuuttovirasto',
  credential: 'TOKEN',
  purpose: 'MIGRI_FIRST_PERMIT',
  legalBasis: 'GDPR 6(1)(c)',
  caseReference: 'case-17',
  endUser: 'official-5',
  consentIds: [],
  operation: { name: 'Permit', hash: 'ab'.repeat(32) },
  policyVersion: '2026-11-24',
} as const;

/** A record of a request before registries are asked. */
export function intentOf(people: readonly number[], requestId: string = randomUUID()): NewRecord {
  const subjects = people.map(learner);
  return {
    kind: 'INTENT',
    requestId,
    ...request,
    consentIds: [],
    subjects,
    registries: ['ONR', 'VIRTA'],
    denied: [],
  };
}

/** A record of what one registry told of one person. */
export function outcomeOf(
  person: number,
  requestId: string = randomUUID(),
  commitments: Readonly<Record<string, string>> = {
    studyRights: createHash('sha256').update(String(person)).digest('base64url'),
  },
): NewRecord & { kind: 'OUTCOME' } {
  return {
    kind: 'OUTCOME',
    requestId,
    ...request,
    consentIds: [],
    subject: learner(person),
    told: [
      {
        registry: 'VIRTA',
        read: [{ fact: 'studyRights', state: 'KNOWN', reason: null }],
        disclosed: ['studyRights{items{type} state}'],
        commitments,
        reachedSource: 'YES',
      },
    ],
    protected: false,
    result: 'DISCLOSED',
    latencyMs: 12,
  };
}

/** A record of a request that was refused. */
export function refusalOf(): NewRecord {
  const { operation: _, ...rest } = request;
  return {
    kind: 'REFUSAL',
    requestId: randomUUID(),
    ...rest,
    consentIds: [],
    operation: null,
    purpose: null,
    denied: [],
    code: 'FORBIDDEN',
  };
}
