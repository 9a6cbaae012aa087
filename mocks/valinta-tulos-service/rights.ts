import type { CasAccount } from '../cas.ts';
import { unpublished } from '../unpublished.ts';
import { ROOT_ORGANISATION } from './sessions.ts';

/** The right to call the Migri API (§1). */
export const MIGRI_RIGHTS = ['APP_VALINTATULOSSERVICE_MIGRI_READ'] as const;

/** Any of these lets a session read the fee register of a provider (§2.2). */
export const FEE_RIGHTS = [
  'APP_SIJOITTELU_READ',
  'APP_SIJOITTELU_READ_UPDATE',
  'APP_SIJOITTELU_CRUD',
] as const;

/** Any of these lets a session read the selection results of a provider (§1.5, 12). */
export const RESULT_RIGHTS = [
  ...FEE_RIGHTS,
  'APP_ATARU_KEVYT_VALINTA_READ',
  'APP_ATARU_KEVYT_VALINTA_CRUD',
] as const;

const opintolupa: CasAccount = {
  username: 'opintolupa',
  password: 'opintolupa-sandbox',
  personOid: '1.2.246.562.24.70000000014',
  roles: [...rolesOf('VALINTATULOSSERVICE', 'MIGRI_READ'), ...rolesOf('SIJOITTELU', 'READ')],
};

/** The accounts of the sandbox; `migrionly` shows that the Migri right alone is not enough (§1.5, 12). */
export const ACCOUNTS: readonly CasAccount[] = [
  opintolupa,
  { ...opintolupa, username: unpublished.user, password: unpublished.secret },
  {
    username: 'norights',
    password: 'norights',
    personOid: '1.2.246.562.24.70000000027',
    roles: [],
  },
  {
    username: 'migrionly',
    password: 'migrionly',
    personOid: '1.2.246.562.24.70000000030',
    roles: rolesOf('VALINTATULOSSERVICE', 'MIGRI_READ'),
  },
];

/** The three spellings in which CAS gives one right (§0.2). */
function rolesOf(service: string, right: string): readonly string[] {
  const role = `ROLE_APP_${service}`;
  return [role, `${role}_${right}`, `${role}_${right}_${ROOT_ORGANISATION}`];
}
