import type { ReadThread } from '#lib/threads/index.ts'
import { type Party, parties } from './parties.ts'

type ReplyOnWire = { by: 'business' | 'person'; text: string; from: string | null; at: string }

export type ThreadOnWire = {
  threadId: string
  /** Null where it was asked in the chatbot. */
  trackingCode: string | null
  by: Party | null
  text: string
  at: string
  replies: ReplyOnWire[]
}

/** A thread as the carrier reads it; times in ISO 8601, UTC. */
export function threadOnWire({ id, about, text, createdAt, replies }: ReadThread): ThreadOnWire {
  return {
    threadId: id,
    trackingCode: about?.trackingCode ?? null,
    by: about && parties[about.side],
    text,
    at: createdAt.toISOString(),
    replies: replies.map((reply) => ({
      by: reply.by,
      text: reply.text,
      from: reply.from,
      at: reply.createdAt.toISOString(),
    })),
  }
}
