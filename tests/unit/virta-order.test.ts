import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isValidOn, isValidState } from '../../subgraphs/registry/in-force.ts';
import { loadInstitutions } from '../../subgraphs/registry/institutions.ts';
import { listOperation, type RecordKind } from '../../subgraphs/virta/contract.ts';
import { type Attainment, attainmentsOf, degreesOf } from '../../subgraphs/virta/facts/attainments.ts';
import { type ListFact, listFactOf, type Reading, readEach } from '../../subgraphs/virta/facts/list-fact.ts';
import { mobilityPeriodOf } from '../../subgraphs/virta/facts/mobility-periods.ts';
import { asSet, byStart } from '../../subgraphs/virta/facts/order.ts';
import { studyLocationsOf } from '../../subgraphs/virta/facts/study-locations.ts';
import { studyProgressOf } from '../../subgraphs/virta/facts/study-progress.ts';
import { studyRightOf } from '../../subgraphs/virta/facts/study-rights.ts';
import { termFeesOf } from '../../subgraphs/virta/facts/term-fees.ts';
import { termRegistrationOf } from '../../subgraphs/virta/facts/term-registrations.ts';
import { mergedRecords } from '../../subgraphs/virta/merged-records.ts';
import { readAnswer } from '../../subgraphs/virta/xml/answer.ts';
import { listAnswer } from '../contract/virta-running.ts';

const institutions = loadInstitutions(null);
const kinds: ReadonlySet<RecordKind> = new Set(['rights', 'registrations', 'attainments', 'mobility']);
const observedAt = '2026-06-01T09:00:00.000Z';

interface Node {
  readonly name: string;
  readonly attributes: string;
  readonly content: string | readonly Node[];
}

/** Days at the borders of the academic year, and on the days between. */
const days = [
  '2024-07-31',
  '2024-08-01',
  '2025-01-01',
  '2025-07-31',
  '2025-08-01',
  '2026-07-31',
  '2026-08-01',
];
const day = fc.constantFrom(...days);
const anyDay = fc.constantFrom(...days, ...days, ...days, '2112-12-21', '2025-02-30');
const key = fc.constantFrom('A', 'B', 'C', '');
const name = fc
  .tuple(
    fc.constantFrom(' kieli="fi"', ' kieli="EN"', ' kieli="20"', ''),
    fc.constantFrom('Yksi', 'Två', 'Three'),
  )
  .map(([attributes, content]): Node => ({ name: 'Nimi', attributes, content }));

function text(tag: string, ...texts: readonly string[]): fc.Arbitrary<readonly Node[]> {
  return fc.constantFrom(...texts).map((content) => [{ name: tag, attributes: '', content }]);
}

function maybe(part: fc.Arbitrary<readonly Node[]>): fc.Arbitrary<readonly Node[]> {
  return fc.oneof({ weight: 3, arbitrary: part }, { weight: 1, arbitrary: fc.constant([]) });
}

function dated(tag: string): fc.Arbitrary<readonly Node[]> {
  return day.map((content) => [{ name: tag, attributes: '', content }]);
}

function several(part: fc.Arbitrary<Node>, most = 3): fc.Arbitrary<readonly Node[]> {
  return fc.array(part, { maxLength: most });
}

function element(tag: string, ...parts: readonly fc.Arbitrary<readonly Node[]>[]): fc.Arbitrary<Node> {
  return fc.tuple(...parts).map((all) => ({ name: tag, attributes: '', content: all.flat() }));
}

/** An element with keys as attributes. */
function keyed(attributes: readonly string[], node: fc.Arbitrary<Node>): fc.Arbitrary<Node> {
  return fc
    .tuple(node, fc.array(key, { minLength: attributes.length, maxLength: attributes.length }))
    .map(([one, keys]) => ({
      ...one,
      attributes: attributes.map((attribute, at) => ` ${attribute}="${keys[at]}"`).join(''),
    }));
}

