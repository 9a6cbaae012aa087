import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPeople } from '../../mocks/people.ts';
import type { AttainmentRecord, Person, StudentRecord, StudyRightRecord } from '../../mocks/person.ts';
import { type RunningMock, startMock } from '../../mocks/registry-server.ts';
import { operations, payloadXml } from '../../mocks/virta/operations.ts';
import { responseAnswer } from '../../mocks/virta/soap.ts';
import { indexStudents } from '../../mocks/virta/student-index.ts';
import { readXml } from '../../mocks/virta/xml-element.ts';
import { element, escapeXml } from '../../mocks/virta/xml-writing.ts';
import { virtaMock } from '../../mocks/virta.ts';

const SAMPLES = '/work/shared/registries/virta-samples';
const XSD = '/work/shared/registries/virta-wsdl/luku-messages-from-wsdl.xsd';
const canValidate = existsSync(XSD) && spawnSync('xmllint', ['--version']).status === 0;
const validated = canValidate ? 'against the official XSD' : 'SKIPPED: no xmllint on PATH, or no WSDL folder';
const LUKU = 'http://tietovaranto.csc.fi/luku';
/** Legal for VIRTA, and nobody's: a birth date without the individual number. */
const STUB = '150399-';

const degree = attainment('D1', {
  kind: '1',
  degreeCode: '742301',
  grade: 'HYV',
  parts: ['C1', 'C2'],
  credits: '10',
});
const right = studyRight('R1', {
  fees: [{ startsOn: '2025-08-01', endsOn: '2025-12-31', amount: '6500' }],
  states: [
    { code: '3', startsOn: '2026-05-01' },
    { code: '1', startsOn: '2024-08-01', endsOn: '2026-04-30' },
  ],
});
const first = student('A-1', '01901', {
  learnerNumber: oid(1),
  personalIdentityCode: STUB,
  rights: [right],
  registrations: [
    {
      ...term('2025-08-01', '2025-12-31'),
      rightKey: 'R1',
      fee: { paid: '1', amount: '3250', scholarship: '3250' },
    },
    { ...term('2026-01-01', '2026-07-31'), rightKey: null, fee: { paid: '0' } },
  ],
  attainments: [
    degree,
    attainment('C1', { grade: '5', credits: '5' }),
    attainment('C2', {
      grade: 'KH',
      recognisedOn: '2025-02-03',
      name: { en: 'Tom & "Ann" <R&D> ]]> \r\n¤' },
    }),
    attainment('C3', { grade: 'weird', kind: '4', rightKey: null }),
  ],
});
const second = student('A-1', '10076', {
  personalIdentityCode: STUB,
  rights: [studyRight('R1', { extent: null })],
});
const hidden = student('H-1', '01901', { rights: [studyRight('R9', {})] });
const people = [
  person(1, [first, second, hidden]),
  ...Array.from({ length: 200 }, (_, index) => bulk(index + 100)),
];

let mock: RunningMock;
beforeAll(async () => {
  mock = await startMock(virtaMock, { people, now: () => Date.parse('2026-06-01T09:00:00Z') }, 0);
});
afterAll(() => mock.close());

