import { type Edit, pick } from './mutation.ts';

const inserted = [
  ...[
    '<',
    '>',
    '/',
    '&',
    ';',
    '"',
    "'",
    '=',
    '!',
    '?',
    '-',
    '[',
    ']',
    ':',
    '#',
    ' ',
    '\r',
    '\n',
    '\t',
    'x',
    '1',
  ],
  ...[
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?x',
    '?>',
    '<?xml version="1.0"?>',
    '</',
    '/>',
    '&amp;',
    '&#',
    '&#13;',
  ],
  ...[
    ' xmlns=""',
    ' xmlns:p="urn:p"',
    ' xmlns="urn:x "',
    'p:',
    'xml:',
    'xmlns:',
    ' a="1"',
    ' a="2" a=\'3\'',
    ' xml:lang="fi"',
  ],
  ...['\0', '\ufffe', '\ud83d', '\ude00', '😀', 'é', '·', '\ufeff', '\u00a0'],
];

/** Changes the text of a document where it hurts: at a character, or at a tag as it looks. */
export function editedMarkup(text: string, edit: Edit): string {
  const at = edit.at % (text.length + 1);
  const until = Math.min(text.length, at + 1 + (edit.length % 8));
  const insert = pick(inserted, edit.value) ?? '';
  switch (edit.kind % 8) {
    case 0:
    case 1:
      return text.slice(0, at) + insert + text.slice(at);
    case 2:
      return text.slice(0, at) + text.slice(until);
    case 3:
      return text.slice(0, until) + text.slice(at);
    case 4:
      return text.slice(0, at) + insert + text.slice(at + 1);
    case 5:
      return text.slice(0, at);
    default:
      return withTags(text, edit);
  }
}

/** Tags left out, doubled, swapped, or with something put into them. */
function withTags(text: string, edit: Edit): string {
  const parts = text.split(/(<[^>]*>)/);
  // Every second part is a tag.
  const one = 2 * (edit.at % Math.max(1, (parts.length - 1) / 2)) + 1;
  const other = 2 * (edit.to % Math.max(1, (parts.length - 1) / 2)) + 1;
  const [tag = '', another = ''] = [parts[one], parts[other]];
  switch (edit.value % 4) {
    case 0:
      return parts.with(one % parts.length, '').join('');
    case 1:
      return parts.with(one % parts.length, tag + tag).join('');
    case 2:
      return parts
        .with(one % parts.length, another)
        .with(other % parts.length, tag)
        .join('');
    default:
      return parts
        .with(
          one % parts.length,
          tag.replace(/\s|>|\/>/, (end) => (pick(inserted, edit.length) ?? '') + end),
        )
        .join('');
  }
}
