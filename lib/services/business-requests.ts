import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type BusinessStore, type Fault, writeVersion } from '#lib/business/index.ts'
import type { Clock } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'
import type { Log } from '#lib/kernel/log.ts'

// The embedded database belongs to one process. While the app has it, a command leaves a request in the data folder, which
// only the app and its operator can write in, and the app answers beside it.

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

const folderIn = (dataDir: string) => join(dataDir, 'business')
const requestName = /^([\w-]{1,64})\.request\.json$/

/** The command has given up by then, and nothing of it may happen later. */
const requestSeconds = 60
const lookEveryMs = 500

/** A file that is there as a whole or not at all. */
function writeWhole(path: string, value: unknown): void {
  writeFileSync(`${path}.part`, JSON.stringify(value), { mode: 0o644 })
  renameSync(`${path}.part`, path)
}

/** Answers the requests in the data folder until it is stopped. */
export function watchRequests(around: Deps & { dataDir: string; log: Pick<Log, 'info' | 'error'> }): {
  stop(): void
} {
  const { dataDir, log } = around
  const folder = folderIn(dataDir)
  let working = false
  const look = async () => {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name)
      const file = statSync(path, { throwIfNoEntry: false })
      if (!file) continue
      const isLate = Date.now() - file.mtimeMs > requestSeconds * 1000
      const [, id] = requestName.exec(name) ?? []
      if (id === undefined) {
        // An answer that came when its command had gone, or a request that was never whole.
        if (isLate) rmSync(path, { force: true })
        continue
      }
      const request = isLate ? null : readJson<BusinessRequest>(path)
      rmSync(path)
      if (!request) continue
      const answer = await answerRequest(around, request).catch((err: unknown): BusinessAnswer => {
        log.error({ event: 'business_failed', err }, 'a request about the business failed')
        return { kind: 'failed' }
      })
      log.info({ event: 'business_request', outcome: answer.kind }, 'a request about the business')
      writeWhole(join(folder, `${id}.answer.json`), answer)
    }
  }
  const timer = setInterval(() => {
    if (working) return
    working = true
    void look()
      .catch((err: unknown) =>
        log.error({ event: 'business_failed', err }, 'requests about the business were not read'),
      )
      .finally(() => {
        working = false
      })
  }, lookEveryMs)
  timer.unref()
  mkdirSync(folder, { recursive: true })
  return { stop: () => clearInterval(timer) }
}

/** Leaves a request for the app that has the folder, and waits for its answer; null: nobody answers. */
export async function askRunningApp(
  dataDir: string,
  request: BusinessRequest,
  waitMs = 30_000,
): Promise<BusinessAnswer | null> {
  const folder = folderIn(dataDir)
  mkdirSync(folder, { recursive: true })
  const id = newId()
  const [asked, answered] = [join(folder, `${id}.request.json`), join(folder, `${id}.answer.json`)]
  writeWhole(asked, request)
  const until = performance.now() + waitMs
  try {
    while (performance.now() < until) {
      await sleep(100)
      const answer = readJson<BusinessAnswer>(answered)
      if (answer) return answer
    }
    return null
  } finally {
    rmSync(asked, { force: true })
    rmSync(answered, { force: true })
  }
}

/** Null: it is not there, or no JSON. */
function readJson<T>(path: string): T | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T
  } catch {
    return null
  }
}
