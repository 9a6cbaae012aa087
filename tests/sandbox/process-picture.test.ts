import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { languages } from '../../gateway/sandbox/language.ts';
import { paletteCss } from '../../gateway/sandbox/palette.ts';
import type { Rect, TextLine } from '../../gateway/sandbox/process/geometry.ts';
import { badgeRadius, layOut, type PictureLayout } from '../../gateway/sandbox/process/picture-layout.ts';
import { pictureSvg } from '../../gateway/sandbox/process/picture-svg.ts';
import { processMap, views } from '../../gateway/sandbox/process/process-data.ts';
import { widthOf, wrap } from '../../gateway/sandbox/process/text-width.ts';

const everyPicture = views.flatMap((view) => languages.map((language) => [view, language] as const));

/** What a line of text covers. */
function rectOf(line: TextLine): Rect {
  const width = widthOf(line.text, line);
  const x = line.anchor === 'middle' ? line.x - width / 2 : line.x;
  return { x, y: line.y - line.size * 0.8, width, height: line.size };
}

function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function isInside(inner: Rect, outer: Rect): boolean {
  const right = inner.x + inner.width <= outer.x + outer.width;
  return (
    inner.x >= outer.x && inner.y >= outer.y && right && inner.y + inner.height <= outer.y + outer.height
  );
}

function pairsThatOverlap(rects: readonly Rect[]): readonly (readonly [Rect, Rect])[] {
  return rects.flatMap((a, index) =>
    rects.slice(index + 1).flatMap((b) => (overlap(a, b) ? [[a, b] as const] : [])),
  );
}

/** What arrows cover, with their numbers. */
function arrowRects({ rows }: PictureLayout): readonly Rect[] {
  return rows.flatMap(({ arrows }) =>
    arrows.map(({ stops, y }) => {
      const [left, right] = [Math.min(...stops) - badgeRadius, Math.max(...stops) + badgeRadius];
      return { x: left, y: y - badgeRadius, width: right - left, height: 2 * badgeRadius };
    }),
  );
}

describe.each(everyPicture)('the picture of %s in %s', (view, language) => {
  const layout = layOut(view, language);
  const { frame, rows, legend, width, height } = layout;
  const boxes = [...frame.steering, ...frame.columns];
  const lines = [
    ...[frame.title, ...frame.steeringTitle, ...frame.lanes.map(({ title }) => title)],
    ...boxes.flatMap(({ name, role }) => [...name, ...role]),
    ...rows.map(({ label }) => label.line),
    ...legend.map(({ line }) => line),
  ];

  it('has no box over another, no text over another, no arrow over a text or another arrow', () => {
    expect(pairsThatOverlap(boxes.map(({ box }) => box))).toEqual([]);
    expect(pairsThatOverlap([...lines.map(rectOf), ...arrowRects(layout)])).toEqual([]);
    const aboveRows = boxes.map(({ box }) => box);
    expect(arrowRects(layout).filter((rect) => aboveRows.some((box) => overlap(rect, box)))).toEqual([]);
  });

  it('cuts nothing: every text within its box or the picture', () => {
    for (const { box, name, role } of boxes)
      for (const line of [...name, ...role]) expect(isInside(rectOf(line), box), line.text).toBe(true);
    const all = { x: 0, y: 0, width, height };
    for (const rect of [...lines.map(rectOf), ...rows.map(({ band }) => band)])
      expect(isInside(rect, all), JSON.stringify(rect)).toBe(true);
  });

  it('shows every flow with its number and no actor twice', () => {
    const numbers = rows.map(({ arrows }) => [...new Set(arrows.map(({ number }) => number))]);
    expect(numbers).toEqual(processMap.flows.map(({ number }) => [number]));
    const shown = boxes.map(({ actor }) => actor.id);
    const expected = processMap.actors.filter(({ id }) => view === 'gateway' || id !== 'gateway');
    expect(shown.toSorted()).toEqual(expected.map(({ id }) => id).toSorted());
  });

  it('is well-formed, told of in words, and has a colour also where no style is heeded', () => {
    for (const style of [null, paletteCss()]) {
      const svg = pictureSvg(view, language, style);
      const tags = tagsOf(svg);
      expect(tags[0]?.attributes).toMatchObject({ role: 'img', lang: language });
      const told = tags
        .filter(({ name }) => name === 'title' || name === 'desc')
        .map(({ attributes }) => attributes.id);
      expect(tags[0]?.attributes['aria-labelledby']).toBe(told.join(' '));
      const drawn = tags.filter(({ name }) => ['rect', 'circle', 'line', 'polygon', 'text'].includes(name));
      for (const { attributes } of drawn) {
        expect(`${attributes.fill} ${attributes.stroke}`).toMatch(/#[0-9a-f]{6}/);
        expect(attributes.style).toBeUndefined();
      }
      expect(svg).not.toContain('NaN');
      expect(svg).not.toContain('undefined');
    }
  });

  it('draws every kind of arrow in its own way, whatever its colour', () => {
    const kinds = new Set(rows.flatMap(({ arrows }) => arrows.map(({ kind }) => kind)));
    const samples = tagsOf(pictureSvg(view, language))
      .filter(({ name }) => name === 'line')
      .slice(-legend.length);
    const looks = new Set(
      samples.map(({ attributes }) => `${attributes['stroke-width']} ${attributes['stroke-dasharray']}`),
    );
    expect(looks.size).toBe(kinds.size);
  });
});

interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Reads XML; throws at the first fault. */
function tagsOf(xml: string): readonly Tag[] {
  const tags: Tag[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => tags.push({ name, attributes: { ...attributes } }));
  parser.write(xml).close();
  return tags;
}

describe('the lines of a text', () => {
  const style = { size: 12 };

  it('are broken between words, and within a word at its soft hyphens alone', () => {
    expect(wrap('Kela ja Tulorekisteri', 80, style)).toEqual(['Kela ja', 'Tulorekisteri']);
    expect(wrap('Korkea\u00ADkoulut', 60, style)).toEqual(['Korkea-', 'koulut']);
    expect(wrap('Korkea\u00ADkoulut', 90, style)).toEqual(['Korkeakoulut']);
  });

  it('are refused when a word fits no line: nothing is ever cut', () => {
    expect(() => wrap('Maahanmuuttovirasto', 60, style)).toThrow('does not fit');
  });
});
