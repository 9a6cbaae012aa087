import { oneIn, pick } from './variation.ts';
import { textElement } from './xml-writing.ts';

/** A date element; one in sixteen has a zone suffix, as some institutions' systems write `xs:date`. */
export function dateElement(name: string, date: string | null | undefined, seed: string): string {
  if (date === null || date === undefined) return '';
  return textElement(name, oneIn(16, `${seed}/${name}/${date}`) ? date + zoneOf(date) : date);
}

/** An amount of credits, spelled in one of the ways that institutions use for the same number. */
export function creditsElement(name: string, credits: string | null | undefined, seed: string): string {
  if (credits === null || credits === undefined) return '';
  return textElement(name, pick(spellingsOf(credits), `${seed}/${name}`));
}

/** A key of something else: a missing one is mostly left out, and sent as an empty string by some. */
export function optionalKey(key: string | null, seed: string): string | null {
  if (key !== null) return key;
  return oneIn(3, `${seed}/key`) ? '' : null;
}

/** Finnish time, near enough: summer time from April to October. */
function zoneOf(date: string): string {
  const month = date.slice(5, 7);
  return month >= '04' && month <= '10' ? '+03:00' : '+02:00';
}

function spellingsOf(credits: string): readonly [string, ...string[]] {
  if (/^\d+$/.test(credits)) return [credits, `${credits}.0`, `${credits}.000000`];
  const [whole, fraction] = /^(\d+)\.(\d{1,6})$/.exec(credits)?.slice(1) ?? [];
  if (whole === undefined || fraction === undefined) return [credits];
  return [credits, `${whole}.${fraction.padEnd(6, '0')}`];
}