describe('the answers', () => {
  it('wrap everything in the usual prefixes, one Opiskelija per institution, without names', async () => {
    const { status, type, text } = await ask('OpiskelijanKaikkiTiedot', hetu(STUB));
    expect([status, type]).toEqual([200, 'text/xml; charset=utf-8']);
    expect(text).toMatch(
      /^<SOAP-ENV:Envelope xmlns:SOAP-ENV="http:\/\/schemas.xmlsoap.org\/soap\/envelope\/">/,
    );
    expect(text).toContain(
      `<virtaluku:OpiskelijanKaikkiTiedotResponse xmlns:virtaluku="${LUKU}"><virta:Virta`,
    );
    expect(text.match(/<virta:Opiskelija avain="A-1">/g)).toHaveLength(2);
    expect(text).not.toMatch(/Sukunimi|Etunimet|Kansalaisuus/);
    expect(mock.calls().at(-1)).toMatchObject({ operation: 'OpiskelijanKaikkiTiedot', persons: 1 });
  });

  it('find a record only by an identifier that the institution recorded', async () => {
    const { text } = await ask('OpiskelijanKaikkiTiedot', number(oid(1)));
    expect(text.match(/<virta:Myontaja>01901/g)).not.toBeNull();
    expect(text).not.toMatch(/10076|H-1/);
  });

  it('filter by institution, on both paths', async () => {
    const query = `${hetu(STUB)}<organisaatio>10076</organisaatio>`;
    const { text } = await post(request('OpiskelijanKaikkiTiedot', query), {
      path: '/luku106/OpiskelijanTiedot',
    });
    expect(text.match(/<virta:Opiskelija /g)).toHaveLength(1);
    expect(text).not.toContain('KansallinenOppijanumero');
  });

  it('are an empty element when nothing is found', async () => {
    for (const operation of ['OpiskelijanKaikkiTiedot', 'Tutkinnot', 'Liikkuvuusjaksot']) {
      const { status, text } = await ask(operation, number('nobody'));
      expect([status, text.includes('<virta:')]).toEqual([200, false]);
      expect(text).toContain(`<virtaluku:${operation}Response xmlns:virtaluku="${LUKU}"></virtaluku`);
    }
  });

  it('mix the persons of a list, and name its root ListaResponse', async () => {
    const asked = [1, 2, 3, 4, 5, 6, 7, 8].map((index) => oid(index + 100));
    const { text } = await ask('OpiskelijanKaikkiTiedotLista', asked.map(listNumber).join(''));
    const got = [...text.matchAll(/<virta:KansallinenOppijanumero>([^<]*)/g)].map(([, id]) => id);
    expect(text).toContain('<virtaluku:OpiskelijanKaikkiTiedotListaResponse ');
    expect(new Set(got)).toEqual(new Set(asked));
    expect(got).toHaveLength(16);
    expect(got).not.toEqual(asked.flatMap((id) => [id, id]));
    const again = await ask(
      'OpiskelijanKaikkiTiedotLista',
      [...asked.map(listNumber), listNumber(oid(101))].join(''),
    );
    expect(again.text).toBe(text);
    expect(mock.calls().at(-1)).toMatchObject({ operation: 'OpiskelijanKaikkiTiedotLista', persons: 9 });
  });

  it('tell the fee that is due on the right, and the fee that is paid on the registration', async () => {
    const rights = plain((await ask('Opiskeluoikeudet', number(oid(1)))).text);
    expect(rights).toContain(
      '<LukuvuosiMaksu><AlkuPvm>2025-08-01</AlkuPvm><LoppuPvm>2025-12-31</LoppuPvm><Summa>6500</Summa></',
    );
    expect(rights).toMatch(/<Tila><AlkuPvm>2026-05-01<\/AlkuPvm><Koodi>3<.*<Koodi>1</);
    const terms = plain((await ask('LukukausiIlmoittautumiset', number(oid(1)))).text);
    expect(terms).toContain(
      '<Maksettu>1</Maksettu><Summa>3250</Summa><Apuraha>3250</Apuraha></LukuvuosiMaksu>',
    );
    expect(terms).toContain(
      '<LukuvuosiMaksu opiskeluoikeusAvain="R1"><Maksettu>0</Maksettu></LukuvuosiMaksu>',
    );
  });

  it('put each grade on its scale, and tell parts and recognition', async () => {
    const all = plain((await ask('Opintosuoritukset', number(oid(1)))).text);
    for (const grade of ['<Viisiportainen>HYV', '<Viisiportainen>5', '<Naytetyo>KH', '<Hyvaksytty>HYV']) {
      expect(all).toContain(`<Arvosana>${grade}`);
    }
    expect(all).toMatch(/<Sisaltyvyys sisaltyvaOpintosuoritusAvain="C1">.*"C2">/);
    expect(all).toMatch(/<HyvaksilukuPvm>2025-02-03</);
    expect(all).toContain('Tom &amp; &quot;Ann&quot; &lt;R&amp;D&gt; ]]&gt; &#13;&#10;¤');
    const degrees = plain((await ask('Tutkinnot', number(oid(1)))).text);
    expect([...degrees.matchAll(/<Opintosuoritus avain="(\w+)"/g)].map(([, key]) => key)).toEqual(['D1']);
    expect(degrees).toContain('<Koulutuskoodi>742301<');
  });

  it('tell the person only in OpiskelijanTiedot, which needs an institution', async () => {
    const { text } = await ask('OpiskelijanTiedot', `${number(oid(1))}<organisaatio>01901</organisaatio>`);
    expect(plain(text)).toContain(
      '<Sukunimi>Testi</Sukunimi><Etunimet>Aino</Etunimet><Sukupuoli>2</Sukupuoli><Kansalaisuus>704</',
    );
    expect(text).not.toContain('Opiskeluoikeus');
    expect((await ask('OpiskelijanTiedot', number(oid(1)))).status).toBe(500);
  });
});

