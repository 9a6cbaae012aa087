import { gzipSync } from 'node:zlib';
import {
  firstHalf,
  isXml,
  type OutgoingAnswer,
  replaceSpan,
  valueSpans,
  withByteChanged,
} from '../answer-text.ts';
import { withMembersAdded, withShapeSwapped } from '../json-records.ts';
import { growingEntities, withDoctype } from '../xml-records.ts';
import { type Effect, type Effects, faultCanary } from './effect.ts';

const mebibyte = 1024 * 1024;
const protoMembers = ['__proto__', 'constructor']
  .map((key) => `"${key}":{"polluted":true,"prototype":{"polluted":true}}`)
  .join(',');

/** What spoils the body as a whole. */
export const bodyEffects = {
  'wrong-content-type': changing((body) => body, { 'content-type': 'application/octet-stream' }),
  'html-page': changing(() => htmlPage, { 'content-type': 'text/html; charset=utf-8' }),
  'empty-body': changing(() => ''),
  gzip: changing((body) => gzipSync(body), { 'content-encoding': 'gzip' }),
  'gzip-bomb': {
    at: 'good answer',
    change: ({ answer, strike }) => ({
      ...answer,
      headers: { 'content-encoding': 'gzip' },
      body: gzippedSpaces(strike.number('mebibytes')),
    }),
  },
  'not-utf8': changing((body) => {
    const [span = { from: 0 }] = valueSpans(body);
    // Latin-1's ä.
    return withByteChanged(body, span.from, () => 0xe4);
  }),
  'cut-short': changing(firstHalf),
  'deep-nesting': {
    at: 'good answer',
    change: ({ answer, strike }) => ({
      ...answer,
      body: nested(textOf(answer), Math.trunc(strike.number('depth'))),
    }),
  },
  'malformed-json': changing((body) => `${body}}`),
  'malformed-xml': changing((body) => body.replace('</SOAP-ENV:Body>', '</SOAP-ENV:Bod>')),
  'wrong-shape': changing(withShapeSwapped),
  'proto-keys': changing((body) => withMembersAdded(body, protoMembers, null)),
  'huge-number': {
    at: 'good answer',
    change: ({ answer, strike }) => {
      const number = `1${'0'.repeat(strike.number('digits'))}`;
      return { ...answer, body: withMembersAdded(textOf(answer), `"huge":${number}`, number) };
    },
  },
  doctype: changing((body) => withDoctype(body, '', '')),
  'billion-laughs': {
    at: 'good answer',
    change: ({ answer, strike }) => {
      const levels = Math.trunc(strike.number('levels'));
      const body = withDoctype(textOf(answer), growingEntities(levels), `&lol${levels};`);
      return { ...answer, body };
    },
  },
  'external-entity': changing((body) =>
    withDoctype(body, '<!ENTITY file SYSTEM "file:///etc/passwd">', '&file;'),
  ),
  'two-bodies': changing((body) =>
    body.replace(/<SOAP-ENV:Body>[\s\S]*<\/SOAP-ENV:Body>/, (whole) => `${whole}${whole}`),
  ),
} as const satisfies Effects;

const htmlPage = `<!doctype html>
<html lang="fi"><head><title>Huoltokatko</title></head><body><p>Palvelu ei ole käytettävissä. ${faultCanary}</p>
<!-- {"persons":[]} --></body></html>
`;

function changing(
  change: (body: string) => string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): Effect {
  return {
    at: 'good answer',
    change: ({ answer }) => ({ ...answer, headers, body: change(textOf(answer)) }),
  };
}

/** The body of an answer as text. */
export function textOf({ body }: OutgoingAnswer): string {
  return typeof body === 'string' ? body : Buffer.from(body).toString();
}

/** As many members of a mebibyte each: gzip files put together are a gzip file. */
function gzippedSpaces(mebibytes: number): Uint8Array {
  const member = gzipSync(Buffer.alloc(mebibyte, ' '));
  return Buffer.concat(Array.from({ length: Math.trunc(mebibytes) }, () => member));
}

function nested(body: string, depth: number): string {
  if (!isXml(body)) return `${'['.repeat(depth)}${']'.repeat(depth)}`;
  const [span = { from: body.length, to: body.length }] = valueSpans(body);
  return replaceSpan(body, span, `${'<virta:a>'.repeat(depth)}${'</virta:a>'.repeat(depth)}`);
}
