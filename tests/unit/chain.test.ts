import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chained, genesisOf, link } from '../../gateway/disclosure/chain.ts';

const genesis = genesisOf('a0'.repeat(16));

describe('the chain', () => {
  it('is over texts as logs have them that are kept', () => {
    const expected = createHash('sha256').update(`${genesis.hash}\n1\n{"a":"Å"}`).digest('base64url');
    expect(link(genesis.hash, 1, '{"a":"Å"}')).toBe(expected);
    expect(expected).toBe('K5RzniP2NFPkFUeuKsItQWBUqFFlaLjNRFvbrUJF-cY');
  });

  it('is the same over a text and its bytes, however long', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary' }), { maxLength: 5 }),
        fc.integer({ min: 1, max: 30_000 }),
        (texts, times) => {
          const bodies = [...texts, texts.join('å').repeat(times).slice(0, 100_000)];
          const bytes = bodies.map((body) => Buffer.from(body));
          const positions = chained(genesis, bytes).map(({ seq, hash }) => ({ seq, hash }));
          expect(chained(genesis, bodies).map(({ seq, hash }) => ({ seq, hash }))).toEqual(positions);
        },
      ),
    );
  });
});
