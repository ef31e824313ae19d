import { setTimeout as sleep } from 'node:timers/promises'

/** What a process can tell of its way to the database. */
export type Vitals = {
  /** Grows with everything asked of it that came to an end. */
  progress(): number
  /** Whether a process that starts now could use it. */
  isUsableAnew(): Promise<boolean>
}

type Options = {
  vitals: Vitals
  /** The shortest question there is, asked as everything else is. */
  ask(): Promise<unknown>
  /** Told once, after which nothing is looked at any more. */
  onStuck(seconds: number): void
  everyMs?: number
  /** How long a question may take. */
  patienceMs?: number
  limitMs?: number
}

const leastLooks = 5

/**
 * Tells of a process whose way to the database is lost for good, while a new process would find it: nothing it asked has
 * ended for a minute, though the database is there. A database that is away, or a disk that is full, is no reason: a new
 * process would not even start. Nor is one that is slow: something ends all the time.
 */
export function watchStuck(options: Options): () => void {
  const { vitals, ask, onStuck, everyMs = 10_000, patienceMs = 5_000, limitMs = 60_000 } = options
  const stopping = new AbortController()

  const isStuckNow = async () => {
    const before = vitals.progress()
    const late = sleep(patienceMs, false, { ref: false })
    const answered = await Promise.race([
      ask().then(
        () => true,
        () => false,
      ),
      late,
    ])
    if (answered || vitals.progress() !== before) return false
    return await vitals.isUsableAnew().catch(() => false)
  }

  const watch = async () => {
    let [since, looks] = [performance.now(), 0]
    while (!stopping.signal.aborted) {
      await sleep(everyMs, undefined, { ref: false })
      if (await isStuckNow()) looks += 1
      else [since, looks] = [performance.now(), 0]
      const stuckMs = performance.now() - since
      if (stopping.signal.aborted || looks < leastLooks || stuckMs < limitMs) continue
      onStuck(Math.round(stuckMs / 1000))
      return
    }
  }
  void watch()
  return () => stopping.abort()
}
