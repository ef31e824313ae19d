import 'server-only'
import { createHash } from 'node:crypto'
import { eventStream, streamAnswer, type WatchHub } from '#lib/addon/index.ts'
import type { Services } from '#lib/services.ts'
import { faultAnswer, machineAnswer } from './route.ts'

/** Answers a request of an open page from where it stands; null: its session has ended. Asking counts as no activity. */
export async function answerLive<Here>(
  find: () => Promise<Here | null>,
  answer: (here: Here) => Promise<Response>,
): Promise<Response> {
  try {
    const here = await find()
    return here ? await answer(here) : machineAnswer(401, { reason: 'session ended' })
  } catch (error) {
    return await faultAnswer(error)
  }
}

/** The version of a page: a digest of whatever it shows, in which nothing can be read. */
export const digest = (facts: unknown): string => createHash('sha256').update(JSON.stringify(facts)).digest('base64url')

type Watch = {
  hub: WatchHub
  id: string
  /** Null: what it shows is gone. */
  version(): Promise<string | null>
  mayStay(): Promise<boolean>
  signal: AbortSignal
  /** Once it is sure that the stream opens, and before it does. */
  onOpen?(): Promise<void>
}

type Watcher = { app: Pick<Services, 'stopping'>; session: { id: string } }
type Wake = (fresh: string | null) => void
type Open = Pick<ReturnType<typeof eventStream>, 'wake' | 'say'>

/** Wakes an open page over one stream. `listener` may make more of a wake-up than a new look at the version. */
export async function watchPage(
  { app, session }: Watcher,
  { hub, id, version, mayStay, signal, onOpen }: Watch,
  listener: (stream: Open) => Wake = (stream) => stream.wake,
): Promise<Response> {
  let wake: Wake = () => {}
  const watched = await hub.watch({ id, sessionId: session.id }, (fresh) => wake(fresh))
  if (!watched.ok) return machineAnswer(429, { reason: 'too many open streams' }, { 'Retry-After': '15' })
  try {
    await onOpen?.()
  } catch (error) {
    watched.unwatch()
    throw error
  }
  const stream = eventStream({ version, mayStay, onEnd: watched.unwatch, signal, stopping: app.stopping })
  wake = listener(stream)
  return streamAnswer(stream.body)
}
