import { z } from 'zod';
import { jsonOf } from '../../disclosure/json-of.ts';
import { labels } from '../../own-subgraph/labels.ts';
import { languages } from '../language.ts';
import { element, escapeMarkup } from '../markup.ts';
import type { CardAnswer } from './ask-card.ts';
import type { CardChoice, CardView } from './card-request.ts';
import { cardTexts } from './card-texts.ts';
import { factList } from './fact-parts.ts';
import { momentIn, type Reader } from './written.ts';

/** What the page tells of a receipt. */
const receiptShape = z.object({
  requestId: z.string(),
  owner: z.string(),
  purpose: z.string(),
  caseReference: z.string().nullable(),
  firstSeq: z.number(),
  lastSeq: z.number(),
});

const operations = {
  officer: 'first-check',
  extension: 'extension',
  student: 'own-view',
} as const satisfies Record<CardView, string>;

/** Who asked, what for, in which case, when; the receipt; and where to read on. */
export function question({ person, view }: CardChoice, { receipt }: CardAnswer, reader: Reader): string {
  const { language } = reader;
  const told = receiptShape.safeParse(jsonOf(payloadOf(receipt ?? '')));
  const { data } = told;
  const words = element('code', { class: 'break' }, escapeMarkup(data?.requestId ?? ''));
  const records = `${cardTexts.receiptIs[language]} ${data?.firstSeq}–${data?.lastSeq}`;
  const rows = factList([
    data === undefined ? null : [cardTexts.asker[language], escapeMarkup(data.owner)],
    data === undefined ? null : [cardTexts.purpose[language], escapeMarkup(purposeIn(data.purpose, reader))],
    data === undefined || data.caseReference === null
      ? null
      : [cardTexts.case[language], escapeMarkup(data.caseReference)],
    [
      cardTexts.asked[language],
      element('time', { datetime: reader.now.toISOString() }, escapeMarkup(momentIn(reader.now, reader))),
    ],
    [
      cardTexts.receipt[language],
      data === undefined
        ? escapeMarkup(cardTexts.noReceipt[language])
        : `${words} (${escapeMarkup(records)})`,
    ],
  ]);
  const about = person.oppijanumero === null ? '' : `&person=${person.oppijanumero}`;
  const links = [
    [`/disclosures?lang=${language}${about}#looked`, cardTexts.log[language]],
    [`/?lang=${language}&operation=${operations[view]}&person=${person.key}`, cardTexts.query[language]],
  ] as const;
  const items = links.map(([href, text]) => element('a', { href }, escapeMarkup(text)));
  return rows + element('p', { class: 'links' }, items.join(' · '));
}

function purposeIn(purpose: string, { language }: Reader): string {
  return labels.Purpose?.[purpose]?.[languages.indexOf(language)] ?? purpose;
}

/** What a JWS says; the page only shows it, and whoever relies on it verifies it. */
function payloadOf(jws: string): string {
  return Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8');
}
