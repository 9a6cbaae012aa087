import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { expect, it } from 'vitest';
import { listOperation, singleOperations } from '../../subgraphs/virta/contract.ts';
import { requestOf } from '../../subgraphs/virta/envelope.ts';

const caller = { system: 'DEMO', user: '', key: 'a<b>&"c' };

function textsIn(xml: string): readonly (readonly [string, string])[] {
  const found: (readonly [string, string])[] = [];
  const texts: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('opentag', () => texts.push(''));
  parser.on('text', (text) => texts.push((texts.pop() ?? '') + text));
  parser.on('closetag', ({ local }) => found.push([local, texts.pop() ?? '']));
  parser.write(xml).close();
  return found;
}

it('credentials go in the body in the order of the schema, then the numbers', () => {
  const xml = requestOf(listOperation, caller, ['1.2.246.562.24.00000000001', '1.2.246.562.24.00000000002']);
  expect(textsIn(xml)).toEqual([
    ['jarjestelma', 'DEMO'],
    ['tunnus', ''],
    ['avain', 'a<b>&"c'],
    ['Kutsuja', ''],
    ['kansallinenOppijanumeroLista', '1.2.246.562.24.00000000001'],
    ['kansallinenOppijanumeroLista', '1.2.246.562.24.00000000002'],
    ['Hakuehdot', ''],
    ['OpiskelijanKaikkiTiedotListaRequest', ''],
    ['Body', ''],
    ['Envelope', ''],
  ]);
});

it('a single operation is asked under its own names', () => {
  const names = textsIn(requestOf(singleOperations.degrees, caller, ['x'])).map(([name]) => name);
  expect(names).toContain('TutkinnotRequest');
  expect(names).toContain('kansallinenOppijanumero');
});

it('any number arrives as it was given and nothing in it becomes markup', () => {
  // What XML cannot carry is replaced, so such a number finds nobody.
  const xmlText = /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u;
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (id) => {
      const found = textsIn(requestOf(listOperation, caller, [id])).find(([name]) => name.endsWith('Lista'));
      if (xmlText.test(id)) expect(found?.[1]).toBe(id);
      else expect(found?.[1]).toContain('\u{FFFD}');
    }),
  );
});
