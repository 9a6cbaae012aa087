/** How a registry did lately. */
export interface FailureWindow {
  readonly success: () => void;
  /** Counts a failure; one about the same subject (see `Breaker`) counts once in a window. */
  readonly failure: (subject: string | null) => void;
  readonly counts: () => { readonly calls: number; readonly failures: number };
  readonly clear: () => void;
}

interface Slot {
  calls: number;
  failures: number;
}

const slotsInWindow = 10;

/** Counts of the last `windowMs`, kept in ten slots; `now` is a monotonic clock in milliseconds. */
export function createFailureWindow(windowMs: number, now: () => number): FailureWindow {
  const slots = new Map<number, Slot>();
  const subjects = new Map<string, number>();
  const slotNow = (): number => Math.floor((now() * slotsInWindow) / windowMs);

  const current = (): Slot => {
    const number = slotNow();
    for (const old of slots.keys()) if (old <= number - slotsInWindow) slots.delete(old);
    const slot = slots.get(number) ?? { calls: 0, failures: 0 };
    slots.set(number, slot);
    return slot;
  };
  const isRepeated = (subject: string): boolean => {
    for (const [known, at] of subjects) {
      if (now() - at < windowMs) break;
      subjects.delete(known);
    }
    if (subjects.has(subject)) return true;
    subjects.set(subject, now());
    return false;
  };
  return {
    success: () => {
      current().calls += 1;
    },
    failure: (subject) => {
      if (subject !== null && isRepeated(subject)) return;
      const slot = current();
      slot.calls += 1;
      slot.failures += 1;
    },
    counts: () => {
      current();
      const all = [...slots.values()];
      const sum = (part: (slot: Slot) => number): number =>
        all.reduce((total, slot) => total + part(slot), 0);
      return { calls: sum(({ calls }) => calls), failures: sum(({ failures }) => failures) };
    },
    clear: () => {
      slots.clear();
      subjects.clear();
    },
  };
}
