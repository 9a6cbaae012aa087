import { describe, expect, it } from 'vitest';
import { ReadSet } from '../../gateway/disclosure/request/read-set.ts';
import { toldOf } from '../../gateway/disclosure/request/told-of.ts';
import { factReadOf } from '../../subgraphs/registry/fact-read.ts';

const source = { registry: 'ONR', servedFrom: 'REGISTRY' };

/** Whether the log holds a person as protected of whom only this much was read. */
function isProtected(...values: readonly object[]): boolean {
  const reads = values.map((value, index) =>
    factReadOf(
      { subject: '1', fact: `fact ${index}`, registry: 'ONR' },
      { state: 'KNOWN', source, ...value },
    ),
  );
  const set = reads.reduce((before, read) => before.with(read), ReadSet.nothing);
  return toldOf(set, new Map()).isProtected;
}

describe('the protected flag of the log', () => {
  it('follows what the gateway does, not only what the registry says', () => {
    const unsaid = { nonDisclosure: null, treatedAsProtected: true };
    const none = { nonDisclosure: false, treatedAsProtected: false };
    expect(isProtected(unsaid)).toBe(true);
    expect(isProtected(none)).toBe(false);
    expect(isProtected({ nonDisclosure: true, treatedAsProtected: true })).toBe(true);
    // By the look-up alone, as other registries' facts are read.
    expect(isProtected({ resolution: 'UNRESOLVED', nonDisclosure: true })).toBe(true);
    expect(isProtected({ resolution: 'RESOLVED', nonDisclosure: false })).toBe(false);
    expect(isProtected({ nonDisclosure: false }, unsaid)).toBe(true);
    expect(isProtected({})).toBe(true);
  });
});
