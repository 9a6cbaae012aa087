import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { buildPeople } from '../../mocks/people.ts';
import { operations, payloadXml } from '../../mocks/virta/operations.ts';
import { faultAnswer, responseAnswer } from '../../mocks/virta/soap.ts';
import { indexStudents } from '../../mocks/virta/student-index.ts';

// The sample answers are other people's test data: read where they are, never copied into this repository.
const folder =
  process.env.VIRTA_SAMPLES ??
  fileURLToPath(new URL('../../../shared/registries/virta-samples', import.meta.url));

/** Longer ones take too long to be changed thousands of times. */
const longest = 70_000;

/** Answers of VIRTA to be changed: those of the mock, also as other systems would lay them out, and samples if there are. */
export function answersOfVirta(): readonly string[] {
  const plain = [...mockAnswers()];
  const samples = existsSync(folder) ? globSync('**/*.xml', { cwd: folder }).sort() : [];
  return [
    ...plain,
    ...plain.slice(0, 8).map(laidOut),
    ...samples.map((name) => readFileSync(join(folder, name), 'utf8')),
  ].filter((text) => text.length < longest);
}

function* mockAnswers(): Iterable<string> {
  const people = buildPeople({ today: '2026-11-24' });
  const students = indexStudents(people);
  for (const { records } of people) {
    const ids = records.map(({ oid }) => oid);
    const found = students.find({ by: 'learnerNumber', ids, institution: null });
    for (const operation of operations.values())
      yield responseAnswer(operation.name, payloadXml(operation, found)).body ?? '';
  }
  yield faultAnswer({ code: 'Client', text: 'Validation error', validationErrors: ['a & b'] }).body ?? '';
}

/** With a declaration, comments, indentation and line ends of two characters. */
function laidOut(answer: string): string {
  const lines = answer.replaceAll('><', '>\n  <').replaceAll(' avain=', '\n\tavain=');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<!-- answer -->\n${lines}\n`.replaceAll('\n', '\r\n');
}
