/** The longest that Node waits; what is longer it takes for one millisecond. */
const longestMs = 2 ** 31 - 1;

/**
 * Runs something once after so many milliseconds. What is left of a time may come out below zero or as no number: that
 * has passed, and it runs at once. What is too long for Node runs after the longest that it can wait: 24 days.
 */
export function startTimer(run: () => void, ms: number): NodeJS.Timeout {
  return setTimeout(run, Math.min(Math.max(0, Number.isNaN(ms) ? 0 : ms), longestMs));
}
