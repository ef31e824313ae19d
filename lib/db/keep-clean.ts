import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import type { Log } from '#lib/kernel/log.ts'
import { cleanEmbedded, keepNoOldLog, tidyEmbedded } from './clean.ts'
import { freeBytes, leastFreeBytes } from './room.ts'

const hourMs = 60 * 60_000
const dayMs = 24 * hourMs
const lookEveryMs = 60_000
/** What ends the process waits no longer. */
const closingMs = 5_000
/** Tehran is half past three hours ahead, all year. */
const aheadMs = 3.5 * hourMs
const [nightFromHour, nightToHour] = [3, 6]

const stampOf = (dataDir: string) => join(dataDir, 'peyk.cleaned')

/** Notes that nothing erased is in the files of the folder. */
export function noteCleaned(dataDir: string, now: Date): void {
  writeFileSync(stampOf(dataDir), `${now.toISOString()}\n`)
}

function lastCleaned(dataDir: string): Date | null {
  try {
    return new Date(readFileSync(stampOf(dataDir), 'utf8').trim())
  } catch {
    return null
  }
}

/** Once a night, and whenever the last time is a day ago: a machine may be off at night. */
export function isCleaningDue(now: Date, last: Date | null): boolean {
  const age = now.getTime() - (last?.getTime() ?? Number.NaN)
  // Not a number, or from a clock that was ahead.
  if (!(age >= 0)) return true
  const hour = ((now.getTime() + aheadMs) % dayMs) / hourMs
  const isNight = hour >= nightFromHour && hour < nightToHour
  return age >= (isNight ? dayMs / 2 : dayMs)
}

type Options = {
  pglite: PGlite
  dataDir: string
  log?: Pick<Log, 'info' | 'warn'> | undefined
  clock?: () => Date
  /** Bytes that the disk has left. */
  free?: (() => number) | undefined
}

export type KeptClean = {
  /** Looks now, as it does every minute. */
  look(): Promise<void>
  /** Ends that, and cleans a last time. */
  stop(): Promise<void>
}

/** Keeps the files of an embedded database small, and free of what was erased, for as long as it is open. */
export async function keepClean({
  pglite,
  dataDir,
  log,
  clock = () => new Date(),
  free = () => freeBytes(dataDir),
}: Options): Promise<KeptClean> {
  await keepNoOldLog(pglite)
  let notBefore = 0

  const clean = async (withinMs?: number) => {
    const now = clock()
    const began = performance.now()
    const cleaned = await cleanEmbedded(pglite, { free, withinMs })
    const told = { ...cleaned, ms: Math.round(performance.now() - began) }
    if (cleaned.left.length > 0) {
      log?.warn(
        { event: 'not_cleaned', ...told },
        'not all that was erased could be cleaned out of the files of the database',
      )
      return
    }
    noteCleaned(dataDir, now)
    log?.info({ event: 'cleaned', ...told }, 'what was erased is out of the files of the database')
  }
  const attempt = async (work: () => Promise<void>) => {
    await work().catch((err: unknown) => {
      log?.warn({ event: 'cleaning_failed', err }, 'the files of the database could not be cleaned')
    })
  }
  const look = async () => {
    if (clock().getTime() < notBefore || !isCleaningDue(clock(), lastCleaned(dataDir))) {
      // A full disk has no room for the log of it, and says so elsewhere.
      if (free() >= leastFreeBytes) await attempt(async () => await tidyEmbedded(pglite))
      return
    }
    // What could not be done is tried again in an hour.
    notBefore = clock().getTime() + hourMs
    await attempt(async () => await clean())
  }

  let looking = Promise.resolve()
  const timer = setInterval(() => {
    looking = looking.then(look)
  }, lookEveryMs)
  timer.unref()
  return {
    look,
    async stop() {
      clearInterval(timer)
      await looking
      await attempt(async () => await clean(closingMs))
    },
  }
}
