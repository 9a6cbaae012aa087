import type { Person } from '../../mocks/person.ts';

/** What of the people of a sandbox stands in a text; empty when nothing does. */
export function personalDataIn(text: string, people: readonly Person[]): readonly string[] {
  const patterns = [/1\.2\.246\.562\.[\d.]+/g, /\b\d{6}[-+A-FU-Y]\d{3}[0-9A-Y]\b/g, /\b(?:TGT|ST)-\d/g];
  const found = patterns.flatMap((pattern) => text.match(pattern) ?? []);
  const words = new Set(text.match(/[\p{L}\p{N}.-]+/gu) ?? []);
  const values = people.flatMap(valuesOf);
  return [...found, ...values.filter((value) => words.has(value))];
}

function valuesOf({ records, places, studentRecords, migri }: Person): readonly string[] {
  const identities = records.flatMap((record) => [
    record.oid,
    record.familyName,
    record.birthDate,
    ...record.givenNames.split(' '),
    record.personalIdentityCode ?? '',
  ]);
  const applications = places.flatMap(({ applicationOid, option }) => [applicationOid, option.oid]);
  // Whatever else the registries know of a person by a key of their own.
  const keys = JSON.stringify([studentRecords, migri]).match(/"[A-Z]?\d{6,}"/g) ?? [];
  return [...identities, ...applications, ...keys.map((key) => key.slice(1, -1))].filter(
    (value) => value !== '',
  );
}