describe('200 persons of two institutions with 25 attainments each', () => {
  const everyone = Array.from({ length: 200 }, (_, index) => listNumber(oid(index + 100))).join('');

  it('show every oddity of real data, the same each time, and fast', async () => {
    const started = performance.now();
    const { text } = await ask('OpiskelijanKaikkiTiedotLista', everyone);
    expect(performance.now() - started).toBeLessThan(2_000);
    expect((await ask('OpiskelijanKaikkiTiedotLista', everyone)).text).toBe(text);
    const dates = text.match(/Pvm>\d/g)?.length ?? 0;
    const zoned = text.match(/Pvm>\d{4}-\d\d-\d\d\+0[23]:00</g)?.length ?? 0;
    expect(zoned / dates).toBeGreaterThan(0.03);
    expect(zoned / dates).toBeLessThan(0.1);
    expect(new Set(text.match(/(?<=<virta:Opintopiste>)[^<]*/g))).toEqual(
      new Set(['5', '5.0', '5.000000', '2.5', '2.500000', '120', '120.0', '120.000000']),
    );
    for (const oddity of [
      '<virta:Opintosuoritukset/>',
      '<virta:LukukausiIlmoittautumiset/>',
      '<virta:LoppuPvm>2112-12-21',
      '<virta:Nimi kieli="sv"></virta:Nimi>',
      '<virta:Nimi>',
    ]) {
      expect(text).toContain(oddity);
    }
    expect(text).toMatch(/<virta:LukukausiIlmoittautuminen opiskelijaAvain="S\d+">/);
    expect(text).toMatch(/<virta:LukukausiIlmoittautuminen opiskelijaAvain="S\d+" opiskeluoikeusAvain="">/);
    expect(text).toMatch(
      /<virta:LukukausiIlmoittautuminen opiskelijaAvain="S\d+" opiskeluoikeusAvain="R\d+">/,
    );
  });

  it.skipIf(!canValidate)(`are valid ${validated}, empty containers aside`, async () => {
    const answers = [
      await ask('OpiskelijanKaikkiTiedotLista', everyone),
      await ask('OpiskelijanTiedot', `${number(oid(1))}<organisaatio>01901</organisaatio>`),
      ...(await Promise.all(
        [
          'OpiskelijanKaikkiTiedot',
          'Opiskeluoikeudet',
          'LukukausiIlmoittautumiset',
          'Opintosuoritukset',
          'Tutkinnot',
        ].map((operation) => ask(operation, number(oid(1)))),
      )),
    ];
    for (const { text } of answers) {
      const withoutEmpty = text.replaceAll(/<virta:(Opintosuoritukset|LukukausiIlmoittautumiset)\/>/g, '');
      expect(schemaErrors(bodyOf(withoutEmpty))).toBe('');
    }
  });
});