const ends = [
  dated('AlkuPvm'),
  maybe(anyDay.map((content) => [{ name: 'LoppuPvm', attributes: '', content }])),
];
const grantor = text('Myontaja', '01901', '01901', '10076');
const extent = element(
  'Laajuus',
  text('Opintopiste', '5', '.5', '0', '3,5'),
  maybe(text('Opintoviikko', '2', 'x')),
).map((one) => [one]);

const tila = element('Tila', ...ends, text('Koodi', ...'11112345678'));
const right = keyed(
  ['avain'],
  element(
    'Opiskeluoikeus',
    ...[
      ...ends,
      several(tila, 4),
      text('Tyyppi', '4', '4', '13', '21'),
      grantor,
      extent,
      maybe(text('Tyyppi', '4')),
    ],
    several(element('Organisaatio', text('Rooli', '3', '5', '7'), text('Koodi', '01901', '10076'))),
    several(
      element(
        'Jakso',
        ...[...ends, maybe(text('Koulutuskoodi', '751101', '7')), text('Koulutuskunta', '091', '049', 'x')],
        ...[maybe(text('Koulutuskieli', 'en', 'FI', 'xx')), maybe(text('Rahoituslahde', '1', '5', '10'))],
        several(
          fc.constantFrom('5', '6', '9').map((content) => ({ name: 'Luokittelu', attributes: '', content })),
        ),
        several(name),
      ),
    ),
    several(element('Ensisijaisuus', ...ends)),
    several(keyed(['liittyvaOpiskeluoikeusAvain'], element('Liittyvyys'))),
    several(
      keyed(
        ['lahdeOpiskeluoikeusAvain'],
        element(
          'SiirtoOpiskelija',
          dated('SiirtoPvm'),
          several(
            element('Lukukausikertyma', text('IlmoittautuminenTila', '1', '2', '5'), text('Maara', '2', 'x')),
          ),
        ),
      ),
      2,
    ),
    several(element('LukuvuosiMaksu', ...ends, text('Summa', '6500', '8 000'))),
  ),
);
const registration = keyed(
  ['opiskeluoikeusAvain'],
  element(
    'LukukausiIlmoittautuminen',
    ...[grantor, text('Tila', '1', '2', '5'), ...ends],
    several(
      keyed(
        ['opiskeluoikeusAvain'],
        element('LukuvuosiMaksu', text('Maksettu', '0', '1', 'x'), maybe(text('Summa', '3250', '-5'))),
      ),
      2,
    ),
  ),
);
const attainment = keyed(
  ['avain', 'opiskeluoikeusAvain'],
  element(
    'Opintosuoritus',
    ...[dated('SuoritusPvm'), extent, grantor, text('Laji', '1', '2', '2', '3', '9'), several(name)],
    several(keyed(['sisaltyvaOpintosuoritusAvain'], element('Sisaltyvyys'))),
    maybe(dated('HyvaksilukuPvm')),
  ),
);
const stay = keyed(
  ['avain', 'opiskeluoikeusAvain'],
  element('Liikkuvuusjakso', grantor, ...ends, text('Suunta', '1', '2', '3'), text('Maa', '752', 'SE')),
);
const students = several(
  element(
    'Opiskelija',
    several(right).map((content) => [{ name: 'Opiskeluoikeudet', attributes: '', content }]),
    several(registration, 4).map((content) => [
      { name: 'LukukausiIlmoittautumiset', attributes: '', content },
    ]),
    several(attainment, 4).map((content) => [{ name: 'Opintosuoritukset', attributes: '', content }]),
    several(stay).map((content) => [{ name: 'Liikkuvuusjaksot', attributes: '', content }]),
  ),
  2,
);

function xmlOf({ name: tag, attributes, content }: Node): string {
  const inside = typeof content === 'string' ? content : content.map(xmlOf).join('');
  return `<${tag}${attributes}>${inside}</${tag}>`;
}

