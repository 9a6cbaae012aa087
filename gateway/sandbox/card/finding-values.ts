import type { Derived } from './answer.ts';
import { type FindingName, remarkTexts, valueTexts } from './finding-texts.ts';
import { stateIn } from './state-words.ts';
import type { CardStudent } from './student.ts';
import { dayIn, inWords, periodIn, type Reader } from './written.ts';

/** A derived fact in words. */
export interface FindingWords {
  readonly derived: Derived;
  readonly value: string;
  readonly remarks: readonly string[];
  /** Whether the value says that there is none of it. */
  readonly isNo: boolean;
  readonly conflict: boolean;
}

type Found<N extends FindingName> = NonNullable<CardStudent[N]>;

type Worded = Omit<FindingWords, 'derived'>;

const plain = { remarks: [], isNo: false, conflict: false } as const;

/** Each derived fact's words. Throws for one that was not given: that is for the caller to tell. */
export function findingIn(name: FindingName, student: CardStudent, reader: Reader): FindingWords {
  const derived = student[name] ?? raise(`${name} was not given`);
  return { derived, ...worded(name, student, reader) };
}

function worded(name: FindingName, student: CardStudent, reader: Reader): Worded {
  switch (name) {
    case 'bindingStudyPlace':
      return ofPlace(student.bindingStudyPlace, reader);
    case 'tuitionFeeRequirement':
      return ofFee(student.tuitionFeeRequirement, reader);
    case 'attendance':
    case 'studyLevel':
      return { ...plain, value: shared(student[name]?.valueLabel, reader) };
    case 'studyRightValidity':
      return ofValidity(student.studyRightValidity, reader);
    case 'studiesStarted':
      return ofStart(student.studiesStarted, reader);
    case 'institutionChange':
      return ofChange(student.institutionChange, reader);
    case 'sourcesAgree':
      return ofAgreement(student.sourcesAgree, reader);
    case 'freeMovement':
      return truth('freeMovement', student.freeMovement?.value, reader);
  }
}

function shared(label: Parameters<typeof inWords>[0], reader: Reader): string {
  return label === null || label === undefined
    ? remarkTexts.noPlaceInCommon[reader.language]
    : inWords(label, reader);
}

function truth(
  name: keyof typeof valueTexts,
  value: boolean | null | undefined,
  { language }: Reader,
): Worded {
  if (value === null || value === undefined)
    return { ...plain, value: remarkTexts.noPlaceInCommon[language] };
  return { ...plain, value: valueTexts[name][value ? 'true' : 'false'][language], isNo: !value };
}

function ofPlace(place: Found<'bindingStudyPlace'> | null | undefined, reader: Reader): Worded {
  const isNo = place?.value === 'NOT_IN_REGISTER' || place?.value === 'NOT_ACCEPTED';
  return { ...plain, value: shared(place?.valueLabel, reader), isNo };
}

function ofFee(fee: Found<'tuitionFeeRequirement'> | null | undefined, reader: Reader): Worded {
  const { language } = reader;
  const remarks = [
    ...(fee?.value === 'OPEN' ? [remarkTexts.openIsNoGround[language]] : []),
    ...(fee?.conflict === true ? [stateIn('CONFLICT', language)] : []),
  ];
  return { ...plain, value: shared(fee?.valueLabel, reader), remarks, conflict: fee?.conflict === true };
}

function ofValidity(right: Found<'studyRightValidity'> | null | undefined, reader: Reader): Worded {
  const said = truth('studyRightValidity', right?.value, reader);
  const endedOn = right?.endedOn ?? null;
  if (right === null || right === undefined || right.value !== false || endedOn === null) return said;
  return { ...said, remarks: [`${inWords(right.endStateLabel, reader)} ${dayIn(endedOn, reader)}`] };
}

function ofStart(start: Found<'studiesStarted'> | null | undefined, reader: Reader): Worded {
  const days = (start?.byStudyRight ?? []).flatMap(({ startedOn }) =>
    startedOn === null ? [] : [startedOn],
  );
  const [first] = days.toSorted();
  const remarks =
    first === undefined ? [] : [`${remarkTexts.since[reader.language]} ${dayIn(first, reader)}`];
  return { ...truth('studiesStarted', start?.value, reader), remarks };
}

function ofChange(change: Found<'institutionChange'> | null | undefined, reader: Reader): Worded {
  const remarks = (change?.changes ?? []).map(({ endedOn, startsOn, gapDays }) => {
    const period = periodIn({ startsOn: endedOn, endsOn: startsOn }, reader);
    return `${period}, ${gapDays} ${remarkTexts.gapDays[reader.language]}`;
  });
  return { ...truth('institutionChange', change?.value, reader), remarks };
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
  return { ...truth('sourcesAgree', agreement?.value, reader), remarks, conflict: differing.length > 0 };
}

function raise(message: string): never {
  throw new Error(message);
}
