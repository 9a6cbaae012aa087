/** Counts the queries under way and says when there is no room for one more. */
export interface Admission {
  /** Takes a place; null when all are taken. The function given back frees it, once. */
  readonly enter: () => (() => void) | null;
  readonly inside: () => number;
}

/** Room for at most `places` queries at once: those let in finish quickly, because the others are told at once to come later. */
export function createAdmission(places: number): Admission {
  let inside = 0;
  return {
    enter: () => {
      if (inside >= places) return null;
      inside += 1;
      let left = false;
      return () => {
        if (!left) inside -= 1;
        left = true;
      };
    },
    inside: () => inside,
  };
}
