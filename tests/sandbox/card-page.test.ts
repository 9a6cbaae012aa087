import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formsOfCodesIn } from '../canaries/forms.ts';
import { type LawfulSystem, startLawful } from '../lawful/lawful-system.ts';
import { findingOf, partOf, textOf } from './card.ts';

let system: LawfulSystem;
beforeAll(async () => {
  system = await startLawful({ today: '2026-11-24' });
});
afterAll(() => system.close());

async function card(query: string): Promise<string> {
  const response = await fetch(`${system.url}/card?lang=en&${query}`);
  expect(response.status).toBe(200);
  return response.text();
}

describe('the card of an official', () => {
  it('tells of P00 what is known, with source and age, and what the purpose does not give', async () => {
    const html = await card('person=P00');
    expect(partOf(html, 'identity')).toMatch(/Linh Tran .*Vietnam .*Identified by an official/);
    expect(partOf(html, 'identity')).toMatch(
      /Learner-number registry · read \d+ sec ago · recorded 15 Feb 2023/,
    );
    expect(partOf(html, 'fees')).toMatch(/The fee is covered \(Paid\).*€12,000/);
    expect(partOf(html, 'places')).toMatch(/Bindingly accepted/);
    expect(html).toMatch(/<section id="outside".*data-state="NOT_COVERED"/s);
    expect(partOf(html, 'outside')).toContain('Nothing of this was checked here');
    expect(partOf(html, 'credits')).toMatch(/Not permitted for this purpose/);
    expect(findingOf(html, 'studyRightValidity')).toMatch(
      /data-state="KNOWN".*Valid.*study-right-validity@2/s,
    );
  });

  it('asks at the gateway’s door: by hash, for the purpose, in the log, with a receipt', async () => {
    const before = (await system.records()).length;
    const html = await card('person=P00&as=extension');
    const asked = (await system.records()).slice(before);
    const intent = asked.find(({ kind }) => kind === 'INTENT');
    expect(intent).toMatchObject({
      clientId: 'migri',
      purpose: 'MIGRI_EXTENSION',
      caseReference: expect.stringMatching(/^UMA-2026-/),
    });
    const [outcome] = asked.flatMap((record) => (record.kind === 'OUTCOME' ? [record] : []));
    expect(partOf(html, 'question')).toContain(`${outcome?.requestId}`);
    const metrics = await (await fetch(`${system.opsUrl}/metrics`)).text();
    expect(metrics).not.toContain('untrusted_documents_total{client="migri"}');
  });

  it('says of P03 that a scholarship covers the fee', async () => {
    expect(partOf(await card('person=P03&as=extension'), 'fees')).toMatch(
      /covered \(Covered by a scholarship\).*Scholarship \(VIRTA\) €/i,
    );
  });

  it('says of P04 that no payment is recorded, and that no right is normal: neither is a negative', async () => {
    const html = await card('person=P04');
    expect(partOf(html, 'fees')).toContain('No record in the registry');
    expect(partOf(html, 'fees')).not.toMatch(/Not paid/);
    expect(partOf(html, 'rights')).toMatch(/No record in the registry.*normal before enrolment/);
    expect(findingOf(html, 'studyRightValidity')).toMatch(/data-state="UNDETERMINED"/);
    expect(findingOf(html, 'tuitionFeeRequirement')).toMatch(/no ground for refusal by itself/);
  });

  it('shows the condition of P05’s place, and until when it can be accepted', async () => {
    expect(partOf(await card('person=P05'), 'places')).toMatch(
      /Conditional: Original certificate by 31\.8\..*To be accepted by/,
    );
  });

  it('shows both places and rights of P06, and no fee in common', async () => {
    const html = await card('person=P06');
    expect(partOf(html, 'places')).toMatch(/Example University A.*Sample University C/);
    expect(partOf(html, 'rights')).toMatch(/Example University A.*Model University B/);
    expect(findingOf(html, 'tuitionFeeRequirement')).toMatch(/data-state="UNDETERMINED"/);
  });

  it('shows P07’s move without a gap, and what was done before it', async () => {
    const html = await card('person=P07&as=extension');
    expect(textOf(findingOf(html, 'institutionChange'))).toMatch(/has changed.*0 days between/);
    expect(partOf(html, 'rights')).toMatch(/Discontinued 31 Jul 2026/);
    expect(partOf(html, 'credits')).toMatch(/2024–2025 40 0/);
  });

  it('says of P09 that the admission register has no place, and that one may exist outside', async () => {
    const html = await card('person=P09');
    expect(partOf(html, 'places')).toMatch(/No record in the registry.*outside the register/);
    expect(textOf(findingOf(html, 'studyLevel'))).toContain('Doctoral');
  });

  it('shows P11 as one person with both rights, of which one ended', async () => {
    const html = await card('person=P11&as=extension');
    expect(partOf(html, 'identity')).toContain('Merged records 1');
    expect(partOf(html, 'rights')).toMatch(/Ended .*2023/);
    expect(findingOf(html, 'studyRightValidity')).toMatch(/data-state="KNOWN"/);
  });

  it('shows P12’s absence as absence, under a non-disclosure order', async () => {
    const html = await card('person=P12&as=extension');
    expect(partOf(html, 'identity')).toContain('Non-disclosure for personal safety in force');
    expect(textOf(findingOf(html, 'attendance'))).toContain('Absent');
    expect(textOf(findingOf(html, 'studyRightValidity'))).toContain('Valid');
  });

  it('says a true no of P13, with its day', async () => {
    const finding = findingOf(await card('person=P13'), 'studyRightValidity');
    expect(finding).toContain('data-state="KNOWN_NONE"');
    expect(textOf(finding)).toMatch(/Not valid Discontinued 15 Jan 2026/);
  });

  it('guesses nothing of P15, whom nobody has identified', async () => {
    const html = await card('person=P15');
    expect(partOf(html, 'rights')).toMatch(/Person not linked/);
    expect(partOf(html, 'steps')).toMatch(/Identify the person/);
  });
});

