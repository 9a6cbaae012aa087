import type { Purpose } from '../../subgraphs/registry/purpose.ts';
import type { ClientKind } from './access.ts';
import { addressList } from './address-list.ts';
import type { ClientEntry } from './client-entry.ts';
import { canonicalName } from './distinguished-name.ts';
import { type Issuers, type Named, twice } from './issuers.ts';

const purposesOfKind: Readonly<Record<ClientKind, readonly Purpose[]>> = {
  AUTHORITY: ['MIGRI_FIRST_PERMIT', 'MIGRI_EXTENSION', 'MIGRI_POST_CHECK', 'FEE_OBLIGATION_CHECK'],
  PERSON_SERVICE: ['VF_SELF_SERVICE'],
  DEVELOPER: ['SANDBOX'],
};

/** What clients are checked against. */
export interface ClientSurroundings {
  readonly issuers: Issuers;
  readonly registries: 'mock' | 'real';
}

type Check = (entry: ClientEntry, surroundings: ClientSurroundings) => string | null;

const checks: readonly Check[] = [
  ({ kind, purposes }) =>
    purposes.every((purpose) => purposesOfKind[kind].includes(purpose))
      ? null
      : `a client of kind ${kind} may have only ${purposesOfKind[kind].join(', ')}`,
  ({ kind }, { registries }) =>
    kind === 'DEVELOPER' && registries === 'real'
      ? 'a DEVELOPER is accepted only with REGISTRIES=mock'
      : null,
  ({ kind, credentials: { tokens, certificates, audiences } }) => {
    const [own, others] =
      kind === 'PERSON_SERVICE'
        ? [audiences, [...tokens, ...certificates]]
        : [[...tokens, ...certificates], audiences];
    if (own.length > 0 && others.length === 0) return null;
    return kind === 'PERSON_SERVICE'
      ? 'credentials: a PERSON_SERVICE needs audiences and nothing else'
      : `credentials: ${kind} needs tokens or certificates and no audiences`;
  },
  ({ credentials }, { issuers }) => {
    const knows = (issuer: string, kind: 'ACCESS' | 'PERSON') =>
      issuers.issuers.some((one) => one.id === issuer && one.kind === kind);
    const areKnown =
      credentials.tokens.every(({ issuer }) => knows(issuer, 'ACCESS')) &&
      credentials.audiences.every(({ issuer }) => knows(issuer, 'PERSON'));
    return areKnown
      ? null
      : 'credentials: tokens need the id of an ACCESS issuer, audiences the id of a PERSON issuer';
  },
  ({ credentials }) =>
    credentials.certificates.every((name) => canonicalName(name) !== null)
      ? null
      : 'credentials.certificates: must be subjects as RFC 4514 writes them, such as CN=system,O=Owner,C=FI',
  ({ addresses }) =>
    addressList(addresses) === null
      ? 'addresses: must be networks such as 192.0.2.0/24 or 2001:db8::/32'
      : null,
  ({ xRoad, kind, credentials }) =>
    xRoad === null || (kind === 'AUTHORITY' && credentials.certificates.length > 0)
      ? null
      : 'xRoad: only for an AUTHORITY with the certificate of its security server',
  ({ kind, limits: { peoplePerMinute, clientPeoplePerMinute: ofClient } }) =>
    ofClient === undefined || (kind === 'AUTHORITY' && ofClient >= peoplePerMinute)
      ? null
      : 'limits.clientPeoplePerMinute: only for an AUTHORITY, and at least peoplePerMinute',
];

/** Each problem with the clients, one a line, naming the client. */
export function problemsOfClients(
  entries: readonly ClientEntry[],
  surroundings: ClientSurroundings,
): readonly string[] {
  return [
    ...entries.flatMap((entry) =>
      checks.flatMap((check) => {
        const problem = check(entry, surroundings);
        return problem === null ? [] : [`${entry.id}: ${problem}`];
      }),
    ),
    ...twice(entries.flatMap(namesOf)).map(
      (entry) => `${entry}: its id, a credential or its X-Road identifier stands in the file twice`,
    ),
  ];
}

function namesOf({ id, credentials, xRoad }: ClientEntry): readonly Named[] {
  const { tokens, certificates, audiences } = credentials;
  const names = [
    ['id', id],
    ...tokens.map(({ issuer, claim, value }) => ['token', issuer, claim, value]),
    ...certificates.map((name) => ['certificate', canonicalName(name)]),
    ...audiences.map(({ issuer, audience }) => ['audience', issuer, audience]),
    ...(xRoad === null ? [] : [['xRoad', xRoad]]),
  ];
  return names.map((name) => ({ key: JSON.stringify(name), entry: id }));
}
