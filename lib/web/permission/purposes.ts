import { z } from 'zod'
import type { ConsentPurpose } from '#lib/addon/access/index.ts'

const seatId = z.string()

const purpose = z.discriminatedUnion('kind', [
  /** A draft of the seat is to be told in its chat. */
  z.object({ kind: z.literal('booking'), seatId }),
  /**
   * Acting for the seat's side. `next` is the page that asked for it, of a shipment or, with null, of the seat; another
   * build may have pages that this one does not know.
   */
  z.object({ kind: z.literal('act'), seatId, trackingCode: z.string().nullable(), next: z.string() }),
  /** Telling the steps of a shipment in the chatbot. */
  z.object({ kind: z.literal('notices'), seatId, trackingCode: z.string() }),
  /** The assistant for one post of the user, or with null for all of them. */
  z.object({ kind: z.literal('assistant'), postToken: z.string().nullable() }),
  /** The user of a chatbot conversation. `launchUserId`: who Divar says tapped there. */
  z.object({ kind: z.literal('chatbot'), conversationId: z.string(), launchUserId: z.string().nullable() }),
])

/** What Peyk asks a consent for. */
export type PeykPurpose = z.infer<typeof purpose>

/** The purposes of a seat, and those that a browser without a session may begin. */
export type PeykOwnPurpose = Exclude<PeykPurpose, { seatId: string }>

/** A stored purpose. One that only another build knows is its seat's booking, which leads on from there; null: nothing. */
export function readPurpose(stored: ConsentPurpose): PeykPurpose | null {
  const read = purpose.safeParse(stored)
  if (read.success) return read.data
  return stored.seatId === undefined ? null : { kind: 'booking', seatId: stored.seatId }
}