describe('what long histories have', () => {
  const students = indexStudents(buildPeople({ today: '2026-11-24' }));
  const answerOf = (operation: string, last: string) => {
    const ids = [`1.2.246.562.24.0000000${last}`];
    const found = students.find({ by: 'learnerNumber', ids, institution: null });
    const asked = operations.get(`${operation}Request`);
    if (asked === undefined) throw new Error(operation);
    return responseAnswer(operation, payloadXml(asked, found)).body ?? '';
  };

  it('is the transfer, the parts of institutions, study weeks and mobility', () => {
    const rights = plain(answerOf('Opiskeluoikeudet', '9207'));
    expect(rights).toMatch(
      /<Organisaatio><Rooli>3<.*<Ensisijaisuus>.*<Liittyvyys liittyvaOpiskeluoikeusAvain="B-9207-M">.*<SiirtoOpiskelija lahdeOpiskeluoikeusAvain="A-9207-B"><SiirtoPvm>2025-08-01<.*<Maara>4</,
    );
    const stays = plain(answerOf('Liikkuvuusjaksot', '9207'));
    expect(stays).toMatch(/<Suunta>1<.*<Maa>752<.*<Tyyppi>1<.*<Liikkuvuusohjelma>103</);
    expect(plain(answerOf('Opiskeluoikeudet', '9211'))).toContain('<Rooli>5</Rooli><Koodi>09906</Koodi>');
    expect(plain(answerOf('Opintosuoritukset', '9211'))).toMatch(/<Opintopiste>0.0+<.*<Opintoviikko>3.0+</);
  });

  it.skipIf(!canValidate)(`is valid ${validated}, but for institutions that nobody has`, () => {
    for (const last of ['9207', '9211'])
      for (const operation of [
        'OpiskelijanKaikkiTiedotLista',
        'Opiskeluoikeudet',
        'Liikkuvuusjaksot',
        'Tutkinnot',
      ]) {
        const answer = bodyOf(answerOf(operation, last)).replaceAll(/>099\d\d</g, '>01901<');
        if (answer.includes('<virta:')) expect(schemaErrors(answer)).toBe('');
      }
  });
});

describe('the door', () => {
  it('refuses a wrong password, and then knows how many persons were asked for', async () => {
    const { status, text } = await post(request('OpiskelijanKaikkiTiedot', number(oid(1)), 'wrong'));
    expect(status).toBe(500);
    expect(text).toContain('<faultcode>SOAP-ENV:Server</faultcode><faultstring xml:lang="en">Access denied<');
    expect(mock.calls().at(-1)).toMatchObject({ operation: 'OpiskelijanKaikkiTiedot', persons: 1 });
  });

  it('takes text/xml only, and knows only the operations of the WSDL', async () => {
    const message = request('OpiskelijanKaikkiTiedot', number(oid(1)));
    expect(await post(message, { type: 'application/soap+xml' })).toMatchObject({ status: 415, text: '' });
    expect((await post(message, { type: 'text/xml' })).status).toBe(200);
    expect(await post(request('HenkilonTunnisteet', number(oid(1))))).toMatchObject({
      status: 404,
      text: '',
    });
    expect((await post(message.replaceAll(LUKU, 'urn:other'))).status).toBe(404);
  });

  it('answers what it cannot read with a Client fault', async () => {
    const message = request('OpiskelijanKaikkiTiedot', number(oid(1)));
    for (const broken of [
      '',
      'no XML',
      message.slice(0, -1),
      `<!DOCTYPE x>${message}`,
      message.replace('<S:', '<T:'),
    ]) {
      const { status, text } = await post(broken);
      expect([status, text.includes('<faultcode>SOAP-ENV:Client</faultcode>')]).toEqual([500, true]);
    }
    const soap12 = message.replace(
      'http://schemas.xmlsoap.org/soap/envelope/',
      'http://www.w3.org/2003/05/soap-envelope',
    );
    expect((await post(soap12)).text).toContain('SOAP-ENV:VersionMismatch');
  });
});

