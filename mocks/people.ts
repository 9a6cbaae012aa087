import { type Moment, momentOf } from './academic-calendar.ts';
import { generatePeople } from './generator/generate.ts';
import type { Person } from './person.ts';
import { absentInAutumn } from './personas/absent.ts';
import { discontinuedStudent } from './personas/discontinued.ts';
import { doctoralResearcher } from './personas/doctoral.ts';
import { dualCitizens } from './personas/dual-citizens.ts';
import { exchangeStudents } from './personas/exchange.ts';
import { longHistories } from './personas/long-histories.ts';
import { mergedPerson } from './personas/merged.ts';
import { namesakes } from './personas/namesakes.ts';
import { newlyAdmitted } from './personas/newly-admitted.ts';
import { paidMasters } from './personas/paid-masters.ts';
import { scholarshipHolders } from './personas/scholarship.ts';
import { transferStudent } from './personas/transfer.ts';
import { twoPlaces } from './personas/two-places.ts';
import { vocationalStudent } from './personas/vocational.ts';
import { workPermitHolders } from './personas/work-permit.ts';

/** Which people to build. */
export interface PeopleOptions {
  /** ISO date, Finnish local: all stories are told from it. */
  readonly today: string;
  /** How many people to generate after the personas; none when left out. */
  readonly generated?: number;
  /** The same seed and day give the same people. */
  readonly seed?: number;
}

const stories: readonly ((moment: Moment) => readonly Person[])[] = [
  paidMasters,
  dualCitizens,
  workPermitHolders,
  scholarshipHolders,
  newlyAdmitted,
  twoPlaces,
  transferStudent,
  exchangeStudents,
  doctoralResearcher,
  vocationalStudent,
  mergedPerson,
  absentInAutumn,
  discontinuedStudent,
  namesakes,
  longHistories,
];

/** Builds the sandbox's people: the personas P00–P15 with their variants, then the generated ones. */
export function buildPeople({ today, generated = 0, seed = 1 }: PeopleOptions): readonly Person[] {
  const moment = momentOf(today);
  const personas = stories.flatMap((tell) => tell(moment)).toSorted((a, b) => a.id.localeCompare(b.id, 'en'));
  const taken = personas.flatMap(({ records }) =>
    records.flatMap((record) => record.personalIdentityCode ?? []),
  );
  return [...personas, ...generatePeople({ moment, count: generated, seed, taken })];
}
