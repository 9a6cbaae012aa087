import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import secrets from '../../gateway/access/sandbox-secrets.json' with { type: 'json' };
import {
  type AskedCaller,
  type CallerKey,
  callerKeys,
  callerTerms,
  createCallers,
} from '../../gateway/sandbox/callers.ts';
import { SandboxProblem } from '../../gateway/sandbox/sandbox-problem.ts';
import { dataSources, sandboxSecrets } from '../../mocks/issuer/parties.ts';
import { consentRegistries } from '../../subgraphs/registry/disclosed-as.ts';
import { purposes } from '../../subgraphs/registry/purpose.ts';
import { issuerUrl } from '../sandbox-access.ts';
import { type Reply, type System, startSystem } from '../system.ts';

const P13 = '1.2.246.562.24.00000009013';
const nobody = { person: null, consents: [], caseReference: null } as const;
const ofOfficial = 'query ($who: Oppijanumero!) { student(oppijanumero: $who) { permits { state } } }';
const ofStudent = '{ me { code student { studyRights { state } permits { state reason { code } } } } }';

let system: System;
beforeAll(async () => {
  system = await startSystem({ today: '2026-11-24' });
});
afterAll(() => system.close());

async function headersOf(caller: CallerKey, more: Partial<AskedCaller> = {}) {
  return createCallers(await issuerUrl()).headersOf({ caller, ...nobody, ...more });
}

async function ask(query: string, caller: CallerKey, more: Partial<AskedCaller> = {}): Promise<Reply> {
  return system.ask(query, query === ofStudent ? {} : { who: P13 }, await headersOf(caller, more));
}

async function problemOf(asked: Promise<unknown>): Promise<unknown> {
  return asked.then(
    () => 'none',
    (error: unknown) => error,
  );
}

describe('the callers of the sandbox', () => {
  it('have the secrets and registries that the issuer takes', () => {
    expect(secrets).toEqual(sandboxSecrets);
    expect([...consentRegistries].toSorted()).toEqual(Object.keys(dataSources).toSorted());
  });

  it.each(callerKeys.filter((key) => key !== 'student' && key !== 'unknown'))(
    '%s is let in for the purpose that it names',
    async (caller) => {
      const { status, body } = await ask(ofOfficial, caller);
      expect([status, body.errors]).toEqual([200, undefined]);
      expect(body.extensions.policy.purpose).toBe(callerTerms[caller].purpose);
      expect(body.data.student.permits.state).toBe('KNOWN');
    },
  );

  it('state a case and an official just where the purpose needs them', async () => {
    for (const { purpose, caseReference } of Object.values(callerTerms)) {
      expect(caseReference !== null).toBe(purpose !== null && purposes[purpose].needsCase);
    }
    const officials = callerKeys.filter((key) => !['student', 'developer', 'unknown'].includes(key));
    for (const caller of officials) {
      const { purpose } = callerTerms[caller];
      const needs = purpose === null ? null : purposes[purpose];
      const names = Object.keys(await headersOf(caller, { caseReference: 'UMA-7' }));
      expect([names.includes('x-case'), names.includes('x-end-user')], caller).toEqual([
        needs?.needsCase,
        needs?.needsEndUser,
      ]);
    }
    expect(await headersOf('extension', { caseReference: 'UMA-7' })).toMatchObject({ 'x-case': 'UMA-7' });
    expect(Object.keys(await headersOf('developer', { caseReference: 'UMA-7' }))).toEqual(['authorization']);
  });

  it('unknown has nothing to show, and is not let in', async () => {
    expect(await headersOf('unknown', { caseReference: 'UMA-7' })).toEqual({});
    const { status, body } = await ask(ofOfficial, 'unknown');
    expect([status, body.errors[0].extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('a student sees what the student consents to, and is told what consent would open', async () => {
    const { body } = await ask(ofStudent, 'student', { person: 'P13', consents: ['ONR', 'VIRTA'] });
    expect(body.data.me).toMatchObject({
      code: 'FOUND',
      student: {
        studyRights: { state: 'KNOWN' },
        permits: { state: 'CONSENT_REQUIRED', reason: { code: 'CONSENT_NOT_GIVEN' } },
      },
    });
    const none = await ask(ofStudent, 'student', { person: 'P13' });
    expect(none.body.data.me.student).toMatchObject({
      studyRights: { state: 'CONSENT_REQUIRED' },
      permits: { state: 'CONSENT_REQUIRED' },
    });
  });

  it('are told what is wrong with the choice, and that an issuer does not answer', async () => {
    const without = await problemOf(headersOf('student'));
    expect(without).toBeInstanceOf(SandboxProblem);
    expect(without).toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringContaining('`person`') });
    expect(await problemOf(headersOf('student', { person: 'P00', consents: ['KELA'] }))).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining('ONR, OPINTOPOLKU'),
    });
    const nowhere = createCallers('http://127.0.0.1:1').headersOf({ caller: 'developer', ...nobody });
    expect(await problemOf(nowhere)).toMatchObject({
      code: 'SANDBOX_UNAVAILABLE',
      message: expect.stringContaining('http://127.0.0.1:1'),
    });
  });
});
