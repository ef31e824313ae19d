import { statfsSync } from 'node:fs'
import type { PGlite } from '@electric-sql/pglite'
import { KernelError } from '#lib/kernel/errors.ts'

/** Two segments of PostgreSQL's log. One that finds no room for the next segment in the middle of a commit never returns. */
export const leastFreeBytes = 32 * 1024 * 1024

/** What is left for this process on the disk of a folder. */
export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

/** Throws `fault`, with one sentence for the operator, when the disk of the folder has too little left. */
export function expectRoom(folder: string, free: (folder: string) => number = freeBytes): void {
  const left = free(folder)
  if (left >= leastFreeBytes) return
  const megabytes = Math.floor(left / 1024 / 1024)
  throw new KernelError('fault', `The disk of DATA_DIR is full: ${megabytes} MB are left, 32 MB are needed.`, {
    details: { folder },
    retryable: true,
  })
}

const asks = new Set<string | symbol>(['query', 'exec', 'transaction'])

/**
 * The same database, which takes nothing on while its disk is full and goes on by itself when there is room again. What
 * has begun ends: it needs less than what is kept free.
 */
export function refuseWithoutRoom(
  pglite: PGlite,
  folder: string,
  free?: (folder: string) => number,
  onDone?: () => void,
): PGlite {
  return new Proxy(pglite, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target)
      if (typeof value !== 'function') return value
      if (!asks.has(name)) return value.bind(target)
      return async (...given: unknown[]) => {
        expectRoom(folder, free)
        const answer: unknown = await value.apply(target, given)
        onDone?.()
        return answer
      }
    },
  })
}
