import type { Side } from '#lib/kernel/side.ts'
import type { ShipmentState } from './status.ts'

/** What the chat may be told: a state that both sides care about, that a proposal still waits, or that a promise moved. */
export const announcementKinds = [
  'proposed',
  'reminded',
  'amended',
  'promise_moved',
  'accepted',
  'rejected',
  'picked_up',
  'delivery_failed',
  'delivered',
  'returned',
  'cancelled',
  'expired',
] as const satisfies (ShipmentState | 'reminded' | 'amended' | 'promise_moved')[]

export type AnnouncementKind = (typeof announcementKinds)[number]

/** In whose name a message goes out; without a grant nobody has allowed it, and the page alone says it. */
export type SenderGrant = { grantId: string | null; side: Side }

/** The buttons of a message in Divar's form: kept as they are, read by the chat side alone. */
export type ChatButtons = object

/** A chat message before it is queued. */
export type Announcement = {
  kind: AnnouncementKind
  text: string
  senderButtons: ChatButtons
  receiverButtons: ChatButtons
}
