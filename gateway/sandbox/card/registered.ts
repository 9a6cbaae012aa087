import { element, escapeMarkup } from '../markup.ts';
import type { CardAnswer } from './ask-card.ts';
import { cardTexts } from './card-texts.ts';
import { factBlock, factList } from './fact-parts.ts';
import { negativeTexts } from './negative-texts.ts';
import { noneIn, standingOf } from './standing.ts';
import type { CardStudent } from './student.ts';
import { dayIn, inWords, periodIn, type Reader } from './written.ts';

/** Who the person is, how surely, and what protects the person. */
export function identity(student: CardStudent, { denied }: CardAnswer, reader: Reader): string {
  const { language } = reader;
  const person = student.identity;
  const rows = [
    ...(person?.state === 'KNOWN' ? identityRows(person, reader) : []),
    [cardTexts.learnerNumber[language], escapeMarkup(student.oppijanumero)] as const,
    protection(person, reader),
  ];
  const block = factBlock(
    { title: '', fact: person, denied: denied.get('Student.identity'), content: factList(rows) },
    reader,
  );
  const home = student.homeMunicipality;
  if (home === undefined) return block;
  const content =
    home?.code === null || home?.code === undefined
      ? ''
      : factList([[cardTexts.municipalityCode[language], escapeMarkup(home.code)]]);
  const title = cardTexts.municipality[language];
  return (
    block + factBlock({ title, fact: home, denied: denied.get('Student.homeMunicipality'), content }, reader)
  );
}

type Identity = NonNullable<CardStudent['identity']>;

function identityRows(person: Identity, reader: Reader) {
  const { language } = reader;
  const unrecorded = noneIn(negativeTexts.notRecorded, [standingOf(person, undefined)], reader);
  const { birthDate, minor, identificationMethodLabel: method, mergedRecords: merged } = person;
  const born = [
    birthDate === null ? unrecorded : dayIn(birthDate, reader),
    ...(minor === true ? [cardTexts.minor[language]] : []),
    ...(birthDate?.endsWith('-02-29') === true ? [cardTexts.bornOnLeapDay[language]] : []),
  ];
  const name = [person.givenNames, person.familyName].filter((part) => part !== null).join(' ');
  const citizenships = (person.citizenships ?? []).map(({ code, name }) => {
    const words = inWords(name, reader);
    return words === '–' ? code : words;
  });
  return [
    [cardTexts.name[language], element('strong', {}, escapeMarkup(name || unrecorded))],
    [cardTexts.born[language], escapeMarkup(born.join(', '))],
    [cardTexts.citizenships[language], escapeMarkup(citizenships.join(', ') || unrecorded)],
    method === undefined
      ? null
      : ([
          cardTexts.assurance[language],
          escapeMarkup(method === null ? unrecorded : inWords(method, reader)),
        ] as const),
    [cardTexts.merged[language], merged === null ? cardTexts.notKnown[language] : String(merged)],
  ] as const;
}

/** What the registry says of non-disclosure, and what the gateway does where it does not; null where neither may be told. */
function protection(person: Identity | null | undefined, { language }: Reader) {
  const { nonDisclosure = null, treatedAsProtected = null } = person ?? {};
  if (treatedAsProtected === null) return null;
  const inForce = treatedAsProtected ? 'treatedAsProtected' : 'notInForce';
  const words = cardTexts[nonDisclosure === true ? 'inForce' : inForce][language];
  const markup = treatedAsProtected ? element('strong', {}, escapeMarkup(words)) : escapeMarkup(words);
  return [cardTexts.nonDisclosure[language], markup] as const;
}

/** Residence permits and the cases about them. */
export function permits(student: CardStudent, { denied }: CardAnswer, reader: Reader): string {
  const { language } = reader;
  const held = (student.permits?.items ?? []).map(({ typeLabel, groundLabel, ...one }) => {
    const period = periodIn({ startsOn: one.validFrom, endsOn: one.validUntil }, reader);
    return [`${inWords(typeLabel, reader)}, ${inWords(groundLabel, reader)}`, escapeMarkup(period)] as const;
  });
  const cases = (student.permitCases?.items ?? []).map((one) => {
    const outcome = [
      inWords(one.stateLabel, reader),
      ...(one.decisionLabel === null ? [] : [inWords(one.decisionLabel, reader)]),
    ];
    const submitted = `${cardTexts.submitted[language]} ${dayIn(one.submittedOn, reader)}`;
    const decided =
      one.decidedOn === null ? '' : `, ${cardTexts.decided[language]} ${dayIn(one.decidedOn, reader)}`;
    const title = `${inWords(one.kindLabel, reader)}, ${inWords(one.groundLabel, reader)} (${one.id})`;
    return [title, escapeMarkup(`${outcome.join(': ')}; ${submitted}${decided}`)] as const;
  });
  return [
    factBlock(
      {
        title: cardTexts.permit[language],
        fact: student.permits,
        denied: denied.get('Student.permits'),
        content: held.length === 0 ? '' : factList(held),
      },
      reader,
    ),
    factBlock(
      {
        title: cardTexts.cases[language],
        fact: student.permitCases,
        denied: denied.get('Student.permitCases'),
        content: cases.length === 0 ? '' : factList(cases),
      },
      reader,
    ),
  ].join('\n');
}
