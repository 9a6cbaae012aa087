const kept = 0.9;

/** Welch's t of two samples, each without its slowest tenth. */
export function welchT(one: readonly number[], other: readonly number[]): number {
  const [a, b] = [figuresOf(one), figuresOf(other)];
  return (a.mean - b.mean) / Math.sqrt(a.variance / a.count + b.variance / b.count);
}

function figuresOf(sample: readonly number[]) {
  const fast = sample.toSorted((a, b) => a - b).slice(0, Math.floor(sample.length * kept));
  const count = fast.length;
  const mean = fast.reduce((sum, value) => sum + value, 0) / count;
  const variance = fast.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  return { count, mean, variance };
}
