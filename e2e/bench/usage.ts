import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** What a process holds in memory, in MB, and the seconds of processor it has used; null where the system does not say. */
type Usage = { mb: number; cpuSeconds: number } | null

export type WatchedUsage = {
  onOpen(): void
  onEnd(): void
  line(): string
  /** From all under way to the end. */
  processorSeconds(): number | null
}

/** Memory and processor of one process: before the run, with all of it under way, at its end. */
export function watchUsage(pid: number | undefined): WatchedUsage {
  const before = usageOf(pid)
  let [open, after]: Usage[] = [null, null]
  return {
    onOpen: () => {
      open = usageOf(pid)
    },
    onEnd: () => {
      after = usageOf(pid)
    },
    line: () => used(before, open ?? null, after ?? null),
    processorSeconds: () => (open && after ? after.cpuSeconds - open.cpuSeconds : null),
  }
}

/** In MB; null where the system does not say. */
export const memoryOf = (pid: number | undefined): number | null => usageOf(pid)?.mb ?? null

/** Milliseconds of processor that a process has used; null where the system does not say so exactly. */
export function processorMsOf(pid: number | undefined): number | null {
  try {
    const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
    const [user, system] = fields.split(' ').slice(11, 13).map(Number)
    // In hundredths of a second, whatever the machine.
    return user === undefined || system === undefined ? null : (user + system) * 10
  } catch {
    return null
  }
}

function usageOf(pid: number | undefined): Usage {
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

function used(before: Usage, open: Usage, after: Usage): string {
  const cpu = open && after ? `${after.cpuSeconds - open.cpuSeconds} s` : 'unknown'
  return `memory ${mb(before)}, under way ${mb(open)}, at the end ${mb(after)}; processor meanwhile ${cpu}`
}
