import type { Clock } from '#lib/kernel/clock.ts'
import type { Log } from '#lib/kernel/log.ts'
import type { Sealer } from '#lib/kernel/seal.ts'
import type { Side } from '#lib/kernel/side.ts'
import type { ShippingTx } from '#lib/shipping/index.ts'

/** The first text of a thread: a problem of a shipment, or a question in the chatbot. Its id is the thread's. */
export type Thread = { id: string; sealedText: string; createdAt: Date } & (
  | {
      kind: 'problem'
      shipmentId: string
      trackingCode: string
      conversationId: string
      side: Side
      typedBySessionId: string
      typedByDivarUserId: string | null
    }
  | { kind: 'support'; conversationId: string; divarUserId: string | null }
)

/** What is sealed of a reply. `from`: a first name or a role, as the business says it. */
export type ReplyBody = { text: string; from: string | null }

export type ThreadReply = {
  id: string
  threadId: string
  /** In its thread, from 1. */
  number: number
  by: 'business' | 'person'
  /** A `ReplyBody`. */
  sealedBody: string
  /** Nothing more is written in the thread. */
  closes: boolean
  /** Of the business: the id of the call that it came with. */
  callId: string | null
  createdAt: Date
}

/** Each method is one statement. */
export type ThreadStore = {
  threadById(id: string): Promise<Thread | null>
  /** What was reported of a shipment, in its order. */
  threadsOf(shipmentId: string): Promise<Thread[]>
  /** Of each of these threads, in their order. */
  repliesOf(threadIds: readonly string[]): Promise<ThreadReply[]>
  /** A reply that still stands, with its thread. */
  replyById(id: string): Promise<{ thread: Thread; reply: ThreadReply } | null>
  /** Threads that nobody closed, by id after `after`; a question once the business was told of it. */
  openThreads(after: string | null, limit: number): Promise<Thread[]>
  /** Answers to questions of this conversation, and of this user or nobody known, that the chatbot has not shown. */
  answersWaiting(conversationId: string, divarUserId: string | null): Promise<ThreadReply[]>
  /** They were shown in the chatbot. */
  noteTold(replyIds: readonly string[], now: Date): Promise<void>
}

export type ThreadTx = ThreadStore & {
  /** As it stands; nobody writes in it, or erases it, until this transaction ends. */
  lockThread(id: string): Promise<Thread | null>
  /** False where the call's id belongs to another reply. */
  insertReply(thread: Thread, reply: ThreadReply): Promise<boolean>
  /** Whether the conversation with the chatbot is still this user's; it stays so until this transaction ends. */
  isLinked(conversationId: string, divarUserId: string): Promise<boolean>
  /** The permission by which this user may be written to in the chatbot; it stands until this transaction ends. */
  chatbotGrant(divarUserId: string): Promise<string | null>
}

export type ThreadWork = {
  threads: ThreadTx
  shipping: ShippingTx
  /** Queues an answer for the chatbot, in the name of this permission. `trackingCode`: of a report's shipment. */
  tell(
    answer: { threadId: string; trackingCode: string | null; number: number; body: ReplyBody; closes: boolean },
    grantId: string,
  ): Promise<void>
}

export type ThreadDeps = {
  store: ThreadStore
  transaction<T>(work: (tx: ThreadWork) => Promise<T>): Promise<T>
  clock: Clock
  sealer: Sealer
  log: Log
}
