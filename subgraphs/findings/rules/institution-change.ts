import type { ReasonCode } from '../../registry/reasons.ts';
import { type InputsOf, namesOf } from '../inputs.ts';
import type { StudyRight } from '../required-facts.ts';
import {
  conclude,
  type Finding,
  gapsOf,
  inputsOf,
  isAnswered,
  lacking,
  noRecord,
  type Outcome,
  type Rule,
} from './finding.ts';
import { type InstitutionMove, movesTo } from './institution-moves.ts';

/** Whether the person has moved from one institution to another. */
export const institutionChangeRule: Rule = {
  id: 'institution-change',
  version: 2,
  text: {
    fi: 'Kyllä, kun tutkintoon johtava opinto-oikeus on päättynyt ja myöhempi on alkanut toisessa oppilaitoksessa, päättyminen enintään 60 päivää uuden alun jälkeen ja molemmat viimeistään päivänä. Tuleva vaihto näytetään, mutta se ei ole vielä vaihto. Vaihdoksi ei katsota kahden oppilaitoksen yhtä aikaa voimassa olevia oikeuksia, oppilaitosten yhdistymistä, yhteistä ohjelmaa, toisiinsa liittyviä oikeuksia, vaihto-opintoja eikä opintoja, jotka eivät johda tutkintoon. Jos yhteistutkinnon oppilaitosten osuuksia ei ole ilmoitettu, tulosta ei ole. Väli ilmoitetaan päivinä.',
    sv: 'Ja, när en studierätt som leder till examen har upphört och en senare har börjat vid en annan läroanstalt, den förra högst 60 dagar efter den senares början och båda senast på dagen. Ett kommande byte visas men är ännu inget byte. Som byte räknas inte studierätter som gäller samtidigt vid två läroanstalter, en sammanslagning av läroanstalter, ett gemensamt program, studierätter som hör ihop, utbytesstudier eller studier som inte leder till examen. Om läroanstalternas delar i en gemensam examen inte har rapporterats finns inget resultat. Mellanrummet anges i dagar.',
    en: "True when a right that leads to a degree has ended and a later one has begun at another institution, the end at most 60 days after the new beginning, and both by the day. A move still to come is shown, but is no change yet. Rights in force at two institutions at once, a merger of institutions, a joint programme, rights that belong together, exchange studies and studies that lead to no degree do not count as a change. When the institutions' parts in a joint degree are not reported there is no value. The gap is given in days.",
  },
};

/** The finding on a change of institution. */
export interface InstitutionChange extends Finding {
  readonly value: boolean | null;
  readonly changes: readonly InstitutionMove[];
}

type RightFacts = InputsOf<'institutionChange'>;

const read = namesOf('institutionChange');

/** Whether the person has moved to another institution. */
export function institutionChange(facts: RightFacts, today: string): InstitutionChange {
  const { studyRights } = facts;
  const frame = { rule: institutionChangeRule, validOn: today, inputs: inputsOf(facts, read) };
  const rights = isAnswered(studyRights) ? (studyRights.items ?? []) : [];
  const found = rights.map((to) => movesTo(to, rights, today));
  const changes = found
    .flatMap(({ moves }) => moves)
    .toSorted((a, b) => a.startsOn.localeCompare(b.startsOn) || a.endedOn.localeCompare(b.endedOn));
  const doubts = found.flatMap((each) => each.doubts);
  return { ...conclude(frame, judge(facts, { rights, doubts, isMoved: hasBegun(changes, today) })), changes };
}

interface Found {
  readonly rights: readonly StudyRight[];
  readonly doubts: readonly ReasonCode[];
  readonly isMoved: boolean;
}

function judge(facts: RightFacts, { rights, doubts, isMoved }: Found): Outcome<boolean> {
  if (isMoved) return { value: true };
  const gaps = gapsOf(facts, ['studyRights']);
  if (gaps.length > 0) return { missing: gaps };
  const { studyRights } = facts;
  if (rights.length === 0 && studyRights)
    return { missing: [noRecord('studyRights', studyRights, 'NO_STUDY_RIGHT')] };
  if (doubts.length > 0) return { missing: doubts.map((code) => lacking('studyRights', studyRights, code)) };
  return { value: false };
}

/** A move to come has an end by its beginning, so its beginning decides. */
function hasBegun(changes: readonly InstitutionMove[], today: string): boolean {
  return changes.some(({ startsOn }) => startsOn <= today);
}
