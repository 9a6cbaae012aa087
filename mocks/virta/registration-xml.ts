import type { RegistrationRecord, StudentRecord } from '../person.ts';
import { dateElement, optionalKey } from './spelling.ts';
import { oneIn } from './variation.ts';
import { element, textElement } from './xml-writing.ts';

/** A `LukukausiIlmoittautuminen`: it has no key of its own, and not always the key of a study right. */
export function registrationXml(registration: RegistrationRecord, record: StudentRecord): string {
  const seed = `${record.institution}/${record.studentKey}/${registration.rightKey}/${registration.startsOn}`;
  const content =
    textElement('Myontaja', record.institution) +
    textElement('Tila', registration.state) +
    dateElement('IlmoittautumisPvm', registration.registeredOn, seed) +
    dateElement('AlkuPvm', registration.startsOn, seed) +
    dateElement('LoppuPvm', registration.endsOn, seed) +
    feeXml(registration, { record, seed });
  return element('LukukausiIlmoittautuminen', content, {
    opiskelijaAvain: record.studentKey,
    opiskeluoikeusAvain: optionalKey(registration.rightKey, seed),
  });
}

interface Place {
  readonly record: StudentRecord;
  readonly seed: string;
}

function feeXml({ fee, rightKey }: RegistrationRecord, { record, seed }: Place): string {
  if (fee === undefined) return '';
  const content =
    textElement('Maksettu', fee.paid) +
    textElement('Summa', fee.amount) +
    textElement('Apuraha', fee.scholarship);
  // Some leave the inner key out where the outer one says the same.
  const told = rightKey !== null && oneIn(4, `${seed}/fee`);
  return element('LukuvuosiMaksu', content, {
    opiskeluoikeusAvain: told ? null : (rightKey ?? onlyFeeRight(record)),
  });
}

/** The right that a keyless registration's fee is for, when only one of the student's rights is liable. */
function onlyFeeRight({ rights }: StudentRecord): string | null {
  const [first, ...others] = rights.filter(({ fees }) => fees.length > 0);
  return first !== undefined && others.length === 0 ? first.key : null;
}
