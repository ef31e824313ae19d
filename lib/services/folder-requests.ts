import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '#lib/kernel/ids.ts'
import type { Log } from '#lib/kernel/log.ts'

// The embedded database belongs to one process. While the app has it, a command leaves a request in the data folder, which
// only the app and its operator can write in, and the app answers beside it.

const requestName = /^([\w-]{1,64})\.request\.json$/

/** The command has given up by then, and nothing of it may happen later. */
const requestSeconds = 60
const lookEveryMs = 500

/** A file that is there as a whole or not at all. */
function writeWhole(path: string, value: unknown, mode: number): void {
  writeFileSync(`${path}.part`, JSON.stringify(value), { mode })
  renameSync(`${path}.part`, path)
}

type Around<Request, Answer> = {
  dataDir: string
  /** What the requests are about, and the name of their folder: `business`. */
  about: string
  answer(request: Request): Promise<Answer>
  log: Pick<Log, 'info' | 'error'>
}

/** Answers the requests about one thing in the data folder until it is stopped; `failed` where the answer throws. */
export function watchFolder<Request, Answer extends { kind: string }>(
  around: Around<Request, Answer>,
): { stop(): void } {
  const { dataDir, about, log } = around
  const folder = join(dataDir, about)
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
      const request = isLate ? null : readJson<Request>(path)
      rmSync(path)
      if (!request) continue
      const answer = await around.answer(request).catch((err: unknown) => {
        log.error({ event: `${about}_failed`, err }, `a request about the ${about} failed`)
        return { kind: 'failed' }
      })
      log.info({ event: `${about}_request`, outcome: answer.kind }, `a request about the ${about}`)
      // Only the command and the app's own user: an answer may hold a link that lets somebody in.
      writeWhole(join(folder, `${id}.answer.json`), answer, 0o600)
    }
  }
  const timer = setInterval(() => {
    if (working) return
    working = true
    void look()
      .catch((err: unknown) =>
        log.error({ event: `${about}_failed`, err }, `requests about the ${about} were not read`),
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
export async function askInFolder<Answer>(
  { dataDir, about, waitMs = 30_000 }: { dataDir: string; about: string; waitMs?: number | undefined },
  request: unknown,
): Promise<Answer | null> {
  const folder = join(dataDir, about)
  mkdirSync(folder, { recursive: true })
  const id = newId()
  const [asked, answered] = [join(folder, `${id}.request.json`), join(folder, `${id}.answer.json`)]
  writeWhole(asked, request, 0o644)
  const until = performance.now() + waitMs
  try {
    while (performance.now() < until) {
      await sleep(100)
      const answer = readJson<Answer>(answered)
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
