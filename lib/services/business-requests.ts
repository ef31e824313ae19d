import { type BusinessStore, type Fault, writeVersion } from '#lib/business/index.ts'
import type { Clock } from '#lib/kernel/clock.ts'
import type { Log } from '#lib/kernel/log.ts'
import { askInFolder, watchFolder } from './folder-requests.ts'

export type BusinessRequest = { kind: 'show' } | { kind: 'edit'; data: unknown }

export type BusinessAnswer =
  | { kind: 'shown'; number: number; data: Record<string, unknown> }
  /** Nobody has written one. */
  | { kind: 'unset' }
  | { kind: 'written'; number: number }
  | { kind: 'refused'; faults: Fault[] }
  | { kind: 'failed' }

type Deps = { store: BusinessStore; clock: Clock }

/** Does what a request asks. */
export async function answerRequest({ store, clock }: Deps, request: BusinessRequest): Promise<BusinessAnswer> {
  if (request.kind === 'show') {
    const [row] = await store.newest(1)
    return row ? { kind: 'shown', ...row } : { kind: 'unset' }
  }
  const written = await writeVersion(store, request.data, clock())
  return written.ok ? { kind: 'written', number: written.number } : { kind: 'refused', faults: written.faults }
}

const about = 'business'

/** Answers the requests in the data folder until it is stopped. */
export function watchRequests(around: Deps & { dataDir: string; log: Pick<Log, 'info' | 'error'> }): {
  stop(): void
} {
  const { dataDir, log } = around
  const answer = async (request: BusinessRequest) => await answerRequest(around, request)
  return watchFolder({ dataDir, about, answer, log })
}

/** Leaves a request for the app that has the folder, and waits for its answer; null: nobody answers. */
export async function askRunningApp(
  dataDir: string,
  request: BusinessRequest,
  waitMs?: number,
): Promise<BusinessAnswer | null> {
  return await askInFolder({ dataDir, about, waitMs }, request)
}
