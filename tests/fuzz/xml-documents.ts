import fc from 'fast-check';

// Documents to be read: most of them well-formed, with all that XML has, and some with something wrong in them.

const goodNames = [
  'a',
  'b',
  'Nimi',
  'xml',
  'xmlns',
  '_',
  'a-b.c9',
  'é',
  'äöå',
  'a·',
  '𐐀𐐁',
  'ⰀⰁ',
  '__proto__',
  'constructor',
];
const badNames = [
  '',
  '1',
  '-a',
  '·',
  '\u0300a',
  'a:b:c',
  ':',
  'a:',
  ':a',
  'a:1',
  '×',
  'a\u037e',
  '\u{f0000}',
  'a\u00d7',
];
const prefixes = ['p', 'q', 'é', '𐐀'];
const badPrefixes = ['xmlns', 'xml', 'undeclared', '1'];
const namespaces = ['urn:a', 'urn:b', 'urn:é', 'a b', ''];
const badNamespaces = [
  ' urn:a',
  'urn:a\u00a0',
  'http://www.w3.org/XML/1998/namespace',
  'http://www.w3.org/2000/xmlns/',
  '&undeclared;',
];
const words = [
  'x',
  '5.0',
  'Hyväksytty',
  '日本',
  '😀',
  '>',
  ']',
  ']]',
  '"',
  "'",
  '-',
  '--',
  '?',
  '\ufeff',
  '\u00a0',
  '\u0085',
  '\u2028',
];
const spaces = [' ', '\n', '\r\n', '\r', '\t', ' \r\r\n '];
const references = [
  '&amp;',
  '&lt;',
  '&gt;',
  '&quot;',
  '&apos;',
  '&#65;',
  '&#x1F600;',
  '&#x0a;',
  '&#13;',
  '&#9;',
  '&#00065;',
];
const badReferences = [
  ...[
    '&',
    '&;',
    '&x;',
    '&AMP;',
    '& amp;',
    '&amp',
    '&#;',
    '&#x;',
    '&#X41;',
    '&#0;',
    '&#xD800;',
    '&#xFFFE;',
    '&#x110000;',
  ],
  ...['&#1;', '&#99999999999999999999;', '&#-1;', '&#6 5;', '&#x1G;', '&constructor;'],
];
const badCharacters = ['\0', '\u0001', '\u001f', '\ufffe', '\uffff', '\ud83d', '\ude00', '\ude00\ud83d'];

/** One of some texts; now and then one of those that are wrong. */
function mostly(good: readonly string[], bad: readonly string[]): fc.Arbitrary<string> {
  const rare = fc.constantFrom(...bad);
  return fc.oneof({ weight: 150, arbitrary: fc.constantFrom(...good) }, { weight: 1, arbitrary: rare });
}

/** Texts put together. */
function joined(...parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc.tuple(...parts).map((texts) => texts.join(''));
}

const space = fc.constantFrom(...spaces);
const maybeSpace = fc.oneof({ weight: 4, arbitrary: fc.constant('') }, { weight: 1, arbitrary: space });
const prefix = mostly(prefixes, badPrefixes);
const local = mostly(goodNames, badNames);
const name = fc.oneof(
  { weight: 3, arbitrary: local },
  { weight: 1, arbitrary: joined(prefix, fc.constant(':'), local) },
);
const word = mostly([...words, ...spaces], badCharacters);
const equals = joined(maybeSpace, mostly(['='], ['', '==', ':']), maybeSpace);

function quoted(inside: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const whole = fc.tuple(fc.constantFrom('"', "'"), inside, mostly(['"'], ['', ' ', '""']));
  return whole.map(([mark, text, end]) => mark + text.replaceAll(mark, '') + end.replaceAll('"', mark));
}

const value = fc
  .array(fc.oneof(word, mostly(references, [...badReferences, '<'])), { maxLength: 4 })
  .map((parts) => parts.join(''));
const attribute = joined(mostly([' ', '\n', ' \r\n'], ['']), name, equals, quoted(value));
const declaredPrefix = fc.oneof(
  { weight: 1, arbitrary: fc.constant('') },
  prefix.map((text) => `:${text}`),
);
const namespace = quoted(mostly(namespaces, badNamespaces));
const declaration = joined(fc.constant(' xmlns'), declaredPrefix, equals, namespace);

/** Attributes, each name once, but for now and then. */
const attributes = fc
  .tuple(fc.array(fc.oneof({ weight: 3, arbitrary: attribute }, declaration), { maxLength: 3 }), fc.nat(99))
  .map(([all, often]) => (often === 0 ? all : distinctIn(all)).join(''));

