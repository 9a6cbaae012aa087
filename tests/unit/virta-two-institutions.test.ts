import { expect, test } from 'vitest';
import { loadInstitutions } from '../../subgraphs/registry/institutions.ts';
import { studyLocationsOf } from '../../subgraphs/virta/facts/study-locations.ts';
import { termFeesOf } from '../../subgraphs/virta/facts/term-fees.ts';
import { jakso, right } from '../virta-records.ts';

const observedAt = '2026-06-01T09:00:00.000Z';

/** As the reader has it when a record names two institutions: neither is the one. */
const ofTwo = right({
  myontaja: '01901 | 02358',
  jaksot: [jakso('2024-08-01')],
  lukuvuosimaksut: [{ alkuPvm: '2024-08-01', loppuPvm: '2025-07-31', summa: '5500' }],
});
const records = {
  rights: [ofTwo],
  registrations: [],
  attainments: [],
  mobility: [],
  missing: { rights: 0, registrations: 0, attainments: 0, mobility: 0 },
};

test.each([
  ['study locations', studyLocationsOf(records, observedAt)],
  ['term fees', termFeesOf(records, observedAt, loadInstitutions(null))],
])('%s of a right that names two institutions are unreadable, and told under no id', (_what, fact) => {
  expect(JSON.stringify(fact)).not.toContain(' | ');
  expect(fact).toMatchObject({ state: 'SOURCE_UNAVAILABLE', reason: { code: 'INVALID_ANSWER' } });
});