describe('request validation', () => {
  const good = ['010100A899X', '010100+', '311299U002K', '290204A', '010100F123A', '010100Y1234'];
  const bad = ['010100A912X', '010100A001X', '320100A', '010100G', '010100A123I', ' 290204A', '010100', ''];
  const list = 'OpiskelijanKaikkiTiedotLista';
  const single = 'OpiskelijanKaikkiTiedot';
  const cases: readonly (readonly [boolean, string])[] = [
    ...good.map((code) => [true, request(single, hetu(code))] as const),
    ...bad.map((code) => [false, request(single, hetu(code))] as const),
    [true, request(single, number(''))],
    [true, request(single, `${number('x')}<organisaatio>UK</organisaatio>`)],
    [false, request(single, `${number('x')}<organisaatio>helsinki</organisaatio>`)],
    [false, request(single, `<organisaatio>01901</organisaatio>${number('x')}`)],
    [false, request(single, number('x') + hetu(STUB))],
    [false, request(single, '')],
    [false, request(single, listNumber('x'))],
    [false, request(list, number('x'))],
    [false, request(list, '')],
    [true, request(list, listNumber('x').repeat(200))],
    [true, request(list, `${listNumber('x')}<organisaatio>01901</organisaatio>`)],
    [false, request(list, listNumber('x').repeat(201))],
    [false, request(list, `${listNumber('x')}<henkilotunnusLista>${STUB}</henkilotunnusLista>`)],
    [false, request('OpiskelijanTiedot', number('x'))],
    [true, request(single, number('x')).replace('>DEMO<', `>${'ä'.repeat(100)}<`)],
    [false, request(single, number('x')).replace('>DEMO<', `>${'ä'.repeat(101)}<`)],
    [true, request(single, number('x')).replace('>DEMO<', '><')],
    [false, request(single, number('x')).replace('<tunnus>demo</tunnus>', '')],
    [false, request(single, number('x')).replace('<tunnus>', '<tunnus a="1">')],
    [false, request(single, number('x')).replace('<Kutsuja>', '<Kutsuja>text')],
    [false, request(single, number('<b/>'))],
    [
      false,
      request(single, number('x')).replace(/(<Kutsuja>.*<\/Kutsuja>)(<Hakuehdot>.*<\/Hakuehdot>)/, '$2$1'),
    ],
  ];

  it('lets through what the schema allows, and nothing else', async () => {
    for (const [valid, message] of cases) {
      const { status, text } = await post(message);
      expect([status, text.includes('<spring-ws:ValidationError'), message]).toEqual([
        valid ? 200 : 500,
        !valid,
        message,
      ]);
    }
  });

  it.skipIf(!canValidate)(`agrees with libxml2 ${validated}`, () => {
    for (const [valid, message] of cases)
      expect([schemaErrors(bodyOf(message)) === '', message]).toEqual([valid, message]);
  });

  it('echoes the refused value, as VIRTA does', async () => {
    const { text } = await ask(single, hetu('010100A912X'));
    expect(text).toContain(
      '<faultcode>SOAP-ENV:Client</faultcode><faultstring xml:lang="en">Validation error<',
    );
    expect(text).toMatch(
      /cvc-pattern-valid: Value '010100A912X'.*cvc-type\.3\.1\.3: The value '010100A912X'/,
    );
  });

  const noSamples = existsSync(SAMPLES) ? 'as composed' : `SKIPPED: ${SAMPLES} is missing`;
  it.skipIf(!existsSync(SAMPLES))(`judges the sample requests, ${noSamples}`, async () => {
    const sample = (name: string) =>
      readFileSync(join(SAMPLES, `request-lista-${name}.xml`), 'utf8').replace('>secret<', '>salaisuus<');
    expect((await post(sample('oid'))).status).toBe(200);
    for (const name of ['hetu-9xx-INVALID', 'mixed-INVALID']) {
      const { status, text } = await post(sample(name));
      expect([status, text.includes('>Validation error<')]).toEqual([500, true]);
    }
  });
});

it('escapes any text so that a parser reads the same text', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom(...'&<>"\'\t\n\r ]ä\u2028𝄞') }),
  );
  fc.assert(
    fc.property(texts, (text) => {
      expect(readXml(`<a>${escapeXml(text)}</a>`)?.text).toBe(text);
      const seen: string[] = [];
      const parser = new SaxesParser();
      parser.on('opentag', ({ attributes }) => seen.push(attributes.avain ?? ''));
      parser.write(element('a', '', { avain: text })).close();
      expect(seen).toEqual([text]);
    }),
  );
  expect(escapeXml('a\u0000b\ud800c')).toBe('a\ufffdb\ufffdc');
});

function oid(index: number): string {
  return `1.2.246.562.24.${String(90_000_000_000 + index)}`;
}

function hetu(code: string): string {
  return `<henkilotunnus>${code}</henkilotunnus>`;
}

function number(id: string): string {
  return `<kansallinenOppijanumero>${id}</kansallinenOppijanumero>`;
}

function listNumber(id: string): string {
  return `<kansallinenOppijanumeroLista>${id}</kansallinenOppijanumeroLista>`;
}

