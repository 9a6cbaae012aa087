import type { Names, StudentRecord, StudyRightPeriod, StudyRightRecord, TransferRecord } from '../person.ts';
import { creditsElement, dateElement } from './spelling.ts';
import { each, element, textElement } from './xml-writing.ts';

/** An `Opiskeluoikeus`, its states in the order in which the institution sent them. */
export function studyRightXml(right: StudyRightRecord, record: StudentRecord): string {
  const seed = `${record.institution}/${right.key}`;
  const content =
    dateElement('AlkuPvm', right.startsOn, seed) +
    dateElement('LoppuPvm', right.endsOn, seed) +
    each(right.states, (state) => element('Tila', datesXml(state, seed) + textElement('Koodi', state.code))) +
    textElement('Tyyppi', right.type) +
    textElement('Myontaja', record.institution) +
    each(right.institutions ?? [], ({ role, code }) =>
      element('Organisaatio', textElement('Rooli', role) + textElement('Koodi', code)),
    ) +
    each(right.periods, (period) => periodXml(period, seed)) +
    each(right.primary ?? [], (span) => element('Ensisijaisuus', datesXml(span, seed))) +
    each(right.related ?? [], (key) => element('Liittyvyys', '', { liittyvaOpiskeluoikeusAvain: key })) +
    transferXml(right.transfer, seed) +
    extentXml(right.extent, seed) +
    each(right.fees, (fee) =>
      element('LukuvuosiMaksu', datesXml(fee, seed) + textElement('Summa', fee.amount)),
    );
  return element('Opiskeluoikeus', content, { avain: right.key, opiskelijaAvain: record.studentKey });
}

function periodXml(period: StudyRightPeriod, seed: string): string {
  const content =
    datesXml(period, seed) +
    textElement('Koulutuskoodi', period.degreeCode) +
    textElement('Koulutuskunta', period.municipality) +
    textElement('Koulutuskieli', period.language) +
    textElement('Rahoituslahde', period.funding) +
    each(period.classifications, (code) => textElement('Luokittelu', code)) +
    namesXml(period.name);
  return element('Jakso', content, { koulutusmoduulitunniste: period.moduleId });
}

function transferXml(transfer: TransferRecord | undefined, seed: string): string {
  if (transfer === undefined) return '';
  const terms = each(transfer.terms, ({ state, count }) =>
    element('Lukukausikertyma', textElement('IlmoittautuminenTila', state) + textElement('Maara', count)),
  );
  return element('SiirtoOpiskelija', dateElement('SiirtoPvm', transfer.on, seed) + terms, {
    lahdeOpiskeluoikeusAvain: transfer.sourceKey,
  });
}

function datesXml(span: { readonly startsOn: string; readonly endsOn?: string }, seed: string): string {
  return dateElement('AlkuPvm', span.startsOn, seed) + dateElement('LoppuPvm', span.endsOn, seed);
}

function extentXml(extent: string | null, seed: string): string {
  return extent === null ? '' : element('Laajuus', creditsElement('Opintopiste', extent, seed));
}

function namesXml({ fi, sv, en }: Names): string {
  return (
    textElement('Nimi', fi, { kieli: 'fi' }) +
    textElement('Nimi', sv, { kieli: 'sv' }) +
    textElement('Nimi', en, { kieli: 'en' })
  );
}