describe('a student’s own card', () => {
  it('withholds from P12 what reveals a place', async () => {
    expect(partOf(await card('person=P12&as=student'), 'identity')).toContain(
      'Withheld to protect the person',
    );
  });

  it('needs a consent for each registry, and tells which', async () => {
    const html = await card('person=P13&as=student&consents=VIRTA');
    expect(partOf(html, 'permits')).toMatch(/Consent required/);
    expect(partOf(html, 'rights')).toContain('Discontinued 15 Jan 2026');
    const none = await card('person=P13&as=student&consents=');
    expect(partOf(none, 'rights')).toMatch(/Consent required/);
    expect(none).not.toContain('Chloe</strong>');
    expect(findingOf(none, 'studyRightValidity')).toMatch(/data-state="UNDETERMINED"/);
  });
});

describe('every card', () => {
  it.each(['officer', 'extension', 'student'])(
    'of the view %s holds no personal identity code',
    async (view) => {
      for (const person of ['P07', 'P12', 'P13', 'P14']) {
        const html = await card(`person=${person}&as=${view}`);
        expect(formsOfCodesIn(html)).toEqual([]);
      }
    },
  );

  it.each([
    ['person=P99', 'There is no such person (person). Accepted: P00, P01'],
    ['as=minister', 'There is no such view (as). Accepted: officer, extension, student'],
    ['as=student&consents=KELA', 'Consent can be given for these registries only (consents). Accepted: ONR'],
    ['person=%3Cscript%3Ealert(1)%3C/script%3E', 'There is no such person'],
    ['person=P00&person=P01', 'There is no such person'],
  ])('is refused in words for %s', async (query, words) => {
    const response = await fetch(`${system.url}/card?lang=en&${query}`);
    expect(response.status).toBe(400);
    const html = await response.text();
    expect(textOf(html)).toContain(words);
    expect(html).not.toContain('<script');
  });

  it('keeps person, view and consents when the language is changed', async () => {
    const html = await card('person=P13&as=student&consents=VIRTA,ONR');
    expect(html).toContain('href="/card?lang=sv&amp;person=P13&amp;as=student&amp;consents=ONR,VIRTA"');
  });
});
