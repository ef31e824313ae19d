import type { Side } from '#lib/kernel/side.ts'
import type { ReplyBody, Thread, ThreadDeps, ThreadReply, ThreadStore } from './ports.ts'

export type ReadReply = ReplyBody & Pick<ThreadReply, 'id' | 'by' | 'closes' | 'createdAt'>

/** A thread as the business reads it: it names nobody. `about` is null for a question in the chatbot. */
export type ReadThread = {
  id: string
  about: { trackingCode: string; side: Side } | null
  text: string
  createdAt: Date
  replies: ReadReply[]
}

/** Replies, opened, in their order. */
export async function openReplies(
  { sealer }: Pick<ThreadDeps, 'sealer'>,
  replies: readonly ThreadReply[],
): Promise<ReadReply[]> {
  return await Promise.all(
    replies.map(async ({ id, by, closes, createdAt, sealedBody }) => {
      const { text, from } = await sealer.open<ReplyBody>(sealedBody)
      return { id, by, closes, createdAt, text, from }
    }),
  )
}

const maxListed = 100

type ReadDeps = Pick<ThreadDeps, 'store' | 'sealer' | 'log'>

/**
 * Threads that nobody closed, a hundred at a time, by id: what the business has to answer. `next` is the `after` of the next
 * page; null on the last. One that no key opens is left out, and logged.
 */
export async function threadsToAnswer(
  deps: ReadDeps,
  after: string | null,
): Promise<{ threads: ReadThread[]; next: string | null }> {
  const found = await deps.store.openThreads(after, maxListed + 1)
  const page = found.slice(0, maxListed)
  return { threads: await read(deps, page), next: found.length > maxListed ? (page.at(-1)?.id ?? null) : null }
}

/** How many of them there are, up to a page; none is opened. */
export async function countToAnswer(
  store: Pick<ThreadStore, 'openThreads'>,
): Promise<{ count: number; isMore: boolean }> {
  const found = await store.openThreads(null, maxListed + 1)
  return { count: Math.min(found.length, maxListed), isMore: found.length > maxListed }
}

/** All that was reported of a shipment, closed or not, in its order; one that no key opens is left out, and logged. */
export const threadsOfShipment = async (deps: ReadDeps, shipmentId: string): Promise<ReadThread[]> =>
  await read(deps, await deps.store.threadsOf(shipmentId))

async function read(deps: ReadDeps, threads: readonly Thread[]): Promise<ReadThread[]> {
  const replies = await deps.store.repliesOf(threads.map(({ id }) => id))
  const each = threads.map(async (thread): Promise<ReadThread | null> => {
    try {
      const own = replies.filter(({ threadId }) => threadId === thread.id)
      const { text } = await deps.sealer.open<{ text: string }>(thread.sealedText)
      const { id, createdAt } = thread
      return { id, about: aboutOf(thread), text, createdAt, replies: await openReplies(deps, own) }
    } catch (err) {
      deps.log.error({ event: 'thread_unreadable', threadId: thread.id, err }, 'a thread cannot be read')
      return null
    }
  })
  return (await Promise.all(each)).filter((thread) => thread !== null)
}

const aboutOf = (thread: Thread): ReadThread['about'] =>
  thread.kind === 'problem' ? { trackingCode: thread.trackingCode, side: thread.side } : null

/** As its person reads it; a text that no key opens is null. */
export type ShownReply = Omit<ReadReply, 'text'> & { text: string | null }

/**
 * What was written in threads, opened, by thread: of those alone that the asking person may read. A text that no key opens
 * is logged, and hides nothing beside it.
 */
export async function repliesByThread(
  deps: Pick<ThreadDeps, 'store' | 'sealer' | 'log'>,
  threadIds: readonly string[],
): Promise<Map<string, ShownReply[]>> {
  const replies = threadIds.length === 0 ? [] : await deps.store.repliesOf(threadIds)
  const shown = async (reply: ThreadReply): Promise<ShownReply[]> => {
    try {
      return await openReplies(deps, [reply])
    } catch (err) {
      const { id, threadId, by, closes, createdAt } = reply
      deps.log.error({ event: 'thread_unreadable', threadId, err }, 'what was written in a thread cannot be read')
      return [{ id, by, closes, createdAt, text: null, from: null }]
    }
  }
  const read = threadIds.map(async (id) => {
    const own = replies.filter(({ threadId }) => threadId === id)
    return [id, (await Promise.all(own.map(shown))).flat()] as const
  })
  return new Map(await Promise.all(read))
}