function request(operation: string, conditions: string, password = 'salaisuus'): string {
  return (
    '<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body>' +
    `<${operation}Request xmlns="${LUKU}"><Kutsuja><jarjestelma>DEMO</jarjestelma><tunnus>demo</tunnus>` +
    `<avain>${password}</avain></Kutsuja><Hakuehdot>${conditions}</Hakuehdot>` +
    `</${operation}Request></S:Body></S:Envelope>`
  );
}

async function ask(operation: string, conditions: string) {
  return post(request(operation, conditions));
}

async function post(
  body: string,
  { path = '/luku/OpiskelijanTiedot', type = 'text/xml; charset=UTF-8' } = {},
) {
  const headers = { 'content-type': type, soapaction: '"anything"' };
  const response = await fetch(mock.url + path, { method: 'POST', headers, body });
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
}

/** Without prefixes and zone suffixes, to compare content. */
function plain(xml: string): string {
  return xml.replaceAll('virta:', '').replaceAll(/\+0[23]:00</g, '<');
}

function bodyOf(message: string): string {
  return message.replace(/^.*?Body>/s, '').replace(/<\/[\w-]+:Body>.*$/s, '');
}

/** What libxml2 says of a message; empty when it is valid. */
function schemaErrors(message: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'virta-'));
  const file = join(folder, 'message.xml');
  writeFileSync(file, message);
  const { status, stderr } = spawnSync('xmllint', ['--noout', '--nonet', '--schema', XSD, file], {
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  return status === 0 ? '' : `${status}: ${stderr.slice(0, 2_000)}`;
}

function term(startsOn: string, endsOn: string) {
  return { state: '1', registeredOn: startsOn, startsOn, endsOn };
}

function studyRight(key: string, changes: Partial<StudyRightRecord>): StudyRightRecord {
  const period = {
    startsOn: '2024-08-01',
    moduleId: '',
    municipality: '091',
    classifications: ['5'],
    language: 'en',
  };
  const states = [{ code: '1', startsOn: '2024-08-01' }];
  const periods = [{ ...period, degreeCode: '742301', funding: '5', name: { en: 'Master’s Programme' } }];
  const always = { key, startsOn: '2024-08-01', endsOn: '2112-12-21', type: '4', extent: '120' };
  return { ...always, states, periods, fees: [], ...changes };
}

function attainment(key: string, changes: Partial<AttainmentRecord>): AttainmentRecord {
  const name = { fi: 'Työ', en: 'Work' };
  return {
    key,
    rightKey: 'R1',
    attainedOn: '2025-05-05',
    credits: '5',
    kind: '2',
    name,
    grade: '3',
    ...changes,
  };
}

function student(studentKey: string, institution: string, changes: Partial<StudentRecord>): StudentRecord {
  const empty = { rights: [], registrations: [], attainments: [] };
  return { studentKey, institution, learnerNumber: null, personalIdentityCode: null, ...empty, ...changes };
}

function person(index: number, studentRecords: readonly StudentRecord[]): Person {
  const names = { givenNames: 'Aino', callingName: 'Aino', familyName: 'Testi' };
  const rest = { birthDate: '1999-03-15', citizenships: ['704'], sex: '2', identifiedBy: 'MANUAL' } as const;
  const record = { oid: oid(index), ...names, ...rest, personalIdentityCode: null, nonDisclosure: false };
  const nowhere = { places: [], feeRows: [], migri: null };
  return {
    id: `T${index}`,
    story: '',
    records: [{ ...record, municipality: '091' }],
    studentRecords,
    ...nowhere,
  };
}

function bulk(index: number): Person {
  const key = `R${index}`;
  const spring = { ...term('2025-01-01', '2025-07-31'), rightKey: index % 2 === 0 ? key : null };
  const attainments = Array.from({ length: 25 }, (_, course) =>
    attainment(`${key}-${course}`, {
      credits: course % 5 === 0 ? '2.5' : '5',
      name: course % 2 === 0 ? { fi: 'Yksi' } : {},
    }),
  );
  const studies = { rights: [studyRight(key, {})], registrations: [spring], attainments };
  return person(index, [
    student(`S${index}`, '01901', { learnerNumber: oid(index), ...studies }),
    student(`S${index}`, '10076', { learnerNumber: oid(index) }),
  ]);
}