/** The same elements, those inside each in another order: drawn from a seed. */
function shuffled(node: Node, seed: { value: number }): Node {
  const { content } = node;
  if (typeof content === 'string') return node;
  const rank = () => {
    seed.value = (Math.imul(seed.value, 1_103_515_245) + 12_345) | 0;
    return seed.value >>> 8;
  };
  const ranked = content.map((one) => ({ one: shuffled(one, seed), at: rank() }));
  return { ...node, content: ranked.toSorted((a, b) => a.at - b.at).map(({ one }) => one) };
}

/** Every fact of one person whose student records these are. */
function factsOf(all: readonly Node[], today = '2025-08-01') {
  const answer = readAnswer(listAnswer(all.map(xmlOf).join('')), listOperation, kinds);
  if (answer.kind !== 'DATA') throw new Error(answer.kind);
  const records = mergedRecords(answer.students, 0);
  const rights = readEach(records.rights, (one, unread) =>
    studyRightOf(one, { institutions, today, unread }),
  );
  const terms = readEach(records.registrations, (one, unread) =>
    termRegistrationOf(one, unread, institutions),
  );
  const stays = readEach(records.mobility, (one, unread) => mobilityPeriodOf(one, unread, institutions));
  const attainments = attainmentsOf(records, institutions);
  const fact = <T extends { startsOn: string | null }>(reading: Reading<T>) =>
    listFactOf({ ...reading, items: asSet(reading.items, byStart) }, observedAt, 'NOT_REPORTED');
  return {
    studyRights: fact(rights),
    termRegistrations: fact(terms),
    mobilityPeriods: fact(stays),
    termFees: termFeesOf(records, observedAt, institutions),
    attainments: shown(listFactOf(attainments, observedAt, 'NOT_REPORTED')),
    studyProgress: studyProgressOf(attainments, observedAt),
    degrees: listFactOf(degreesOf(records, institutions), observedAt, 'NOT_REPORTED'),
    studyLocations: studyLocationsOf(records, observedAt),
    missing: records.missing,
  };
}

function kindOf(isValid: boolean | null): 'valid' | 'final' | 'none' {
  if (isValid === null) return 'none';
  return isValid ? 'valid' : 'final';
}

/** Which parts an attainment has is no field of the graph, and in no order. */
function shown(fact: ListFact<Attainment>) {
  return { ...fact, items: fact.items?.map(({ partIds: _, ...item }) => item) };
}

describe('whatever VIRTA has of a person', () => {
  it('is the same in whatever order its elements come', () => {
    fc.assert(
      fc.property(students, fc.integer({ min: 1 }), (all, seed) => {
        const root = { name: 'Virta', attributes: '', content: all };
        const { content } = shuffled(root, { value: seed });
        if (typeof content === 'string') throw new Error('no records');
        expect(factsOf(content)).toEqual(factsOf(all));
      }),
      { numRuns: 1500 },
    );
  }, 60_000);

  it('calls a right valid by its state in force exactly when it is valid on the day', () => {
    const tally = { valid: 0, final: 0, none: 0 };
    const rightsOf = several(right).map((content) => [
      {
        name: 'Opiskelija',
        attributes: '',
        content: [{ name: 'Opiskeluoikeudet', attributes: '', content }],
      },
    ]);
    fc.assert(
      fc.property(rightsOf, fc.constantFrom(...days, '2025-11-30'), (all, today) => {
        for (const one of factsOf(all, today).studyRights.items ?? []) {
          const now = one.currentState;
          const byState = now === null ? null : isValidState(now);
          const onDay = isValidOn(one, today);
          expect([byState === true, byState !== false || onDay === false]).toEqual([onDay === true, true]);
          tally[kindOf(byState)] += 1;
        }
      }),
      { numRuns: 3000 },
    );
    expect(Math.min(...Object.values(tally)), JSON.stringify(tally)).toBeGreaterThan(30);
  }, 60_000);
});
