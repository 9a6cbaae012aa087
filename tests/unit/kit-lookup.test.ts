import { readFileSync } from 'node:fs';
import { buildSchema, isEnumType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { answeredFact, noneFact, unavailableFact } from '../../subgraphs/registry/facts.ts';
import {
  gateOf,
  markUnresolved,
  type RegistryLookup,
  withheldFact,
} from '../../subgraphs/registry/lookup.ts';
import { reasonCodes } from '../../subgraphs/registry/reasons.ts';
import { sharedLabels } from '../../subgraphs/registry/shared-labels.ts';

function lookup(resolution: RegistryLookup['resolution']): RegistryLookup {
  return { personOids: ['1.2.246.562.24.00000009000'], resolution, nonDisclosure: false };
}

const source = { registry: 'VIRTA', observedAt: '2026-11-24T10:00:00.000Z' };

describe('whether a registry is asked for a person', () => {
  it.each(['RESOLVED', 'UNRESOLVED'] as const)('it is, when the identity is %s', (resolution) => {
    expect(gateOf('VIRTA', lookup(resolution))).toEqual({ open: true, lookup: lookup(resolution) });
  });

  it.each([
    [
      'not identified',
      lookup('NOT_IDENTIFIED'),
      { state: 'NOT_LINKED', reason: { code: 'PERSON_NOT_IDENTIFIED' } },
    ],
    ['unknown', lookup('UNKNOWN'), { state: 'NOT_LINKED', reason: { code: 'NOT_IN_REGISTRY' } }],
    [
      'not known to this subgraph: null',
      null,
      { state: 'SOURCE_UNAVAILABLE', reason: { code: 'INPUT_UNAVAILABLE' } },
    ],
    [
      'not known to this subgraph: missing',
      undefined,
      { state: 'SOURCE_UNAVAILABLE', reason: { code: 'INPUT_UNAVAILABLE' } },
    ],
  ])('it is not, when the person is %s; the fact says why and claims no reading', (_what, given, said) => {
    expect(gateOf('VIRTA', given)).toMatchObject({
      open: false,
      fact: {
        ...said,
        source: { registry: 'VIRTA', observedAt: null, servedFrom: 'NOTHING' },
      },
    });
  });
});

describe('an answer that was asked under one number alone', () => {
  const known = answeredFact(source, 'KNOWN');
  const none = noneFact(source, 'NO_STUDY_RIGHT');

  it.each([
    ['something found', known],
    ['nothing found', none],
  ])('proves nothing: %s', (_what, fact) => {
    expect(markUnresolved(fact, lookup('UNRESOLVED'))).toMatchObject({
      state: 'AMBIGUOUS',
      reason: { code: 'IDENTITY_UNRESOLVED' },
      source: fact.source,
    });
  });

  it('keeps what was found', () => {
    expect(markUnresolved({ ...known, items: [1] }, lookup('UNRESOLVED'))).toMatchObject({ items: [1] });
  });

  it('keeps the state of a registry that did not answer', () => {
    const fact = unavailableFact('VIRTA', { code: 'TIMEOUT', retryAt: null });
    expect(markUnresolved(fact, lookup('UNRESOLVED'))).toBe(fact);
  });

  it('is as good as any when the identity was resolved', () => {
    expect(markUnresolved(known, lookup('RESOLVED'))).toBe(known);
    expect(markUnresolved(none, lookup('RESOLVED'))).toBe(none);
  });
});

describe('envelopes', () => {
  it('of a registry that failed carry the failure, when to ask again, and no time of reading', () => {
    const retryAt = '2026-11-24T10:05:00.000Z';
    expect(unavailableFact('VIRTA', { code: 'RATE_LIMITED', retryAt })).toMatchObject({
      state: 'SOURCE_UNAVAILABLE',
      reason: { code: 'RATE_LIMITED', retryAt },
      source: { observedAt: null, servedFrom: 'NOTHING' },
    });
  });

  it('of a protected person carry nothing read', () => {
    expect(withheldFact('VIRTA')).toMatchObject({
      state: 'WITHHELD',
      reason: { code: 'NON_DISCLOSURE' },
      source: { observedAt: null, recordedAt: null, servedFrom: 'NOTHING' },
    });
  });
});

describe('the words of the graph and of the code', () => {
  const facts = readFileSync(new URL('../../schema/facts.graphql', import.meta.url), 'utf8');
  const schema = buildSchema(`${facts}\nenum Registry { X }`, { assumeValidSDL: true });
  const valuesOf = (name: string): readonly string[] => {
    const type = schema.getType(name);
    return isEnumType(type) ? type.getValues().map((value) => value.name) : [];
  };

  it('have the same reasons', () => {
    expect([...reasonCodes].sort()).toEqual([...valuesOf('FactReasonCode')].sort());
  });

  it.each(['FactState', 'Actor'])('have a label in three languages for every %s', (name) => {
    expect(Object.keys(sharedLabels[name] ?? {}).sort()).toEqual([...valuesOf(name)].sort());
    for (const texts of Object.values(sharedLabels[name] ?? {})) {
      expect(texts.every((text) => text.trim() !== '')).toBe(true);
    }
  });
});
