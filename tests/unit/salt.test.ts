import { expect, it } from 'vitest';
import { newSalt } from '../../gateway/disclosure/receipts/salt.ts';

it('makes 32 random bytes for each answer, never the same again', () => {
  const salts = Array.from({ length: 1_000 }, newSalt);
  expect(new Set(salts).size).toBe(1_000);
  for (const salt of salts) {
    const bytes = Buffer.from(salt, 'base64url');
    expect(bytes).toHaveLength(32);
    expect(bytes.some((byte) => byte !== 0)).toBe(true);
  }
});
