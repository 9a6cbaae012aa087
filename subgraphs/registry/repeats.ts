/** For how long nobody is told again what was just told, in milliseconds. */
const silenceMs = 60_000;

/**
 * Counts what repeats, so that a log is told of it once a minute. For each thing that happens it gives how often that
 * happened since the log was last told, this time included; null while the log is not to be told.
 */
export function countRepeats<Thing>(now: () => number): (thing: Thing) => number | null {
  const told = new Map<Thing, { at: number; untold: number }>();
  return (thing) => {
    const last = told.get(thing);
    if (last !== undefined && now() - last.at < silenceMs) {
      last.untold += 1;
      return null;
    }
    told.set(thing, { at: now(), untold: 0 });
    return (last?.untold ?? 0) + 1;
  };
}
