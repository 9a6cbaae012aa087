import { personaOid } from '../officer-query.ts';
import type { Question } from './answers.ts';

const facts = /* GraphQL */ `
  oppijanumero
  identity { state givenNames citizenships { code } }
  admissions { state items { id acceptance } }
  studyRights { state items { type currentState } }
  permits { state items { type validUntil } }
  studyRightValidity { determination value }
`;

/** What clients under load ask: one person, several, somebody unknown, and one by personal identity code. */
export function questionsAbout(codes: readonly string[]): readonly Question[] {
  const one = `query One($it: Oppijanumero!) { student(oppijanumero: $it) { ${facts} } }`;
  const many = `query Many($them: [ID!]!) { students(oppijanumerot: $them) { code student { ${facts} } } }`;
  const coded = `query Coded($code: PersonalIdentityCode!) {
    studentByPersonalIdentityCode(personalIdentityCode: $code) { code student { ${facts} } }
  }`;
  const persona = (number: number): Question => ({ query: one, variables: { it: personaOid(number) } });
  return [
    ...[9000, 9004, 9011, 9012].map(persona),
    persona(1),
    { query: many, variables: { them: [9001, 9111, 9011, 9005, 2].map(personaOid) } },
    ...codes.map((code): Question => ({ query: coded, variables: { code } })),
  ];
}
