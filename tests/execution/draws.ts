import fc from 'fast-check';

/** Choices that a generator makes one after another. */
export interface Draws {
  /** A whole number from 0 up to, without, the one given. */
  readonly below: (count: number) => number;
  /** True once in so many times. */
  readonly oncePer: (count: number) => boolean;
  /** One of a list that is not empty. */
  readonly of: <Choice>(choices: readonly Choice[]) => Choice;
}

/** The tapes that choices are read off; they shrink to fewer and plainer choices. */
export const tapes = fc.uint8Array({ minLength: 80, maxLength: 800, size: 'max' });

/** Reads choices off a tape; when it is at its end, every choice is the first. */
export function drawsFrom(tape: Uint8Array): Draws {
  let at = 0;
  return choosing((count) => {
    const value = tape[at++] ?? 0;
    return value % count;
  });
}

/** Choices that are the same for the same text, and look arbitrary. */
export function drawsOf(text: string): Draws {
  let state = 2_166_136_261;
  for (let at = 0; at < text.length; at++) state = Math.imul(state ^ text.charCodeAt(at), 16_777_619);
  return choosing((count) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % count;
  });
}

function choosing(below: Draws['below']): Draws {
  return {
    below,
    oncePer: (count) => below(count) === count - 1,
    of: (choices) => {
      const choice = choices[below(choices.length)];
      if (choice === undefined) throw new Error('Nothing to choose from');
      return choice;
    },
  };
}
