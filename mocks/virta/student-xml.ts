import { attainmentsXml } from './attainment-xml.ts';
import { mobilityXml } from './mobility-xml.ts';
import { registrationXml } from './registration-xml.ts';
import { dateElement } from './spelling.ts';
import type { Student } from './student-index.ts';
import { studyRightXml } from './study-right-xml.ts';
import { oneIn } from './variation.ts';
import { each, element, textElement } from './xml-writing.ts';

/** An `Opiskelija` of the wide answers: identifiers and studies, never names. */
export function studentWithStudiesXml({ record }: Student): string {
  const seed = `${record.institution}/${record.studentKey}`;
  const rights = each(record.rights, (right) => studyRightXml(right, record));
  const registrations = each(record.registrations, (registration) => registrationXml(registration, record));
  const content =
    textElement('Henkilotunnus', record.personalIdentityCode) +
    textElement('KansallinenOppijanumero', record.learnerNumber) +
    (rights === '' ? '' : element('Opiskeluoikeudet', rights)) +
    containerXml('LukukausiIlmoittautumiset', registrations, seed) +
    containerXml('Opintosuoritukset', attainmentsXml(record), seed) +
    (record.mobility === undefined ? '' : element('Liikkuvuusjaksot', mobilityXml(record)));
  return element('Opiskelija', content, { avain: record.studentKey });
}

/** An `Opiskelija` of OpiskelijanTiedot: the person, no studies. */
export function studentPersonXml({ record, identity }: Student): string {
  const seed = `${record.institution}/${record.studentKey}`;
  const content =
    textElement('Henkilotunnus', record.personalIdentityCode) +
    textElement('Sukunimi', identity?.familyName) +
    textElement('Etunimet', identity?.givenNames) +
    textElement('Sukupuoli', identity?.sex) +
    each(identity?.citizenships ?? [], (country) => textElement('Kansalaisuus', country)) +
    textElement('Asuinkunta', identity?.municipality) +
    dateElement('KirjoihintuloPvm', enrolledOn(record.registrations), seed) +
    textElement('KansallinenOppijanumero', record.learnerNumber);
  return element('Opiskelija', content, { avain: record.studentKey });
}

/** A container with nothing in it is against the schema, yet some institutions' data has it. */
function containerXml(name: string, content: string, seed: string): string {
  if (content !== '') return element(name, content);
  return oneIn(4, `${seed}/${name}`) ? `<virta:${name}/>` : '';
}

function enrolledOn(registrations: readonly { readonly startsOn: string }[]): string | undefined {
  return registrations.map(({ startsOn }) => startsOn).sort()[0];
}
