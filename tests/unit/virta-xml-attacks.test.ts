import { describe, expect, it } from 'vitest';
import { listOperation } from '../../subgraphs/virta/contract.ts';
import { readAnswer, type XmlAnswer } from '../../subgraphs/virta/xml/answer.ts';
import { envelope, listAnswer } from '../contract/virta-running.ts';

const kinds = new Set(['rights', 'registrations', 'attainments'] as const);
const read = (xml: string): XmlAnswer => readAnswer(xml, listOperation, kinds);
const inStudent = (inside: string) => listAnswer(`<Opiskelija avain="ä€😀">${inside}</Opiskelija>`);
const right = '<Opiskeluoikeus avain="A"><Myontaja>01901</Myontaja></Opiskeluoikeus>';
const whole = inStudent(`<Opiskeluoikeudet>${right}${right.replace('A', 'B')}</Opiskeluoikeudet>`);
const doctype = (declaration: string) => whole.replace('?>', `?>${declaration}`);

describe('an XML answer', () => {
  it('is read when it is whole, with comments, CDATA and processing instructions in it', () => {
    const answer = read(whole.replaceAll('01901', '<!-- x -->01<![CDATA[9]]><?y z?>01'));
    expect(answer).toMatchObject({
      students: [{ opiskeluoikeudet: [{ avain: 'A', myontaja: '01901' }, { avain: 'B' }] }],
    });
  });

  it('is invalid when it is cut at any byte, never a shorter list', () => {
    const bytes = Buffer.from(whole);
    const text = new TextDecoder('utf-8', { fatal: true });
    for (let length = 0; length < bytes.length; length += 1) {
      let cut: string;
      try {
        cut = text.decode(bytes.subarray(0, length));
      } catch {
        continue; // The HTTP client refuses half a character before any XML is read.
      }
      expect(read(cut), `cut after ${length} bytes`).toEqual({ kind: 'INVALID' });
    }
  });

  it.each([
    ['a DOCTYPE', doctype('<!DOCTYPE e>')],
    ['two DOCTYPEs', doctype('<!DOCTYPE e><!DOCTYPE e>')],
    ['an external DTD', doctype('<!DOCTYPE e SYSTEM "http://127.0.0.1:9/x.dtd">')],
    [
      'an external entity',
      doctype('<!DOCTYPE e [<!ENTITY x SYSTEM "file:///etc/passwd">]>').replace('01901', '&x;'),
    ],
    [
      'billion laughs',
      doctype('<!DOCTYPE e [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>').replace('01901', '&b;'),
    ],
    ['a parameter entity', doctype('<!DOCTYPE e [<!ENTITY % p SYSTEM "x"> %p;]>')],
    ['an undeclared entity', whole.replace('01901', '&nbsp;')],
    ['a NUL character', whole.replace('01901', '\0')],
    ['a reference to NUL', whole.replace('01901', '&#0;')],
    ['a reference beyond Unicode', whole.replace('01901', '&#99999999999;')],
    ['mismatched tags', whole.replace('</Myontaja>', '</Myonta>')],
    ['two roots', whole + envelope('')],
    ['text after the root', `${whole}x`],
    ['an unclosed comment', whole.replace('01901', '<!-- ')],
    ['an undeclared prefix', whole.replaceAll('Myontaja>', 'v:Myontaja>')],
    ['the same attribute twice', whole.replace('avain="A"', 'avain="A" avain="C"')],
    [
      'two payloads',
      whole.replace('</Virta>', '</Virta><Virta xmlns="urn:mace:funet.fi:virta/2015/09/01"/>'),
    ],
    ['two responses', whole.replace('</e:Body>', `${/<l:.*<\/l:\w+>/s.exec(whole)?.[0]}</e:Body>`)],
    [
      'a list with something else in it',
      whole.replaceAll('Opiskeluoikeus ', 'Opintooikeus ').replaceAll('/Opiskeluoikeus>', '/Opintooikeus>'),
    ],
    ['a record of another namespace', whole.replace('<Opiskeluoikeus ', '<Opiskeluoikeus xmlns="urn:x" ')],
    [
      'a SOAP 1.2 envelope',
      whole.replace('http://schemas.xmlsoap.org/soap/envelope/', 'http://www.w3.org/2003/05/soap-envelope'),
    ],
    ['33 levels', inStudent('<a>'.repeat(28) + '</a>'.repeat(28))],
    ['100,000 levels', inStudent('<a>'.repeat(100_000) + '</a>'.repeat(100_000))],
    [
      '50,000 attributes',
      inStudent(`<a ${Array.from({ length: 50_000 }, (_, n) => `a${n}=""`).join(' ')}/>`),
    ],
    ['a text of 5 MB', inStudent(`<Kuvaus>${'x'.repeat(5_000_000)}</Kuvaus>`)],
    ['a CDATA section of 5 MB', inStudent(`<Kuvaus><![CDATA[${'x'.repeat(5_000_000)}]]></Kuvaus>`)],
    ['nothing', ''],
    ['JSON', '{}'],
  ])('with %s is invalid', (_what, xml) => {
    expect(read(xml)).toEqual({ kind: 'INVALID' });
  });

  it('opens nothing that it names', () => {
    const named = whole
      .replace('?>', '?><?xml-stylesheet href="http://127.0.0.1:9/x.xsl"?>')
      .replace(
        '<Virta ',
        '<Virta xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="u http://127.0.0.1:9/x" ',
      );
    expect(read(named)).toEqual(read(whole));
  });

  it('is read by path: two elements of one name are two things', () => {
    const fee = (inside: string) => `<LukuvuosiMaksu>${inside}</LukuvuosiMaksu>`;
    const answer = read(
      inStudent(
        `<Opiskeluoikeudet><Opiskeluoikeus avain="A"><SiirtoOpiskelija>${fee('<Summa>1</Summa>')}</SiirtoOpiskelija>${fee('<Summa>6500</Summa>')}</Opiskeluoikeus></Opiskeluoikeudet>
         <LukukausiIlmoittautumiset><LukukausiIlmoittautuminen>${fee('<Maksettu>1</Maksettu><Summa>3250</Summa>')}</LukukausiIlmoittautuminen></LukukausiIlmoittautumiset>`,
      ),
    );
    expect(answer).toMatchObject({
      students: [
        {
          opiskeluoikeudet: [{ lukuvuosimaksut: [{ summa: '6500' }] }],
          lukukausiIlmoittautumiset: [{ lukuvuosimaksut: [{ maksettu: '1', summa: '3250' }] }],
        },
      ],
    });
  });
});
