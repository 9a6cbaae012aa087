import { type Edit, pick } from './mutation.ts';

interface Span {
  readonly from: number;
  readonly to: number;
}

const oddMarkup = [
  '<!-- x -->',
  '<?x y?>',
  '<![CDATA[x]]>',
  '<![CDATA[<Opiskeluoikeus/>]]>',
  '&amp;',
  '&#65;',
  '&#0;',
  '&x;',
  '<!DOCTYPE x>',
  '<!DOCTYPE x [<!ENTITY y "z">]>',
  '<x/>',
  'x',
  '\u0000',
  '\u00a0',
  '<Opiskelija xmlns="urn:mace:funet.fi:virta/2015/09/01"/>',
  `<x>${'<y>'.repeat(40)}${'</y>'.repeat(40)}</x>`,
  'y'.repeat(3000),
];
const oddTexts = [
  ...['', ' ', '0', '1', '5', '007', '-5', '5.0', '5,5', '1e5', '12345678901234567890', 'NaN', '01901'],
  ...['2024-02-30', '2112-12-21', '0001-01-01', '2024-01-01+03:00', '2024-01-01Z', '2026-11-24', '__proto__'],
  ...['1.2.246.562.24.00000000000', '010190-900L', '&#50;', '<![CDATA[2]]>', '<!-- -->', 'x'.repeat(3000)],
];
const oddNames = [
  'x',
  '__proto__',
  'Myontaja',
  'Koodi',
  'AlkuPvm',
  'Tila',
  'KansallinenOppijanumero',
  'Virta',
];
const namespaces = ['', 'urn:x', 'urn:mace:funet.fi:virta/2013/01/29', 'urn:mace:funet.fi:virta/2015/09/01'];

/** Changes an XML text at one of its elements. Tags are found by their looks, so that any text can be changed. */
export function editedXml(text: string, edit: Edit): string {
  const spans = elementsIn(text);
  const span = pick(spans, edit.at);
  if (span === undefined) return text;
  const element = text.slice(span.from, span.to);
  const put = (instead: string): string => text.slice(0, span.from) + instead + text.slice(span.to);
  switch (edit.kind % 11) {
    case 0:
      return put('');
    case 1:
      return put(element + element);
    case 2:
      return put(otherElement(text, spans, edit));
    case 3:
      return put(
        renamed(element, pick([...oddNames, nameIn(otherElement(text, spans, edit))], edit.value) ?? 'x'),
      );
    case 4:
      return put(element.replace(/^<[^\s/>]+/, `$& xmlns="${pick(namespaces, edit.value)}"`));
    case 5:
      return put(withInside(element, pick(oddMarkup, edit.value) ?? ''));
    case 6:
      return put((pick(oddMarkup, edit.value) ?? '') + element);
    case 7:
      return put(element.replace(/ (\w+="[^"]*")/, edit.value % 2 === 0 ? ' $1 $1' : ''));
    case 8:
      return put(
        element.replace(
          /="[^"]*"/,
          `="${pick(
            oddTexts.filter((odd) => !odd.includes('<')),
            edit.value,
          )}"`,
        ),
      );
    case 9:
      return put(element.replace(/^(<[^>]*>)(.*)(<\/[^>]*>)$/s, '$2'));
    default:
      return put(withText(text, element, edit));
  }
}

function elementsIn(text: string): readonly Span[] {
  const spans: Span[] = [];
  const open: number[] = [];
  for (const { 0: tag, index } of text.matchAll(/<[^>?!][^>]*>/g)) {
    if (tag.startsWith('</')) {
      const from = open.pop();
      if (from !== undefined) spans.push({ from, to: index + tag.length });
    } else if (tag.endsWith('/>')) spans.push({ from: index, to: index + tag.length });
    else open.push(index);
  }
  return spans;
}

function otherElement(text: string, spans: readonly Span[], { to }: Edit): string {
  const other = pick(spans, to);
  return other === undefined ? '' : text.slice(other.from, other.to);
}

function nameIn(element: string): string {
  return /^<([^\s/>]+)/.exec(element)?.[1] ?? 'x';
}

function renamed(element: string, name: string): string {
  return element.replace(/^<[^\s/>]+/, `<${name}`).replace(/<\/[^>]*>$/, `</${name}>`);
}

function withInside(element: string, markup: string): string {
  return element.replace(/^<[^>]*[^/>]>/, (tag) => tag + markup);
}

function withText(text: string, element: string, { to, value }: Edit): string {
  const texts = [...oddTexts, ...[...text.matchAll(/>([^<>]+)</g)].flatMap(([, found]) => found ?? [])];
  const instead = pick(texts, value % 3 === 0 ? to : value) ?? '';
  return element.replace(/>[^<>]*<\//, () => `>${instead}</`);
}
