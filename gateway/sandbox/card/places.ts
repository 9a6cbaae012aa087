import { element, escapeMarkup } from '../markup.ts';
import type { CardAnswer } from './ask-card.ts';
import { cardTexts } from './card-texts.ts';
import { factBlock, factList, stateLine } from './fact-parts.ts';
import { negativeTexts } from './negative-texts.ts';
import { noneIn, type Standing, standingIn, standingOf } from './standing.ts';
import type { CardStudent } from './student.ts';
import { finnishDayIn, inWords, type Reader } from './written.ts';

/** The accepted study places, each with its condition. */
export function places(student: CardStudent, { denied }: CardAnswer, reader: Reader): string {
  const { language } = reader;
  const conditions = student.admissionConditions;
  const why = denied.get('Student.admissionConditions');
  const standing = standingOf(conditions, why);
  const noStart = noneIn(negativeTexts.noStart, [standingOf(student.admissions, undefined)], reader);
  const items = (student.admissions?.items ?? []).map((place) => {
    const { startSeasonLabel: season, startYear } = place;
    const start = season === null ? (startYear ?? noStart) : `${inWords(season, reader)} ${startYear ?? ''}`;
    const title = element('h3', {}, escapeMarkup(inWords(place.institution.name, reader)));
    const option = element('p', {}, escapeMarkup(inWords(place.applicationOption.name, reader)));
    const rows = factList([
      [cardTexts.acceptance[language], escapeMarkup(inWords(place.acceptanceLabel, reader))],
      [cardTexts.studiesStart[language], escapeMarkup(String(start))],
      [cardTexts.round[language], escapeMarkup(inWords(place.applicationRound.name, reader))],
    ]);
    const condition = conditions?.items?.find(({ admissionId }) => admissionId === place.id);
    const line = conditionLine(condition, standing, reader);
    return element('div', { class: 'item' }, title + option + line + rows);
  });
  const blocks = [
    factBlock(
      {
        title: '',
        fact: student.admissions,
        denied: denied.get('Student.admissions'),
        content: items.join('\n'),
      },
      reader,
    ),
  ];
  const shownApart = conditions !== undefined && conditions?.state !== student.admissions?.state;
  const title = cardTexts.conditions[language];
  if (shownApart) blocks.push(factBlock({ title, fact: conditions, denied: why, content: '' }, reader));
  return blocks.join('\n');
}

type Condition = NonNullable<NonNullable<CardStudent['admissionConditions']>['items']>[number];

function conditionLine(found: Condition | undefined, standing: Standing, reader: Reader): string {
  const { language } = reader;
  const deadline = found?.acceptanceDeadlineAt ?? null;
  const by = deadline === null ? [] : [`${cardTexts.acceptBy[language]} ${finnishDayIn(deadline, reader)}.`];
  const conditional = found?.conditional ?? null;
  if (conditional === null) {
    const why = `${cardTexts.conditions[language]}: ${standingIn(standing, reader)}`;
    const words = standing.isWhole ? cardTexts.conditionUnknown[language] : why;
    return stateLine('UNDETERMINED', `${words}.`, by);
  }
  if (!conditional) return stateLine('KNOWN', `${cardTexts.unconditional[language]}.`, by);
  const condition = found?.condition ?? null;
  const which = condition === null ? '' : `: ${inWords(condition, reader)}`;
  const line = stateLine('KNOWN', `${cardTexts.conditional[language]}${which}.`.replace(/\.\.$/, '.'), by);
  return element('div', { class: 'conditional' }, line);
}
