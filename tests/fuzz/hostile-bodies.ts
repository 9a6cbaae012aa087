const deep = '['.repeat(100_000) + ']'.repeat(100_000);
const keys = Array.from({ length: 20_000 }, (_, index) => `"key${index}":null`).join();

/** JSON bodies that are too deep, too long or too wide. */
export const hostileJson: readonly string[] = [
  '',
  'null',
  deep,
  `[${deep}]`,
  `{"persons":[${deep},{"personOid":${deep}}]}`,
  `{"1.2.246.562.24.00000000001":${deep}}`,
  `[{"henkiloOid":${deep}},{"valinnantulos":${deep}}]`,
  `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
  '['.repeat(1_000_000),
  `[${'null,'.repeat(50_000)}null]`,
  `{${keys}}`,
  JSON.stringify('x'.repeat(2_000_000)),
  '[1e400,-0,12345678901234567890123]',
  '{"__proto__":{"x":1},"constructor":{"prototype":{"x":1}}}',
  '[{"__proto__":{"henkiloOid":"x","personOid":"x"}}]',
];
