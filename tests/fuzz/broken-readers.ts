import type { Breakage } from './fuzz-run.ts';
import { parsedJson } from './json-tree.ts';
import type { Property } from './violation.ts';

type BrokenReader = readonly [what: string, property: Property, breakage: Breakage];

/** Readers of JSON that are broken on purpose, and the property that must notice. */
export function brokenReaders(registry: {
  /** The body that says that there is nothing. */
  readonly nothing: string;
  /** The key that says whose a record is. */
  readonly ownerKey: string;
}): readonly BrokenReader[] {
  const { nothing, ownerKey } = registry;
  return [
    ...brokenAnyhow,
    [
      'that takes what it cannot read for "nothing there"',
      'HONEST_STATE',
      { beforeReading: (text) => (parsedJson(text) === undefined ? nothing : text) },
    ],
    [
      'that presents the readable beginning of an answer as all of it',
      'NOTHING_LOST_SILENTLY',
      { beforeReading: (text) => withoutLast(text) },
    ],
    [
      'that takes any record for the one asked about',
      'NOBODY_ELSES',
      { beforeReading: (text) => ofOneOwner(text, ownerKey) },
    ],
  ];
}

/** Broken in ways that any registry's reader may be. */
export const brokenAnyhow: readonly BrokenReader[] = [
  [
    'that throws',
    'NEVER_THROWS',
    {
      beforeReading: () => {
        throw new Error('broken');
      },
    },
  ],
  [
    'that writes what it reads into the prototype of all objects',
    'NO_POLLUTION',
    { beforeReading: polluted, afterReading: (data) => data },
  ],
  [
    'that invents values',
    'NOTHING_INVENTED',
    {
      beforeReading: (text) =>
        text.replaceAll(/20(\d\d)-(\d\d)-(\d\d)/g, '19$1-$2-$3').replaceAll('"fi":"', '"fi":"x'),
    },
  ],
  [
    'that repeats the answer in its reason',
    'NO_UPSTREAM_TEXT',
    { afterReading: (data, text) => withReason(data, text.slice(0, 40)) },
  ],
];

function polluted(text: string): string {
  Object.defineProperty(Object.prototype, 'x', { value: text, configurable: true, enumerable: false });
  return text;
}

/** Each list of more than one record without its last one. */
function withoutLast(text: string): string {
  const shortened = (_key: string, value: unknown): unknown =>
    Array.isArray(value) && value.length > 1 && typeof value[0] === 'object' ? value.slice(0, -1) : value;
  const json = parsedJson(text);
  return json === undefined ? text : JSON.stringify(json, shortened);
}

/** Everything is the first owner's. */
function ofOneOwner(text: string, key: string): string {
  const owner = new RegExp(`"${key}":"[^"]*"`, 'g');
  const first = owner.exec(text)?.[0] ?? '';
  return text.replaceAll(owner, first);
}

function withReason(data: unknown, words: string): unknown {
  const spoil = (_key: string, value: unknown): unknown =>
    typeof value === 'object' && value !== null && 'fi' in value && 'en' in value
      ? { fi: words, sv: words, en: words }
      : value;
  const copy: unknown = JSON.parse(JSON.stringify(data, spoil));
  return copy;
}
