import type { LocalizedText } from '../../registry/reasons.ts';
import { holderOf, type MissingInput } from './finding.ts';
import { type NextStep, type StepDetails, stepOf } from './next-step.ts';

const registryNames: Readonly<Record<string, LocalizedText>> = {
  ONR: { fi: 'oppijanumerorekisteri', sv: 'studentnummerregistret', en: 'the learner-number registry' },
  OPINTOPOLKU: { fi: 'valintarekisteri', sv: 'antagningsregistret', en: 'the admission register' },
  TUITION_FEE_REGISTER: {
    fi: 'lukuvuosimaksurekisteri',
    sv: 'läsårsavgiftsregistret',
    en: 'the tuition-fee register',
  },
  VIRTA: { fi: 'VIRTA', sv: 'VIRTA', en: 'VIRTA' },
};

/** What a registry that answered does not cover. */
const upperSecondary: LocalizedText = {
  fi: 'lukio- tai ammatillinen koulutus',
  sv: 'gymnasie- eller yrkesutbildning',
  en: 'upper secondary or vocational education',
};

/** What is to be done about facts that are not there: one step per registry and kind. */
export function gapSteps(missing: readonly MissingInput[]): readonly NextStep[] {
  return [...identifySteps(missing), ...askSteps(missing), ...checkSteps(missing)];
}

/** Who the person is stands in the way of everything at once, so it is one step. */
function identifySteps(missing: readonly MissingInput[]): readonly NextStep[] {
  const gap = missing.find(
    ({ state, reason }) => state === 'NOT_LINKED' || reason.code === 'IDENTITY_AMBIGUOUS',
  );
  if (gap === undefined) return [];
  const actor = gap.reason.whoCanFix;
  return [stepOf('IDENTIFY_PERSON', { fact: 'identity', ...(actor === null ? {} : { actor }) })];
}

function askSteps(missing: readonly MissingInput[]): readonly NextStep[] {
  const unavailable = missing.filter(({ state }) => state === 'SOURCE_UNAVAILABLE');
  return firstPerRegistry(unavailable).map((gap) => {
    const times = unavailable
      .filter(({ fact }) => holderOf(fact) === holderOf(gap.fact))
      .map(({ reason }) => reason.retryAt)
      .filter((time) => time !== null);
    return stepOf('ASK_AGAIN', { ...aboutRegistry(gap), dueAt: times.toSorted().at(-1) ?? null });
  });
}

function checkSteps(missing: readonly MissingInput[]): readonly NextStep[] {
  const uncovered = missing.filter(({ state }) => state === 'NOT_COVERED');
  const secondary = missing.find(
    ({ state, reason }) => state !== 'NOT_COVERED' && reason.code === 'NOT_COVERED',
  );
  return [
    ...firstPerRegistry(uncovered).map((gap) => stepOf('CHECK_BY_HAND', aboutRegistry(gap))),
    ...(secondary === undefined
      ? []
      : [stepOf('CHECK_BY_HAND', { fact: secondary.fact, about: upperSecondary })]),
  ];
}

function firstPerRegistry(missing: readonly MissingInput[]): readonly MissingInput[] {
  const holders = missing.map(({ fact }) => holderOf(fact));
  return missing.filter(({ fact }, index) => holders.indexOf(holderOf(fact)) === index);
}

function aboutRegistry({ fact }: MissingInput): StepDetails {
  const about = registryNames[holderOf(fact)];
  return about === undefined ? { fact } : { fact, about };
}
