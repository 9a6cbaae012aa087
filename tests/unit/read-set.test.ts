import { describe, expect, it } from 'vitest';
import { ReadSet, RequestReads } from '../../gateway/disclosure/request/read-set.ts';
import type { FactRead } from '../../subgraphs/registry/fact-read.ts';

const read = (subject: string, fact: string, more: Partial<FactRead> = {}): FactRead => ({
  subject,
  fact,
  registry: 'VIRTA',
  state: 'KNOWN',
  reason: null,
  reachedSource: 'YES',
  nonDisclosure: null,
  ...more,
});

describe('what a request read', () => {
  it('is kept once of each person, in the order in which it was read first', () => {
    const reads = new RequestReads();
    const all = [read('one', 'b'), read('two', 'a'), read('one', 'a'), read('one', 'b')];
    for (const one of all) reads.add(one);
    expect(reads.all()).toEqual([read('one', 'b'), read('one', 'a'), read('two', 'a')]);
  });

  it('is one object for all who have the same, and another where any part of a read differs', () => {
    const reads = new RequestReads();
    for (const subject of ['one', 'two']) for (const fact of ['a', 'b']) reads.add(read(subject, fact));
    expect(reads.sets.get('one')).toBe(reads.sets.get('two'));
    const others: Partial<FactRead>[] = [
      { registry: 'ONR' },
      { state: 'SOURCE_UNAVAILABLE' },
      { reason: 'TIMEOUT' },
      { reachedSource: 'UNKNOWN' },
      { nonDisclosure: true },
    ];
    for (const [number, other] of others.entries()) {
      reads.add(read(`other ${number}`, 'a'));
      reads.add(read(`other ${number}`, 'b', other));
    }
    expect(new Set(reads.sets.values()).size).toBe(1 + others.length);
  });

  it('says nothing of a person to the next request', () => {
    new RequestReads().add(read('one', 'a'));
    const next = new RequestReads();
    expect(next.all()).toEqual([]);
    expect(JSON.stringify(ReadSet.nothing.with(read('one', 'a')).reads)).not.toContain('one');
  });

  it('is told rightly also when there were more kinds of reads than are remembered', () => {
    const first = new RequestReads();
    first.add(read('one', 'a'));
    for (let number = 0; number < 12_000; number += 1) {
      const reads = new RequestReads();
      reads.add(read('one', `fact ${number}`));
      if (number % 1_000 === 0) expect(reads.all()).toEqual([read('one', `fact ${number}`)]);
    }
    first.add(read('one', 'b'));
    expect(first.all()).toEqual([read('one', 'a'), read('one', 'b')]);
  });
});
