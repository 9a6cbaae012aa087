import type { Intake } from '../academic-calendar.ts';
import type { FeeRow, NamedOid, Names, StudyPlace } from '../person.ts';
import { applicationOid, koutaOid, officialOid, personOid } from './oids.ts';
import type { Programme } from './programmes.ts';

/** What tells one study place from another; the rest is a place won and bindingly accepted. */
export interface PlaceSpec {
  /** The last node of the person OID on the application; it numbers the application too. */
  readonly person: number;
  readonly programme: Programme;
  readonly intake: Intake;
  readonly valintaTila?: StudyPlace['valintaTila'];
  readonly vastaanottoTila?: StudyPlace['vastaanottoTila'];
  readonly ilmoittautuminenTila?: StudyPlace['ilmoittautuminenTila'];
  readonly maksuvelvollisuus: StudyPlace['maksuvelvollisuus'];
  readonly condition?: Names;
  readonly acceptanceDeadline?: string;
  readonly round?: NamedOid;
  readonly targetGroup?: StudyPlace['targetGroup'];
  /** Tells the applications of one person apart. */
  readonly application?: number;
}

/** Makes a study place. */
export function place(spec: PlaceSpec): StudyPlace {
  return {
    personOid: personOid(spec.person),
    applicationOid: applicationOid(spec.person * 10 + (spec.application ?? 0)),
    round: spec.round ?? jointApplication(spec.intake),
    ...(spec.targetGroup === undefined ? {} : { targetGroup: spec.targetGroup }),
    option: spec.programme.option,
    implementation: spec.programme.implementation,
    provider: { oid: spec.programme.institution.oid, name: spec.programme.institution.name },
    valintaTila: spec.valintaTila ?? 'HYVAKSYTTY',
    vastaanottoTila: spec.vastaanottoTila ?? 'VASTAANOTTANUT_SITOVASTI',
    ilmoittautuminenTila: spec.ilmoittautuminenTila ?? 'LASNA_KOKO_LUKUVUOSI',
    maksuvelvollisuus: spec.maksuvelvollisuus,
    condition: spec.condition ?? null,
    published: true,
    acceptanceDeadline: spec.acceptanceDeadline ?? deadlineOf(spec.intake),
    startYear: spec.intake.startYear,
    startSeason: spec.intake.startSeason,
  };
}

/** Makes a choice that was not won: no acceptance, no enrolment. */
export function lostChoice(
  spec: PlaceSpec & { readonly valintaTila: StudyPlace['valintaTila'] },
): StudyPlace {
  return place({ vastaanottoTila: 'KESKEN', ilmoittautuminenTila: 'EI_TEHTY', ...spec });
}

/** The intake of the autumn that begins an academic year. */
export function autumnIntake(year: number): Intake {
  return { startYear: year, startSeason: 'S' };
}

/** The joint application of an intake. */
export function jointApplication({ startYear, startSeason }: Intake): NamedOid {
  const autumn = startSeason === 'S';
  return {
    oid: koutaOid('round', startYear * 10 + (autumn ? 2 : 1)),
    name: {
      fi: `Korkeakoulujen yhteishaku, ${autumn ? 'syksy' : 'kevät'} ${startYear}`,
      sv: `Gemensam ansökan till högskolor, ${autumn ? 'hösten' : 'våren'} ${startYear}`,
      en: `Joint application to higher education, ${autumn ? 'autumn' : 'spring'} ${startYear}`,
    },
  };
}

/** Makes a row of the tuition-fee register for a place. */
export function feeRow(won: StudyPlace, maksuntila: FeeRow['maksuntila'], recordedOn?: string): FeeRow {
  const day = recordedOn ?? `${deadlineOf(intakeOf(won)).slice(0, 8)}05`;
  return {
    personOid: won.personOid,
    optionOid: won.option.oid,
    maksuntila,
    recordedBy: officialOid,
    recordedAt: `${day}T07:42:05Z`,
  };
}

function intakeOf(won: StudyPlace): Intake {
  if (won.startYear === null || won.startSeason === null) throw new RangeError('the place has no intake');
  return { startYear: won.startYear, startSeason: won.startSeason };
}

/** Three o'clock in the afternoon, Finnish time, as OPH's deadlines are. */
function deadlineOf({ startYear, startSeason }: Intake): string {
  return startSeason === 'S' ? `${startYear}-07-11T12:00:00Z` : `${startYear - 1}-12-10T13:00:00Z`;
}
