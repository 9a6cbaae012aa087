import { describe, expect, it } from 'vitest';
import { createOnrClient } from '../../subgraphs/oppijanumero/client.ts';
import { environment } from '../../subgraphs/oppijanumero/config.ts';
import { createDeadline } from '../../subgraphs/registry/deadline.ts';
import { termsWith } from '../terms.ts';
import { casOf, countsOf, numbers, oauthOf, start, tools } from './oppijanumero-running.ts';

const { signal } = new AbortController();

describe('a session that the registry ended', () => {
  it.each([
    ['OAuth', oauthOf, 'token'],
    ['CAS', casOf, 'j_spring_cas_security_check'],
  ])('is renewed by one log-in for a hundred calls at once (%s)', async (_way, settingsOf, logIn) => {
    const { mock, advance } = await start({ settings: settingsOf });
    const settings = { ...settingsOf(mock.url), OPPIJANUMERO_CONNECTIONS: '100' };
    const client = createOnrClient(environment.parse(settings), tools);
    await client.mastersOf([numbers.manual], termsWith(signal));
    mock.clearCalls();
    advance(31 * 60 * 1000);
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => client.mastersOf([numbers.manual], termsWith(signal))),
    );
    expect(answers.filter(({ answered }) => !answered)).toEqual([]);
    const counts = countsOf(mock);
    expect(counts[logIn]).toBe(1);
    // Those that were under way with the old session are sent once more each.
    expect(counts.masterHenkilosByOidList).toBeLessThanOrEqual(200);
  });
});

it('a registry over its capacity refuses at once what cannot even wait', async () => {
  const { mock } = await start();
  const settings = { ...oauthOf(mock.url), OPPIJANUMERO_CONNECTIONS: '2', OPPIJANUMERO_QUEUE: '3' };
  const client = createOnrClient(environment.parse(settings), tools);
  // With a minute, those in line wait long enough, however slow the machine.
  const patient = createDeadline(60_000);
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => client.mastersOf([numbers.manual], termsWith(patient))),
  );
  const codes = answers.map((answer) => (answer.answered ? 'ANSWERED' : answer.failure.code));
  expect(codes.filter((code) => code === 'ANSWERED')).toHaveLength(5);
  expect(codes.filter((code) => code === 'BUSY')).toHaveLength(45);
  expect(countsOf(mock).masterHenkilosByOidList).toBe(5);
});
