import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { listOperation } from '../../subgraphs/virta/contract.ts';
import { readAnswer } from '../../subgraphs/virta/xml/answer.ts';
import { listAnswer } from '../contract/virta-running.ts';
import { eventsOf } from '../fuzz/xml-events.ts';
import { readBySaxes } from '../fuzz/xml-oracle.ts';

const kinds = new Set(['rights', 'registrations', 'attainments'] as const);
const deep = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth);
const attributes = (count: number) => Array.from({ length: count }, (_, n) => ` a${n}=""`).join('');
const limit = 64 * 1024;
const long = (length: number) => 'x'.repeat(length);

describe('our reader of XML', () => {
  it.each([
    ['half a character in text', '<a>\ud83dx</a>', 'SURROGATE'],
    ['version 1.1', '<?xml version="1.1"?><a/>', 'VERSION'],
    ['version 1.00', '<?xml version="1.00"?><a/>', 'VERSION'],
    ['a local name that begins with a digit', '<p:1 xmlns:p="urn:p"/>', 'NAME'],
    ['an attribute whose local name begins with a dot', '<a xmlns:p="urn:p" p:.b=""/>', 'NAME'],
    ['a declared prefix that begins with a hyphen', '<a xmlns:-p="urn:p"/>', 'NAME'],
    ['a target with a question mark behind it', '<a><?b?c?></a>', 'INSTRUCTION'],
    ['a target with two question marks behind it', '<a><?b??></a>', 'INSTRUCTION'],
    ['a namespace with a space before it', '<a xmlns=" urn:a"/>', 'NAMESPACE'],
    ['a namespace with a line end behind it', '<p:a xmlns:p="urn:a\n"/>', 'NAMESPACE'],
    ['a namespace that is a space', '<a xmlns=" "/>', 'NAMESPACE'],
  ])('refuses %s, as saxes does not', (_what, document, leniency) => {
    expect(readBySaxes(document).leniencies).toEqual([leniency]);
    expect(eventsOf(document)).toBeNull();
  });

  it.each([
    ['32 levels', deep(32), true],
    ['33 levels', deep(33), false],
    ['32 levels and an empty element', deep(32).replace('</a>', '<b/></a>'), false],
    ['32 attributes', `<a${attributes(32)}/>`, true],
    ['33 attributes', `<a${attributes(33)}/>`, false],
    ['33 attributes, one of them a declaration', `<a${attributes(32)} xmlns="urn:a"/>`, false],
    ['a text of 64 Ki', `<a>${long(limit)}</a>`, true],
    ['a text of 64 Ki and one', `<a>${long(limit + 1)}</a>`, false],
    ['64 Ki of references', `<a>${'&amp;'.repeat(limit)}</a>`, true],
    ['64 Ki of references and one', `<a>${'&amp;'.repeat(limit + 1)}</a>`, false],
    ['64 Ki of line ends', `<a>${'\r\n'.repeat(limit)}</a>`, true],
    ['a text of two pieces around a comment', `<a>${long(limit)}<!-- -->x</a>`, false],
    ['a text of two pieces around an instruction', `<a>${long(limit)}<?b?>x</a>`, false],
    ['a text that goes on in a CDATA section', `<a>${long(limit)}<![CDATA[x]]></a>`, false],
    ['two texts of 64 Ki', `<a>${long(limit)}<b/>${long(limit)}</a>`, true],
    ['white space of 64 Ki and one behind the root', `<a/>${' '.repeat(limit + 1)}`, false],
    ['a value of 100 Ki', `<a b="${long(100 * 1024)}"/>`, true],
  ])('keeps its limits: %s', (_what, document, isRead) => {
    expect(eventsOf(document) !== null).toBe(isRead);
    const wantNothing = eventsOf(document, () => 'NOTHING');
    expect(wantNothing !== null).toBe(isRead);
  });

  it.each([
    ['text', (character: string) => `<a>x${character}</a>`],
    ['text with a reference', (character: string) => `<a>&amp;${character}</a>`],
    ['text that is passed over', (character: string) => `<a><b>${character}</b></a>`],
    ['a value', (character: string) => `<a b="x${character}"/>`],
    ['a comment', (character: string) => `<a><!--${character}--></a>`],
    ['a comment behind the root', (character: string) => `<a/><!--${character}-->`],
    ['a CDATA section', (character: string) => `<a><![CDATA[${character}]]></a>`],
    ['an instruction', (character: string) => `<a><?b ${character}?></a>`],
    ['a name', (character: string) => `<a${character}/>`],
    ['white space in a tag', (character: string) => `<a ${character}/>`],
    ['white space behind the root', (character: string) => `<a/>${character}`],
  ])('refuses characters that XML cannot hold, in %s', (_what, documentOf) => {
    for (const character of ['\0', '\u0001', '\u001f', '\ufffe', '\uffff', '\ud83d', '\ude00']) {
      expect(eventsOf(documentOf(character)), JSON.stringify(character)).toBeNull();
      expect(eventsOf(documentOf(character), () => 'NOTHING')).toBeNull();
    }
  });

  it('reads a document while it reads another, and short ones after long ones', () => {
    const inner = `<b>${'y'.repeat(100)}</b>`;
    const outer = `<a c="x">${long(1000)}<d>z</d></a>`;
    const read = eventsOf(outer, () => {
      expect(eventsOf(inner)).toEqual(readBySaxes(inner).events);
      return 'ALL';
    });
    expect(read).toEqual(readBySaxes(outer).events);
    expect(eventsOf('<a>x</a>')).toEqual(readBySaxes('<a>x</a>').events);
    expect(eventsOf('<a>x</a')).toBeNull();
  });

  it('shares lists of names among records, and adds nothing to one that is shared', () => {
    const nimi = (kieli: string, name: string) => `<Nimi kieli="${kieli}">${name}</Nimi>`;
    const inside = [
      nimi('fi', 'Algebra') + nimi('sv', 'Algebra'),
      nimi('fi', 'Algebra'),
      nimi('sv', 'Algebra'),
      nimi('fi', 'Algebra') + nimi('sv', 'Algebra'),
    ];
    const records = inside.map((names) => `<Opintosuoritus>${names}</Opintosuoritus>`).join('');
    const answer = readAnswer(
      listAnswer(`<Opiskelija><Opintosuoritukset>${records}</Opintosuoritukset></Opiskelija>`),
      listOperation,
      kinds,
    );
    const found = answer.kind === 'DATA' ? answer.students.flatMap((one) => one.opintosuoritukset) : [];
    const [fi, sv] = [
      { kieli: 'fi', teksti: 'Algebra' },
      { kieli: 'sv', teksti: 'Algebra' },
    ];
    expect(found.map(({ nimet }) => nimet)).toEqual([[fi, sv], [fi], [sv], [fi, sv]]);
  });

  it('takes no text longer than the limit together from around the elements in it', () => {
    const code = (inside: string) =>
      listAnswer(`<Opiskelija><Henkilotunnus>${inside}</Henkilotunnus></Opiskelija>`);
    const half = long(limit / 2);
    expect(readAnswer(code(`${half}<x/>${half}`), listOperation, kinds).kind).toBe('DATA');
    expect(readAnswer(code(`${half}<x/>${half}x`), listOperation, kinds).kind).toBe('INVALID');
  });

  it('reads markup that it has met as if it were new', () => {
    const record = (tag: string, value: string) => `<${tag} k="${value}" l='${value}'>${value}</${tag}>`;
    const varied = [
      record('a', 'x') + record('a', '') + record('b', 'y') + record('a', '&lt;'),
      `${record('a', 'x')}<a k="x" k='x'>x</a>`,
      `${record('a', 'x')}<b k="x" l='x'>x</a>`,
      `${record('a', 'x')}<a k="x" l='x'>]]></a>`,
      `${record('a', 'x')}<a k="x" l='<'>x</a>`,
      `<p:c xmlns:p="urn:p"><p:d>x</p:d><p:d>x</p:d></p:c><p:c xmlns:p="urn:q"><p:d>x</p:d></p:c><p:c><p:d>x</p:d></p:c>`,
      `<d>x</d><d>x</d></r><r><d>x</d>`,
    ];
    for (const inside of varied) {
      const document = `<r>${inside}</r>`;
      expect(eventsOf(document), inside).toEqual(readBySaxes(document).events);
    }
  });
});

