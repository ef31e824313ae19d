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

/** What a process holds in memory, in MB, and the seconds of processor it has used; null where the system does not say. */
export type Usage = { mb: number; cpuSeconds: number } | null

export function usageOf(pid: number | undefined): Usage {
  if (pid === undefined) return null
  try {
    const [rss, seconds] = execFileSync('ps', ['-o', 'rss=,times=', '-p', String(pid)], { encoding: 'utf8' })
      .trim()
      .split(/\s+/)
    return { mb: Number(rss) / 1024, cpuSeconds: Number(seconds) }
  } catch {
    return null
  }
}

const mb = (usage: Usage): string => (usage ? `${usage.mb.toFixed(0)} MB` : 'unknown')

/** One line about a run: before its streams, with all of them open, at its end. */
export function used(before: Usage, open: Usage, after: Usage): string {
  const cpu = open && after ? `${after.cpuSeconds - open.cpuSeconds} s` : 'unknown'
  return `memory ${mb(before)}, with all streams ${mb(open)}, at the end ${mb(after)}; processor while moving ${cpu}`
}
