import { describe, expect, it } from 'vitest';
import { freeMovement } from '../../subgraphs/findings/rules/free-movement.ts';
import { identity, nonAnswers, today, unavailable } from './facts.ts';

describe('free movement', () => {
  it.each([
    ['one third country', ['704'], false, []],
    ['an EU citizenship first (P01)', ['100', '804'], true, ['100']],
    ['an EU citizenship last', ['804', '100'], true, ['100']],
    ['Finnish', ['246'], true, ['246']],
    ['Icelandic and Swiss', ['352', '756'], true, ['352', '756']],
    ['Liechtenstein', ['438'], true, ['438']],
    ['a code with a leading zero', ['040'], true, ['040']],
    ['the United Kingdom is outside since 2020', ['826'], false, []],
    ['stateless is known', ['991'], false, []],
    ['Kosovo under its Finnish code', ['907'], false, []],
    ['an EU citizenship beside an unknown one', ['998', '276'], true, ['276']],
  ])('%s', (...[, codes, value, deciding]) => {
    const finding = freeMovement({ identity: identity(...codes) }, today);
    expect(finding).toMatchObject({
      determination: 'DETERMINED',
      value,
      citizenshipCodes: deciding,
      missing: [],
    });
  });

  it.each([
    ['no citizenship is recorded, which is not statelessness', []],
    ['the only one is unknown', ['998']],
    ['one of two is unknown', ['704', '999']],
    ['a code is of a country that is no more', ['810']],
  ])('says nothing when %s', (_name, codes) => {
    const finding = freeMovement({ identity: identity(...codes) }, today);
    expect(finding).toMatchObject({ determination: 'UNDETERMINED', value: null });
    expect(finding.missing).toMatchObject([
      { fact: 'identity', state: 'KNOWN', reason: { code: 'NOT_REPORTED' } },
    ]);
  });

  it.each(nonAnswers)('says nothing when the identity is %s', (state) => {
    const finding = freeMovement({ identity: { ...identity('704'), state } }, today);
    expect(finding).toMatchObject({ value: null, missing: [{ fact: 'identity', state }] });
  });

  it('carries up why the registry gave nothing, when to ask again and who can help', () => {
    const identityDown = { ...identity(), ...unavailable('ONR'), citizenships: null };
    const finding = freeMovement({ identity: identityDown }, today);
    expect(finding.missing).toMatchObject([
      { reason: { code: 'TIMEOUT', retryAt: '2026-10-15T08:05:00.000Z', whoCanFix: 'GATEWAY_OPERATOR' } },
    ]);
    expect(finding.missing[0]?.reason.message.sv).toContain('svarade inte');
  });

  it('counts a fact that did not come at all as unavailable', () => {
    const finding = freeMovement({ identity: null }, today);
    expect(finding.inputs).toEqual([
      { fact: 'identity', registry: 'ONR', state: 'SOURCE_UNAVAILABLE', observedAt: null },
    ]);
    expect(finding.missing).toMatchObject([{ reason: { code: 'INPUT_UNAVAILABLE' } }]);
  });
});
