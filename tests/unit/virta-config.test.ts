import { expect, it } from 'vitest';
import { virta } from '../../subgraphs/virta/index.ts';

const environment = { VIRTA_URL: 'https://ws.example.fi/luku/OpiskelijanTiedot', VIRTA_KEY: 'salaisuus' };

function problems(more: Record<string, string | undefined>): readonly string[] {
  const configured = virta.configure({ ...environment, ...more });
  return configured.ok ? [] : configured.problems;
}

it('an endpoint and a password are enough; the system’s and the user’s names may be empty', () => {
  expect(problems({ VIRTA_SYSTEM: '', VIRTA_USER: '' })).toEqual([]);
});

it.each([
  ['VIRTA_URL', undefined],
  ['VIRTA_URL', 'https://user:secret@ws.example.fi/luku'],
  ['VIRTA_KEY', undefined],
  ['VIRTA_KEY', 'secret\u0000'],
  ['VIRTA_KEY', 'secret'.repeat(20)],
  ['VIRTA_BATCH', '201'],
  ['VIRTA_CONNECTIONS', '0'],
])('%s is not accepted as %j, and the problem names the variable but no value', (name, value) => {
  const found = problems({ [name]: value });
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(new RegExp(`^${name}: `));
  expect(found[0]).not.toContain('secret');
});
