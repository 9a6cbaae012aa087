import type { IdentityRecord } from '../person.ts';
import { sexOf } from '../synthetic-code.ts';
import { personOid } from './oids.ts';

/** What tells one ONR record from another; the rest has the usual values. */
export interface IdentitySpec {
  readonly number: number;
  readonly givenNames: string;
  readonly familyName: string;
  readonly birthDate: string;
  readonly citizenships: readonly string[];
  readonly code?: string;
  /** Only without a code: with one, the code tells it. */
  readonly sex?: '1' | '2';
  readonly identifiedBy?: IdentityRecord['identifiedBy'];
  readonly nonDisclosure?: boolean;
  readonly municipality?: string;
}

/** Makes an ONR record: identified by VTJ when there is a code, else by hand. */
export function identity(spec: IdentitySpec): IdentityRecord {
  const code = spec.code ?? null;
  return {
    oid: personOid(spec.number),
    givenNames: spec.givenNames,
    callingName: spec.givenNames.split(' ')[0] ?? spec.givenNames,
    familyName: spec.familyName,
    birthDate: spec.birthDate,
    citizenships: spec.citizenships,
    personalIdentityCode: code,
    identifiedBy: spec.identifiedBy ?? (code === null ? 'MANUAL' : 'VTJ'),
    nonDisclosure: spec.nonDisclosure ?? false,
    municipality: spec.municipality ?? null,
    sex: code === null ? (spec.sex ?? '1') : sexOf(code),
  };
}
