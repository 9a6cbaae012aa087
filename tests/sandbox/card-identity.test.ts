import { describe, expect, it } from 'vitest';
import { identity } from '../../gateway/sandbox/card/registered.ts';
import type { CardStudent } from '../../gateway/sandbox/card/student.ts';
import type { Denial } from '../../subgraphs/registry/decision.ts';
import { textOf } from './card.ts';

const source = {
  registry: 'ONR',
  observedAt: '2026-11-24T10:00:00Z',
  recordedAt: null,
  servedFrom: 'REGISTRY',
};
const person = {
  ...{ state: 'KNOWN', reason: null, source },
  ...{ givenNames: 'Asha', familyName: 'Testinen', birthDate: '1998-03-15', minor: false, mergedRecords: 0 },
  ...{ nonDisclosure: false, treatedAsProtected: false, complete: true, citizenships: [] },
};
const unknown = {
  ...person,
  ...{ state: 'SOURCE_UNAVAILABLE', reason: { code: 'TIMEOUT', whoCanFix: null }, complete: null },
  ...{ givenNames: null, familyName: null, birthDate: null, minor: null, mergedRecords: null },
  ...{ nonDisclosure: null, treatedAsProtected: true, citizenships: null },
};

function shown(more: object, language: 'fi' | 'sv' | 'en' = 'en', of: object = person): string {
  const student: CardStudent = {
    oppijanumero: '1.2.246.562.24.00000000001',
    identity: { ...person, ...of, ...more },
  };
  const answer = { student, denied: new Map<string, Denial>(), receipt: null };
  return textOf(identity(student, answer, { language, now: new Date('2026-11-24T10:00:07Z') }));
}

describe('protection on the card', () => {
  it.each([
    [
      'fi',
      'Turvakielto voimassa',
      'Turvakielto ei voimassa',
      'Turvakielto ei tiedossa. Rekisteri ei kertonut',
    ],
    [
      'sv',
      'Spärrmarkering i kraft',
      'Spärrmarkering inte i kraft',
      'Spärrmarkering inte känt. Registret gav',
    ],
    [
      'en',
      'personal safety in force',
      'personal safety not in force',
      'personal safety not known. The registry did not tell',
    ],
  ] as const)(
    'is in force, not in force, or not known, and then what is done: %s',
    (...[language, yes, no, open]) => {
      expect(shown({ nonDisclosure: true, treatedAsProtected: true }, language)).toContain(yes);
      expect(shown({}, language)).toContain(no);
      const outage = shown({}, language, unknown);
      expect(outage).toContain(open);
      expect(outage).not.toContain(yes);
      // The institution's name stands on the same page.
      for (const text of [outage, shown({ nonDisclosure: true, treatedAsProtected: true }, language)]) {
        expect(text).not.toMatch(/ei näytetä|visas inte|is shown/);
      }
    },
  );

  it('is not spoken of where the purpose gives nothing of it', () => {
    expect(shown({ nonDisclosure: null, treatedAsProtected: null })).not.toContain('Non-disclosure');
  });
});

describe('a person on the card', () => {
  it.each([
    ['DECEASED', 'According to the registry the person has died.'],
    ['RECORD_PASSIVATED', "The person's record has been passivated and is no longer kept up."],
  ])('is told as %s, with what is known', (code, words) => {
    const text = shown({ reason: { code, whoCanFix: null } });
    expect(text).toContain(words);
    expect(text).toContain('Asha Testinen');
  });

  it('says of what could not be read that it is not known, not that it is not recorded', () => {
    const lost = { birthDate: null, minor: null, citizenships: null, givenNames: null, familyName: null };
    expect(shown({ ...lost, complete: false })).not.toContain('not recorded');
    expect(shown({ ...lost, complete: false })).toContain('Birth date Part of the records could not be read');
    expect(shown(lost)).toContain('Birth date not recorded');
    expect(shown({ mergedRecords: null })).toContain('Merged records not known');
    expect(shown({ familyName: null })).toContain('Name Asha Birth');
  });

  it('says on which day somebody born on 29 February comes of age, and why', () => {
    expect(shown({ birthDate: '2008-02-29', minor: true })).toMatch(
      /under 18, born on leap day: of age on 1 March, since/,
    );
    expect(shown({ birthDate: '2008-02-28' })).not.toContain('leap day');
  });
});
