import type { MobilityRecord, StudentRecord } from '../person.ts';
import { dateElement, optionalKey } from './spelling.ts';
import { each, element, textElement } from './xml-writing.ts';

/** Mobility of one student record as `Liikkuvuusjakso` elements. */
export function mobilityXml(record: StudentRecord): string {
  return each(record.mobility ?? [], (stay) => stayXml(stay, record));
}

function stayXml(stay: MobilityRecord, { institution, studentKey }: StudentRecord): string {
  const seed = `${institution}/${stay.key}`;
  const content =
    textElement('Myontaja', institution) +
    dateElement('AlkuPvm', stay.startsOn, seed) +
    dateElement('LoppuPvm', stay.endsOn, seed) +
    textElement('Suunta', stay.direction) +
    textElement('Maa', stay.country) +
    textElement('Tyyppi', stay.kind) +
    textElement('Liikkuvuusohjelma', stay.programme);
  return element('Liikkuvuusjakso', content, {
    avain: stay.key,
    opiskelijaAvain: studentKey,
    opiskeluoikeusAvain: optionalKey(stay.rightKey, seed),
  });
}
