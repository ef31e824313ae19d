/** Milliseconds below which this share of the measured values lies; NaN of nothing. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

/** `p50 12 ms, p99 80 ms, p99.9 92 ms, most 95 ms (1200 measured)` */
export function summary(values: number[]): string {
  if (values.length === 0) return 'nothing measured'
  const ms = (share: number) => `${percentile(values, share).toFixed(0)} ms`
  return `p50 ${ms(0.5)}, p99 ${ms(0.99)}, p99.9 ${ms(0.999)}, most ${ms(1)} (${values.length} measured)`
}

/** `; 3 failed: status 429`, or nothing. */
export function failures(all: string[]): string {
  return all.length === 0 ? '' : `; ${all.length} failed: ${[...new Set(all)].slice(0, 3).join(', ')}`
}
