import type { Language } from '../language.ts';
import type { Rect, TextLine } from './geometry.ts';
import { laneTitles, steeringTitle, viewTitles } from './picture-texts.ts';
import { type Actor, lanes, processMap, type View } from './process-data.ts';
import { type TextStyle, wrap } from './text-width.ts';

/** An actor's box. */
export interface ActorBox {
  readonly actor: Actor;
  readonly box: Rect;
  readonly middle: number;
  readonly name: readonly TextLine[];
  readonly role: readonly TextLine[];
}

/** A lane with its title. */
export interface LaneBand {
  readonly lane: (typeof lanes)[number];
  readonly band: Rect;
  readonly title: TextLine;
}

/** What stands still in a picture: its title, lanes and actors. */
export interface Frame {
  readonly title: TextLine;
  readonly steeringTitle: readonly TextLine[];
  readonly steering: readonly ActorBox[];
  readonly lanes: readonly LaneBand[];
  /** The actors that flows go between, from left to right. */
  readonly columns: readonly ActorBox[];
  /** Where the rows begin. */
  readonly rowsFrom: number;
}

/** The width of a picture: what a window of 1280 has room for. */
export const pictureWidth = 1240;
/** How much is left free around everything. */
export const margin = 10;
/** What the title takes of the height. */
export const titleHeight = 30;

const laneGap = 8;
const boxGap = 6;
const boxPadding = 5;
const titleStyle = { size: 18, bold: true } as const;
const laneStyle = { size: 12, bold: true } as const;
const nameStyle = { size: 12.5, bold: true } as const;
const roleStyle = { size: 11 } as const;
const steeringTop = titleHeight + margin;
const lineHeight = { name: 15, role: 13.5 } as const;

/** Lays out what stands still: lanes side by side, each with its actors; above them those who steer. */
export function frameOf(view: View, language: Language): Frame {
  const shown = lanes.filter((lane) => view === 'gateway' || lane !== 'GATEWAY');
  const steeringHeight = 2 * boxPadding + lineHeight.name + lineHeight.role;
  const laneTop = steeringTop + steeringHeight + 10;
  const places = placesOf(shown);
  const actorTop = laneTop + 22;
  const laidOut = places.flatMap(({ actors, x, width }) =>
    actors.map((actor, index) => {
      const box = { x: x + index * width + boxGap / 2, y: actorTop, width: width - boxGap, height: 0 };
      return actorBox(actor, box, language);
    }),
  );
  const height = Math.max(...laidOut.map(({ box }) => box.height));
  const columns = laidOut.map((one) => ({ ...one, box: { ...one.box, height } }));
  const bands = places.map(({ lane, x, width, actors }) => {
    const band = { x, y: laneTop, width: width * actors.length, height: height + 22 + boxGap };
    const text = laneTitles[lane][language];
    const title = { x: x + band.width / 2, y: laneTop + 15, text, anchor: 'middle', ...laneStyle } as const;
    return { lane, band, title };
  });
  const beside = wrap(steeringTitle[language], (bands[0]?.band.width ?? 0) - 8, laneStyle);
  return {
    title: { x: margin, y: 26, text: viewTitles[view][language], anchor: 'start', ...titleStyle },
    steeringTitle: linesOf(beside, { x: margin + 4, top: steeringTop + 4, anchor: 'start' }, laneStyle),
    steering: steeringOf(bands, language),
    lanes: bands,
    columns,
    rowsFrom: laneTop + height + 22 + boxGap + 6,
  };
}

/** Where each lane begins, and how wide each of its columns is. */
function placesOf(shown: readonly (typeof lanes)[number][]) {
  const members = shown.map((lane) => processMap.actors.filter((actor) => actor.lane === lane));
  const count = members.flat().length;
  const width = (pictureWidth - 2 * margin - laneGap * (shown.length - 1)) / count;
  let x = margin;
  return shown.map((lane, index) => {
    const actors = members[index] ?? [];
    const place = { lane, actors, x, width };
    x += width * actors.length + laneGap;
    return place;
  });
}

function steeringOf(bands: readonly LaneBand[], language: Language): readonly ActorBox[] {
  return processMap.actors.flatMap((actor) => {
    const under = bands.filter(({ lane }) => actor.steers?.includes(lane));
    const [first, last] = [under[0], under.at(-1)];
    if (first === undefined || last === undefined) return [];
    const width = last.band.x + last.band.width - first.band.x;
    return [actorBox(actor, { x: first.band.x, y: steeringTop, width, height: 0 }, language)];
  });
}

/** Fills a box with an actor's name and role; its height follows from them. */
function actorBox(actor: Actor, place: Rect, language: Language): ActorBox {
  const room = place.width - 2 * boxPadding;
  const middle = place.x + place.width / 2;
  const names = wrap(actor.short[language], room, nameStyle);
  const top = place.y + boxPadding;
  const name = linesOf(names, { x: middle, top, anchor: 'middle' }, nameStyle);
  const below = top + names.length * lineHeight.name;
  const roles = wrap(actor.role[language], room, roleStyle);
  const role = linesOf(roles, { x: middle, top: below, anchor: 'middle' }, roleStyle);
  const height = below + roles.length * lineHeight.role + boxPadding - place.y;
  return { actor, box: { ...place, height }, middle, name, role };
}

function linesOf(
  texts: readonly string[],
  at: { readonly x: number; readonly top: number; readonly anchor: TextLine['anchor'] },
  style: TextStyle,
): readonly TextLine[] {
  const height = style.bold ? lineHeight.name : lineHeight.role;
  const { x, top, anchor } = at;
  return texts.map((text, index) => ({
    x,
    y: top + index * height + style.size * 0.9,
    text,
    anchor,
    ...style,
  }));
}
