import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DataFlow } from '../../gateway/data-flow/data-flow.ts';
import { bundlesOf } from '../../gateway/data-flow/picture/bundles.ts';
import { pictureOf } from '../../gateway/data-flow/picture/picture.ts';
import { edgeTitle } from '../../gateway/data-flow/picture/registries.ts';
import { palettes } from '../../gateway/data-flow/picture/svg.ts';
import { wordsIn } from '../../gateway/data-flow/picture/words.ts';
import { languages } from '../../gateway/sandbox/language.ts';
import { officerBulkQuery, officerQuery, personaOid } from '../officer-query.ts';
import { developerHeaders, officialHeaders } from '../sandbox-access.ts';
import { startSystem } from '../system.ts';
import { drawingOf, overlapsIn } from './drawing.ts';
import { includeFlow } from './edges.ts';

const names = ['plain', 'merged', 'broken', 'bulk', 'nothing'] as const;
const flows = new Map<string, DataFlow>();
const flowOf = (name: string): DataFlow => flows.get(name) ?? expect.unreachable(`no flow ${name}`);

beforeAll(async () => {
  const system = await startSystem({ today: '2026-11-24', generated: 50 });
  const ask = async (
    name: (typeof names)[number],
    ...[query, variables, headers]: Parameters<typeof system.ask>
  ) => {
    const { body } = await system.ask(query, variables, { ...headers, ...includeFlow });
    flows.set(name, body.extensions.dataFlow);
  };
  const developer = await developerHeaders();
  await ask('plain', officerQuery, { oppijanumero: personaOid(9000) }, developer);
  const official = await officialHeaders('MIGRI_FIRST_PERMIT');
  await ask('merged', officerQuery, { oppijanumero: personaOid(9011) }, official);
  const oppijanumerot = system.people.flatMap(({ records }) => records[0]?.oid ?? []);
  await ask('bulk', officerBulkQuery, { oppijanumerot }, developer);
  await ask('nothing', '{ myEntitlements { field } }', {}, developer);
  await system.mock('virta').setFault({ fault: 'reset' });
  await ask('broken', officerQuery, { oppijanumero: personaOid(9001) }, developer);
  await system.close();
});

describe.each(languages)('the picture in %s', (language) => {
  it.each(names)('of %s is well-formed, says what it is, and can be read', (name) => {
    const { root, texts, told } = drawingOf(pictureOf(flowOf(name), language));
    expect(root).toMatchObject({ role: 'img', lang: language, xmlns: 'http://www.w3.org/2000/svg' });
    expect(told.title).toBe(wordsIn(language).heading('title'));
    expect(told.desc).toContain(flowOf(name).asked.purpose);
    expect(overlapsIn(texts)).toEqual([]);
    const [, , width = 0, height = 0] = (root.viewBox ?? '').split(' ').map(Number);
    expect(width).toBe(1280);
    expect(texts.filter(({ size }) => !(size >= 11))).toEqual([]);
    expect(texts.filter(({ left, right, bottom }) => left < 0 || right > width || bottom > height)).toEqual(
      [],
    );
  });

  it.each(names)('of %s names every call, whole, and every fact with its state', (name) => {
    const flow = flowOf(name);
    const words = wordsIn(language);
    const texts = drawingOf(pictureOf(flow, language)).texts.map(({ text }) => text.replace('◆ ', ''));
    const bundles = bundlesOf(flow);
    expect(bundles.flatMap(({ calls }) => calls.map(({ id }) => id)).toSorted()).toEqual(
      flow.calls.map(({ id }) => id).toSorted(),
    );
    for (const bundle of bundles) expect(texts).toContain(edgeTitle(bundle, words));
    const shown = flow.facts.filter(
      ({ registry }) => registry === 'GATEWAY' || flow.calls.some((call) => call.registry === registry),
    );
    for (const { fact, people } of shown) {
      expect(texts).toContain(fact);
      for (const [state, count] of Object.entries(people)) {
        expect(texts).toContainEqual(expect.stringMatching(new RegExp(`^. ${words.state(state)} ${count}$`)));
      }
    }
    for (const { field } of flow.denied) expect(texts.join('\n')).toContain(`■ ${field} — `);
  });
});

it('cuts no text at an ordinary query', () => {
  for (const language of languages) {
    const { texts } = drawingOf(pictureOf(flowOf('merged'), language));
    expect(texts.filter(({ text }) => text.endsWith('…')).map(({ text }) => text)).toEqual([]);
  }
});

it('draws nothing that a text would have it draw', () => {
  const flow = flowOf('plain');
  const clientId = '<script>alert("1")</script>&\u0000';
  const hostile = { ...flow, asked: { ...flow.asked, clientId, caseReference: "'><image/>" } };
  const { elements, told } = drawingOf(pictureOf(hostile, 'en'));
  expect(elements.filter((name) => name === 'script' || name === 'image')).toEqual([]);
  expect(told.desc).toContain('<script>alert("1")</script>&,');
});

it('has colours that can be told from the ground, on light pages and dark ones', () => {
  for (const palette of Object.values(palettes)) {
    const { paper, panel, line, ...inks } = palette;
    for (const colour of Object.values(inks)) {
      for (const ground of [paper, panel]) expect(contrastOf(colour, ground)).toBeGreaterThanOrEqual(4.5);
    }
    expect(Math.min(contrastOf(line, paper), contrastOf(line, panel))).toBeGreaterThanOrEqual(2.5);
  }
});

it('is drawn by what runs in a browser too, whatever file it is in', () => {
  const folder = new URL('../../gateway/data-flow/picture/', import.meta.url);
  const files = new Set(
    globSync('*.ts', { cwd: fileURLToPath(folder) }).map((file) => new URL(file, folder).href),
  );
  expect(files.size).toBeGreaterThan(5);
  // A set goes on to what is added to it: files that are imported are looked at too.
  for (const file of files) {
    const text = readFileSync(new URL(file), 'utf8');
    const named = [...text.matchAll(/^(?:import|export) (type )?[^;]*? from '([^']+)';/gms)];
    const imported = named.flatMap(([, type, from = '']) => (type === undefined ? [from] : []));
    expect([file, imported.filter((from) => !from.startsWith('.'))]).toEqual([file, []]);
    expect(text).not.toMatch(/\bprocess\b|\bBuffer\b|\bdocument\b/);
    for (const from of imported) files.add(new URL(from, file).href);
  }
});

function contrastOf(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
