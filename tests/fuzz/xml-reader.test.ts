import process from 'node:process';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { editedMarkup } from './edit-markup.ts';
import { editedText } from './edit-text.ts';
import { editedXml } from './edit-xml.ts';
import { fuzzRuns, fuzzSeed } from './fuzz-settings.ts';
import { type Mutation, mutations, pick } from './mutation.ts';
import { answersOfVirta } from './xml-bases.ts';
import { documents } from './xml-documents.ts';
import { eventsOf, type WantedOf, wantAll } from './xml-events.ts';
import { leniencies, readBySaxes } from './xml-oracle.ts';

const settings = { numRuns: fuzzRuns, seed: fuzzSeed };
const answers = answersOfVirta();
const tally = new Map<string, number>();

function count(what: string): void {
  tally.set(what, (tally.get(what) ?? 0) + 1);
}

/** Both readers agree on whether a document may be used, and on all that stands in it. */
function compare(document: string, wantedOf: WantedOf = wantAll): void {
  const bySaxes = readBySaxes(document, wantedOf);
  for (const leniency of bySaxes.leniencies) count(leniency);
  const expected = bySaxes.leniencies.length > 0 ? null : bySaxes.events;
  count(expected === null ? 'refused' : 'read');
  expect(eventsOf(document, wantedOf)).toEqual(expected);
}

/** Wants different things of elements, by a number. */
function someWantedOf(choice: number): WantedOf {
  const wants = ['ALL', 'ELEMENTS', 'NOTHING', 'ALL'] as const;
  return (local) => wants[(local.length + (local.charCodeAt(0) % 7) + choice) % wants.length] ?? 'ALL';
}

/** An answer with a few changes; text edits that would not be UTF-8 are left out. */
function changed(base: string, { inTree, inText }: Mutation): string {
  const tree = inTree.reduce((text, edit) => editedXml(text, edit), base);
  return inText.reduce((text, edit) => {
    return edit.length % 4 === 0 ? (editedText(text, edit) ?? text) : editedMarkup(text, edit);
  }, tree);
}

afterAll(() => {
  const counts = [...tally].map(([what, times]) => `${times} ${what}`).sort();
  process.stdout.write(`XML documents read by both readers: ${counts.join(', ')}\n`);
});

describe('our reader of XML and saxes', () => {
  it('agree on drawn documents', () => {
    fc.assert(
      fc.property(documents, (document) => compare(document)),
      settings,
    );
  }, 600_000);

  it('agree on drawn documents of which not all is wanted', () => {
    fc.assert(
      fc.property(documents, fc.nat(), (document, choice) => compare(document, someWantedOf(choice))),
      settings,
    );
  }, 600_000);

  it('agree on drawn documents that were changed', () => {
    fc.assert(
      fc.property(documents, mutations, (document, mutation) => compare(changed(document, mutation))),
      settings,
    );
  }, 600_000);

  it('agree on answers of VIRTA as they are', () => {
    expect(answers.length).toBeGreaterThan(50);
    for (const answer of answers) compare(answer);
  });

  it('agree on answers of VIRTA that were changed', () => {
    fc.assert(
      fc.property(mutations, (mutation) => {
        const base = pick(answers, mutation.base) ?? '';
        compare(changed(base, mutation), mutation.reply % 2 === 0 ? wantAll : someWantedOf(mutation.reply));
      }),
      settings,
    );
  }, 600_000);

  it('agree on answers of VIRTA cut after any character', () => {
    const [short = ''] = answers.toSorted((a, b) => a.length - b.length).filter((text) => text.length > 2000);
    for (let length = 0; length < short.length; length += 1) compare(short.slice(0, length));
  });

  it.skipIf(fuzzRuns < 10_000)('were compared where saxes is lenient', () => {
    expect(leniencies.filter((leniency) => (tally.get(leniency) ?? 0) === 0)).toEqual([]);
    expect(tally.get('read')).toBeGreaterThan(fuzzRuns);
  });
});
