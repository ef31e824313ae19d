import { execFileSync } from 'node:child_process'

/** Milliseconds below which this share of the measured values lies; NaN of nothing. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

/** `p50 12 ms, p99 80 ms, most 95 ms (1200 measured)` */
export function summary(values: number[]): string {
  if (values.length === 0) return 'nothing measured'
  const ms = (share: number) => `${percentile(values, share).toFixed(0)} ms`
  return `p50 ${ms(0.5)}, p99 ${ms(0.99)}, most ${ms(1)} (${values.length} measured)`
}

/** What a process holds in memory, in MB; null where the system does not say. */
export function residentMb(pid: number | undefined): number | null {
  if (pid === undefined) return null
  try {
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).trim()) / 1024
  } catch {
    return null
  }
}

export const mb = (value: number | null): string => (value === null ? 'unknown' : `${value.toFixed(0)} MB`)