function distinctIn(all: readonly string[]): readonly string[] {
  return [...new Map(all.map((one) => [/^[^=]*/.exec(one)?.[0].trim(), one])).values()];
}

const comment = joined(
  fc.constant('<!--'),
  fc
    .array(mostly(['x', '-x', '<', '>', '&', ']]>', '?>', '\r', '😀', '<a>'], ['--', '-', '\0']))
    .map((all) => all.join('')),
  mostly(['-->'], ['', '--', '->', '--->']),
);
const instruction = joined(
  fc.constant('<?'),
  mostly(['a', 'é', 'xml-stylesheet', 'xmla', '𐐀'], ['', 'xml', 'XML', 'xMl', 'a:b', '1', ' a', 'a?']),
  mostly(['', ' ', ' x="y"', '\r\n?', ' ? ?', ' <a> & --', ' ]]>'], ['?b', '=', '\ufffe']),
  mostly(['?>'], ['', '>', '?', '??']),
);
const section = joined(
  mostly(['<![CDATA['], ['<![cdata[', '<![CDATA', '<! [CDATA[', '<![ CDATA[']),
  fc
    .array(mostly(['x', ']', ']]', '<a>', '&amp;', '\r\n', '\r', '>', '😀'], ['\0', ']]>']))
    .map((all) => all.join('')),
  mostly([']]>'], ['', ']]', ']>']),
);
const strays = [
  '<!DOCTYPE a>',
  '<!ELEMENT a ANY>',
  '<',
  '</a>',
  '<!>',
  '</>',
  '< a/>',
  '<a/ >',
  ']]>',
  ...badReferences,
];

const { element } = fc.letrec<{ element: string; content: string }>((tie) => ({
  element: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    joined(fc.constant('<'), name, attributes, maybeSpace, mostly(['/>'], ['/', '/ >', '//>', '>'])),
    fc
      .tuple(name, joined(attributes, maybeSpace), tie('content'), mostly([''], ['x', ' x', '/']), maybeSpace)
      .map(([tag, inside, content, odd, after]) => `<${tag}${inside}>${content}</${tag}${odd}${after}>`),
  ),
  content: fc
    .array(
      fc.oneof(
        { weight: 6, arbitrary: word },
        { weight: 2, arbitrary: mostly(references, strays) },
        { weight: 4, arbitrary: tie('element') },
        ...[comment, instruction, section].map((arbitrary) => ({ weight: 1, arbitrary })),
      ),
      { maxLength: 6 },
    )
    .map((parts) => parts.join('')),
}));

const part = (key: string, values: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  joined(mostly([' ', '\n', '  '], ['']), fc.constant(key), equals, values);
const xmlDeclaration = joined(
  mostly(['<?xml'], ['<?XML', '<? xml', '<?xml-', ' <?xml']),
  part('version', quoted(mostly(['1.0'], ['1.1', '1.00', '1.7', '2.0', '', ' 1.0', '1.0 ']))),
  fc.oneof(
    fc.constant(''),
    part('encoding', quoted(mostly(['UTF-8', 'utf-8', 'x.1_'], ['', '8', 'é', 'UTF 8']))),
  ),
  fc.oneof(fc.constant(''), part('standalone', quoted(mostly(['yes', 'no'], ['', 'YES', 'maybe'])))),
  mostly(['?>', ' ?>'], ['', '>', '? >', '??>', ' version="1.0"?>', ' encoding="x"?>']),
);
const around = fc
  .array(fc.oneof(comment, instruction, space), { maxLength: 2 })
  .map((parts) => parts.join(''))
  .chain((text) =>
    mostly([text], [`${text}x`, `${text}&#32;`, `${text}<![CDATA[]]>`, `${text}<a/>`, '<!DOCTYPE a>']),
  );
const root = fc
  .tuple(
    fc.constantFrom('a', 'p:a', 'r'),
    joined(attributes, maybeSpace),
    fc.array(element, { maxLength: 4 }),
  )
  .map(([tag, inside, all]) => {
    const declared = prefixes.map((one, index) => ` xmlns:${one}="${namespaces[index % 2]}"`).join('');
    return `<${tag}${inside.includes('xmlns') ? '' : declared}${inside}>${all.join('')}</${tag}>`;
  });

/** A document of any kind. */
export const documents: fc.Arbitrary<string> = joined(
  mostly([''], ['\ufeff', '\ufeff\ufeff', ' ', '\0']),
  fc.oneof(fc.constant(''), xmlDeclaration),
  around,
  root,
  around,
);
