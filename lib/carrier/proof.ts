import type { Delivery } from '#lib/addon/outbox/index.ts'

/**
 * Of a picture on its way to the receiving side. `waiting` for that side's tap; `unconfirmed`: it may have been shown or
 * not, and only that side decides what happens; `refused`: it was given up. Only these three and `sent` are for long.
 */
export type ProofState = 'waiting' | 'queued' | 'sending' | 'sent' | 'unconfirmed' | 'refused'

/** `bot`: into the receiving side's conversation with the chatbot. `chat`: into that of buyer and seller, for both to see. */
export type ProofWay = 'bot' | 'chat'

export type PictureKind = 'image/png' | 'image/jpeg'

/**
 * A proof of delivery: one for each shipment, with its id, and 1 for a position: it waits for no other. It is held while
 * `queued`, as the picture is uploaded, which shows it to nobody, and while `sending`, as it is shown.
 */
export type Proof = Delivery & {
  kind: PictureKind
  /** Gone in the moment in which it was sent or given up. */
  sealedImage: string | null
  state: ProofState
  way: ProofWay | null
  receivedAt: Date
  sentAt: Date | null
}

/** What a picture's bytes look like when they are kept. */
export type SealedPicture = { base64: string }