/** CPU that one reading of a document takes, the best of some. */
function cpuOf(document: string): number {
  const times = Array.from({ length: 7 }, () => {
    const before = process.cpuUsage();
    eventsOf(document, () => 'NOTHING');
    const { user, system } = process.cpuUsage(before);
    return user + system;
  });
  return Math.min(...times);
}

describe('hostile XML takes our reader time by its length only', () => {
  const manyNames = (count: number) => Array.from({ length: count }, (_, n) => `<n${n}/>x`).join('');
  it.each<readonly [string, (size: number) => string]>([
    ['< and nothing else', (size) => `<a>${'<'.repeat(size * 40)}`],
    ['quotes that do not end', (size) => `<a>${'<a b="'.repeat(size * 8)}`],
    ['comments that do not end', (size) => `<a>${'<!-- -'.repeat(size * 8)}`],
    ['comments', (size) => `<a>${'<!---->x'.repeat(size * 5)}</a>`],
    ['CDATA sections', (size) => `<a>${'<![CDATA[]]]]><b/>'.repeat(size * 4)}</a>`],
    ['brackets', (size) => `<a b="${']]>'.repeat(size)}">${']] > '.repeat(size * 4)}</a>`],
    ['references', (size) => `<a>${'&amp;x<b/>'.repeat(size * 4)}</a>`],
    ['references that do not end', (size) => `<a>${'&'.repeat(size * 40)}</a>`],
    ['a long number', (size) => `<a>&#${'0'.repeat(size * 40)}65;</a>`],
    ['line ends', (size) => `<a b="${'\r\n'.repeat(size)}">${'\r\n<b/>'.repeat(size * 4)}</a>`],
    ['white space in tags', (size) => `<a>${`<b${' '.repeat(40)}/>`.repeat(size)}</a>`],
    ['white space in the declaration', (size) => `<?xml version="1.0"${' '.repeat(size * 40)}x?><a/>`],
    ['many names', (size) => `<a>${manyNames(size * 4)}</a>`],
    ['a long name', (size) => `<${'a'.repeat(size * 20)}></${'a'.repeat(size * 20)}>`],
    ['declarations', (size) => `<a>${'<b xmlns:p="u" xmlns="v"><p:c/></b>'.repeat(size)}</a>`],
    [
      '32 attributes of like names',
      (size) =>
        `<a>${`<b ${Array.from({ length: 32 }, (_, n) => `${long(30)}${n}=""`).join(' ')}/>`.repeat(size / 20)}</a>`,
    ],
  ])('%s', (_what, documentOf) => {
    const [short, longer] = [cpuOf(documentOf(2_000)), cpuOf(documentOf(32_000))];
    // Sixteen times as much: twice that allows for noise, and by the square it would be 256 times.
    expect(longer).toBeLessThan(40 * Math.max(short, 500));
  });
});

it('records of an answer do not keep its text in memory', () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const student = (inside: string) => `<Opiskelija avain="ä">${inside}</Opiskelija>`;
  const right =
    '<Opiskeluoikeus avain="01901-key-of-a-right-1"><Myontaja>institution-01901</Myontaja></Opiskeluoikeus>';
  const padding = '<Kuvaus>none of it is read</Kuvaus>'.repeat(30_000);
  const read = (number: number) => {
    const rights = `<Opiskeluoikeudet>${right.replace('-1', `-${number}`)}</Opiskeluoikeudet>`;
    const answer = readAnswer(listAnswer(student(rights + padding)), listOperation, kinds);
    expect(answer).toMatchObject({ students: [{ opiskeluoikeudet: [{ myontaja: 'institution-01901' }] }] });
    return answer;
  };
  read(0);
  collect();
  const before = process.memoryUsage().heapUsed;
  const answers = Array.from({ length: 20 }, (_, number) => read(number));
  collect();
  // The texts together are 20 MB and more.
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(5_000_000);
  expect(answers).toHaveLength(20);
});
