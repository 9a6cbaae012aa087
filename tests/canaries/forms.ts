import { placesOfCodes } from './codes.ts';

/** How a code was written where it was found. */
export type Form = 'raw' | 'URL-escaped' | 'JSON-escaped' | 'base64';

const percent = /%([0-9a-f]{2})/gi;
const unicode = /\\u00([0-9a-f]{2})/gi;
/** Long enough for a code and no longer: eleven characters are fifteen in base64, or sixteen with padding. */
const encoded = /[\w+/-]{15,}/g;

const character = (_: string, hex: string): string => String.fromCharCode(Number.parseInt(hex, 16));

/** The forms in which a text, one character a byte, holds personal identity codes; none when it holds none. */
export function formsOfCodesIn(text: string): readonly Form[] {
  const escapes = [text, text.replace(percent, character), text.replace(unicode, character)] as const;
  const forms: Form[] = [];
  if (placesOfCodes(escapes[0]).length > 0) forms.push('raw');
  if (escapes[1] !== text && placesOfCodes(escapes[1]).length > placesOfCodes(text).length)
    forms.push('URL-escaped');
  if (escapes[2] !== text && placesOfCodes(escapes[2]).length > placesOfCodes(text).length)
    forms.push('JSON-escaped');
  if (isInBase64(text)) forms.push('base64');
  return forms;
}

/** Every run that may be base64 is read from each of four places: nobody knows where in it a text was begun. */
function isInBase64(text: string): boolean {
  const runs = text.match(encoded) ?? [];
  return [0, 1, 2, 3].some((skipped) => {
    const decoded = runs.map((run) => Buffer.from(run.slice(skipped), 'base64').toString('latin1'));
    return placesOfCodes(decoded.join('\n')).length > 0;
  });
}
