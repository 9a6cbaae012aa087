import { SaxesParser } from 'saxes';

/** A text of a picture and the box that it takes. */
export interface TextBox {
  readonly text: string;
  readonly size: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A picture as a reader of XML sees it. */
export interface Drawing {
  /** The attributes of the root. */
  readonly root: Readonly<Record<string, string>>;
  readonly elements: readonly string[];
  readonly texts: readonly TextBox[];
  /** Text of elements that are no drawing: title and desc. */
  readonly told: Readonly<Record<string, string>>;
}

/** Reads an SVG strictly. Throws when it is not well-formed. */
export function drawingOf(svg: string): Drawing {
  const parser = new SaxesParser();
  const open: { name: string; attributes: Record<string, string>; text: string }[] = [];
  const elements: string[] = [];
  const texts: TextBox[] = [];
  const told: Record<string, string> = {};
  let root: Record<string, string> | null = null;
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    root ??= attributes;
    elements.push(name);
    open.push({ name, attributes, text: '' });
  });
  parser.on('text', (text) => {
    const last = open.at(-1);
    if (last !== undefined) last.text += text;
  });
  parser.on('closetag', () => {
    const closed = open.pop();
    if (closed?.name === 'text') texts.push(boxOf(closed));
    if (closed?.name === 'title' || closed?.name === 'desc') told[closed.name] = closed.text;
  });
  parser.write(svg).close();
  return { root: root ?? {}, elements, texts, told };
}

/** What letters of a wide sans-serif take on average; bold ones take more. */
function boxOf({ attributes, text }: { attributes: Record<string, string>; text: string }): TextBox {
  const size = Number(attributes['font-size']);
  const width = [...text].length * size * (attributes['font-weight'] === undefined ? 0.56 : 0.66);
  const x = Number(attributes.x);
  const y = Number(attributes.y);
  const left = attributes['text-anchor'] === 'end' ? x - width : x;
  return { text, size, left, right: left + width, top: y - size * 0.75, bottom: y + size * 0.2 };
}

/** Pairs of texts that lie over each other. */
export function overlapsIn(texts: readonly TextBox[]): readonly string[] {
  return texts.flatMap((one, index) =>
    texts
      .slice(index + 1)
      .filter(
        (other) =>
          one.left < other.right &&
          other.left < one.right &&
          one.top < other.bottom &&
          other.top < one.bottom,
      )
      .map((other) => `${one.text} | ${other.text}`),
  );
}
