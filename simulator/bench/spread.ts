/** The median of repeated measurements, with least and most. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  return {
    median: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
    min: sorted[0] ?? Number.NaN,
    max: sorted.at(-1) ?? Number.NaN,
  };
}

export function show({ median, min, max }: Spread, digits = 2): string {
  return `${median.toFixed(digits)}  (${min.toFixed(digits)}–${max.toFixed(digits)})`;
}
