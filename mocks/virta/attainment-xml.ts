import type { AttainmentRecord, Names, StudentRecord } from '../person.ts';
import { creditsElement, dateElement, optionalKey } from './spelling.ts';
import { oneIn, scatter } from './variation.ts';
import { each, element, textElement } from './xml-writing.ts';

const LANGUAGES = ['fi', 'sv', 'en'] as const;

/** Scale of each grade that is not one of the five-step scale. */
const OTHER_SCALES: Readonly<Record<string, string>> = {
  TT: 'ToinenKotimainen',
  HT: 'ToinenKotimainen',
  KH: 'Naytetyo',
  I: 'Tutkielma',
  A: 'Tutkielma',
  B: 'Tutkielma',
  N: 'Tutkielma',
  C: 'Tutkielma',
  M: 'Tutkielma',
  E: 'Tutkielma',
  L: 'Tutkielma',
  'Arvosana ei kaytossa': 'EiKaytossa',
};

/** Attainments of one student record as `Opintosuoritus` elements, of some kinds only when they are given. */
export function attainmentsXml(record: StudentRecord, kinds?: readonly string[]): string {
  const creditsOf = new Map(record.attainments.map(({ key, credits }) => [key, credits]));
  const wanted = record.attainments.filter(({ kind }) => kinds === undefined || kinds.includes(kind));
  return each(wanted, (attainment) => attainmentXml(attainment, { record, creditsOf }));
}

interface Place {
  readonly record: StudentRecord;
  readonly creditsOf: ReadonlyMap<string, string>;
}

function attainmentXml(attainment: AttainmentRecord, place: Place): string {
  const { institution, studentKey } = place.record;
  const seed = `${institution}/${attainment.key}`;
  const content =
    dateElement('SuoritusPvm', attainment.attainedOn, seed) +
    element(
      'Laajuus',
      creditsElement('Opintopiste', attainment.credits, seed) +
        creditsElement('Opintoviikko', attainment.weeks, seed),
    ) +
    element('Arvosana', gradeXml(attainment.grade)) +
    textElement('Myontaja', institution) +
    textElement('Laji', attainment.kind) +
    namesXml(attainment.name, seed) +
    textElement('Koulutuskoodi', attainment.degreeCode) +
    each(attainment.parts ?? [], (part) => partXml(part, seed, place)) +
    dateElement('HyvaksilukuPvm', attainment.recognisedOn, seed);
  return element('Opintosuoritus', content, {
    avain: attainment.key,
    opiskelijaAvain: studentKey,
    opiskeluoikeusAvain: optionalKey(attainment.rightKey, seed),
    koulutusmoduulitunniste: moduleIdOf(attainment.name),
  });
}

function gradeXml(grade: string): string {
  if (/^([1-5]|HYV)$/.test(grade)) return textElement('Viisiportainen', grade);
  const scale = OTHER_SCALES[grade];
  // VIRTA holds passed attainments only, and the pass/fail scale has one value.
  return scale === undefined ? textElement('Hyvaksytty', 'HYV') : textElement(scale, grade);
}

/** Here, unlike on a study right, the language is optional and the name may be empty. */
function namesXml(names: Names, seed: string): string {
  const given = LANGUAGES.filter((language) => names[language] !== undefined);
  const anonymous = given.length === 1 && oneIn(3, `${seed}/language`);
  return each(LANGUAGES, (kieli) => {
    const name = names[kieli];
    if (name === undefined) return oneIn(6, `${seed}/${kieli}`) ? element('Nimi', '', { kieli }) : '';
    return textElement('Nimi', name, { kieli: anonymous ? null : kieli });
  });
}

/** An attainment inside this one, with or without the credits that it brings. */
function partXml(part: string, seed: string, { creditsOf }: Place): string {
  const partSeed = `${seed}/${part}`;
  const credits = oneIn(2, partSeed) ? creditsElement('Opintopiste', creditsOf.get(part), partSeed) : '';
  return element('Sisaltyvyys', credits, { sisaltyvaOpintosuoritusAvain: part });
}

/** The same course has the same module whenever and by whomever it is taken. */
function moduleIdOf({ fi, sv, en }: Names): string {
  const name = fi ?? sv ?? en;
  return name === undefined ? '' : `OPJ-${(scatter(name) % 90_000) + 10_000}`;
}
