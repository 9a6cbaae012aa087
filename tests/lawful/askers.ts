import type { ConsentRegistry, Grant } from '../../subgraphs/registry/grant.ts';
import type { Purpose } from '../../subgraphs/registry/purpose.ts';
import { grantFor } from '../grants.ts';
import { developerHeaders, type Headers, officialHeaders, personHeaders } from '../sandbox-access.ts';

/** Who asks: the headers of a request, and what the minimisation table must make of them. */
export interface Asker {
  readonly name: string;
  readonly grant: Grant;
  /** For a person service, those of this persona. */
  readonly headers: (persona: string) => Promise<Headers>;
}

/** Every registry that a person can consent to. */
export const everyRegistry = ['ONR', 'OPINTOPOLKU', 'VIRTA', 'TUITION_FEE_REGISTER', 'MIGRI'] as const;

function official(purpose: Purpose, needs: Grant['needs'] = []): Asker {
  const more: Headers = needs.length === 0 ? {} : { 'x-case-needs': needs.join(',') };
  return {
    name: needs.length === 0 ? purpose : `${purpose}, whose case needs ${needs.join(', ')}`,
    grant: grantFor(purpose, { needs }),
    headers: () => officialHeaders(purpose, more),
  };
}

function person(name: string, consents: readonly ConsentRegistry[]): Asker {
  const granted = Object.fromEntries(consents.map((registry) => [registry, 'GRANTED' as const]));
  return {
    name,
    grant: grantFor('VF_SELF_SERVICE', { consents: granted }),
    headers: (persona) => personHeaders(persona, consents),
  };
}

/** Everybody who can ask, with and without what each may need or be consented to. */
export const askers: readonly Asker[] = [
  official('MIGRI_FIRST_PERMIT'),
  official('MIGRI_FIRST_PERMIT', ['TERM_REGISTRATION', 'CREDITS']),
  official('MIGRI_EXTENSION'),
  official('MIGRI_EXTENSION', ['ADMISSION']),
  official('MIGRI_EXTENSION', ['ATTAINMENTS']),
  official('MIGRI_POST_CHECK'),
  official('MIGRI_POST_CHECK', ['FEE']),
  official('FEE_OBLIGATION_CHECK'),
  { name: 'SANDBOX', grant: grantFor('SANDBOX'), headers: developerHeaders },
  person('a person who consents to everything', everyRegistry),
  person('a person who consents to VIRTA', ['VIRTA']),
  person('a person who consents to nothing', []),
];

/** Whether an asker asks for oneself. */
export function isPerson({ grant }: Asker): boolean {
  return grant.purpose === 'VF_SELF_SERVICE';
}
