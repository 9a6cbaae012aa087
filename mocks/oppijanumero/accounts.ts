import type { CasAccount } from '../cas.ts';
import type { TokenClient } from '../oauth.ts';
import { unpublished } from '../unpublished.ts';

/** A right in ONR, without the service's name. */
export type Right =
  | 'REKISTERINPITAJA_READ'
  | 'HENKILON_RU'
  | 'READ'
  | 'YLEISTUNNISTE_LUONTI'
  | 'DUPLICATE_READ';

const service = 'OPPIJANUMEROREKISTERI';
const rootOrganisation = '1.2.246.562.10.00000000001';

interface ServiceUser {
  readonly name: string;
  readonly secret: string;
  readonly personOid: string;
  readonly rights: readonly Right[];
}

// The second right is there so that the sandbox can call `yleistunniste/hae/{oid}`; it also allows creating
// persons, which this mock does not offer.
const opintolupa: ServiceUser = {
  name: 'opintolupa',
  secret: 'opintolupa-sandbox',
  personOid: '1.2.246.562.24.70000000014',
  rights: ['REKISTERINPITAJA_READ', 'YLEISTUNNISTE_LUONTI'],
};

const serviceUsers: readonly ServiceUser[] = [
  opintolupa,
  { ...opintolupa, name: unpublished.user, secret: unpublished.secret },
  { name: 'norights', secret: 'norights', personOid: '1.2.246.562.24.12345678907', rights: [] },
];

/** The service users as CAS knows them: each right is spelt in three ways (oph.md §0.2). */
export const casAccounts: readonly CasAccount[] = serviceUsers.map(({ name, secret, personOid, rights }) => ({
  username: name,
  password: secret,
  personOid,
  roles: rolesOf(rights),
}));

/** The same service users as clients of the OAuth2 server: the client id is the CAS user name. */
export const tokenClients: readonly TokenClient[] = serviceUsers.map(
  ({ name, secret, personOid, rights }) => ({
    clientId: name,
    clientSecret: secret,
    subject: personOid,
    scopes: ['oauth2'],
    claims: { roles: { [rootOrganisation]: rights.map((right) => `${service}_${right}`) } },
  }),
);

/** Whether a service user has any of the rights for the root organisation, that is, over every person. */
export function hasAnyRight(roles: readonly string[], rights: readonly Right[]): boolean {
  return rights.some((right) => roles.includes(`ROLE_APP_${service}_${right}_${rootOrganisation}`));
}

function rolesOf(rights: readonly Right[]): readonly string[] {
  const perRight = rights.flatMap((right) => {
    const role = `ROLE_APP_${service}_${right}`;
    return [role, `${role}_${rootOrganisation}`];
  });
  return rights.length > 0 ? [`ROLE_APP_${service}`, ...perRight] : [];
}
