import type { Derived, Said } from './answer.ts';
import { type FindingName, remarkTexts, valueTexts } from './finding-texts.ts';
import { noneIn, standingOfFinding } from './standing.ts';
import { stateIn } from './state-words.ts';
import type { CardStudent } from './student.ts';
import { dayIn, inWords, periodIn, type Reader } from './written.ts';

/** A derived fact in words. */
export interface FindingWords extends Worded {
  readonly derived: Derived;
}

interface Worded {
  /** Null when there is no value that all of it shares. */
  readonly value: string | null;
  readonly remarks: readonly string[];
  /** Whether the value says that there is none of it. */
  readonly isNo: boolean;
  readonly conflict: boolean;
}

type Found<N extends FindingName> = NonNullable<CardStudent[N]>;

const plain = { remarks: [], isNo: false, conflict: false } as const;

/** A derived fact's words; null for one that was not given. */
export function findingIn(name: FindingName, student: CardStudent, reader: Reader): FindingWords | null {
  const derived = student[name] ?? null;
  return derived === null ? null : { derived, ...worded(name, student, reader) };
}

function worded(name: FindingName, student: CardStudent, reader: Reader): Worded {
  switch (name) {
    case 'bindingStudyPlace':
      return ofPlace(student.bindingStudyPlace, reader);
    case 'tuitionFeeRequirement':
      return ofFee(student.tuitionFeeRequirement, reader);
    case 'attendance':
    case 'studyLevel':
      return { ...plain, value: label(student[name]?.valueLabel, reader) };
    case 'studyRightValidity':
      return ofValidity(student.studyRightValidity, reader);
    case 'studiesStarted':
      return ofStart(student.studiesStarted, reader);
    case 'institutionChange':
      return ofChange(student.institutionChange, reader);
    case 'sourcesAgree':
      return ofAgreement(student.sourcesAgree, reader);
    case 'freeMovement':
      return truth('freeMovement', student.freeMovement, reader);
  }
}

function label(given: Said | null | undefined, reader: Reader): string | null {
  return given ? inWords(given, reader) : null;
}

type Truth = Derived & { readonly value: boolean | null };

function truth(name: keyof typeof valueTexts, finding: Truth | null | undefined, reader: Reader): Worded {
  const value = finding?.value ?? null;
  if (value === null) return { ...plain, value: null };
  const texts = valueTexts[name];
  if (value) return { ...plain, value: texts.true[reader.language] };
  const standing = standingOfFinding(finding, undefined);
  return { ...plain, value: noneIn(texts.false, [standing], reader), isNo: true };
}

function ofPlace(place: Found<'bindingStudyPlace'> | null | undefined, reader: Reader): Worded {
  const isNo = place?.value === 'NOT_IN_REGISTER' || place?.value === 'NOT_ACCEPTED';
  return { ...plain, value: label(place?.valueLabel, reader), isNo };
}

function ofFee(fee: Found<'tuitionFeeRequirement'> | null | undefined, reader: Reader): Worded {
  const { language } = reader;
  const remarks = [
    ...(fee?.value === 'OPEN' ? [remarkTexts.openIsNoGround[language]] : []),
    ...(fee?.conflict === true ? [stateIn('CONFLICT', language)] : []),
  ];
  return { ...plain, value: label(fee?.valueLabel, reader), remarks, conflict: fee?.conflict === true };
}

function ofValidity(right: Found<'studyRightValidity'> | null | undefined, reader: Reader): Worded {
  const said = truth('studyRightValidity', right, reader);
  const endedOn = right?.endedOn ?? null;
  if (right?.value !== false || endedOn === null) return said;
  const how = label(right.endStateLabel, reader) ?? remarkTexts.ended[reader.language];
  return { ...said, remarks: [`${how} ${dayIn(endedOn, reader)}`] };
}

function ofStart(start: Found<'studiesStarted'> | null | undefined, reader: Reader): Worded {
  const days = (start?.byStudyRight ?? []).flatMap(({ startedOn }) =>
    startedOn === null ? [] : [startedOn],
  );
  const [first] = days.toSorted();
  const remarks =
    first === undefined ? [] : [`${remarkTexts.since[reader.language]} ${dayIn(first, reader)}`];
  return { ...truth('studiesStarted', start, reader), remarks };
}

function ofChange(change: Found<'institutionChange'> | null | undefined, reader: Reader): Worded {
  const remarks = (change?.changes ?? []).map(({ endedOn, startsOn, gapDays }) => {
    const period = periodIn({ startsOn: endedOn, endsOn: startsOn }, reader);
    return `${period}, ${gapDays} ${remarkTexts.gapDays[reader.language]}`;
  });
  return { ...truth('institutionChange', change, reader), remarks };
}

function ofAgreement(agreement: Found<'sourcesAgree'> | null | undefined, reader: Reader): Worded {
  const { language } = reader;
  const differing = (agreement?.comparisons ?? []).filter(({ agree }) => !agree);
  const remarks = differing.map(({ subjectLabel, admissionRegisterSays, virtaSays }) => {
    const sides = [
      `${remarkTexts.admissionSays[language]}: ${inWords(admissionRegisterSays, reader)}`,
      `${remarkTexts.virtaSays[language]}: ${inWords(virtaSays, reader)}`,
    ];
    return `${inWords(subjectLabel, reader)} – ${sides.join('; ')}`;
  });
  return { ...truth('sourcesAgree', agreement, reader), remarks, conflict: differing.length > 0 };
}
