import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createPrintedData } from '../../gateway/pipeline/printed-data.ts';

it('an answer that was printed in parts, in any order, is the text of the whole', () => {
  const whole = fc.record({
    key: fc.string(),
    items: fc.array(fc.jsonValue(), { minLength: 1, maxLength: 20 }),
    order: fc.infiniteStream(fc.nat()),
    rest: fc.record(
      { errors: fc.array(fc.record({ message: fc.string() }), { minLength: 1 }), extensions: fc.jsonValue() },
      { requiredKeys: [] },
    ),
  });
  fc.assert(
    fc.property(whole, ({ key, items, order, rest }) => {
      const drawn = [...items.keys()].map((place) => ({ place, at: order.next().value ?? 0 }));
      const places = drawn.sort((one, other) => one.at - other.at).map(({ place }) => place);
      const cut = Math.floor(places.length / 2);
      const printed = createPrintedData(key);
      for (const part of [places.slice(cut), places.slice(0, cut)])
        printed.add(
          part.map((place) => items[place]),
          part,
        );
      const { errors, extensions } = rest;
      const data = Object.fromEntries([[key, items]]);
      expect(Buffer.concat(printed.inAnswer(rest)).toString()).toBe(
        JSON.stringify({ errors, data, extensions }),
      );
    }),
  );
});
