/**
 * Of a picture on its way to the receiving side. `waiting` for that side's tap; `unconfirmed`: it may have been shown or
 * not, and only that side decides what happens; `refused`: it was given up. Only these three and `sent` are for long.
 */
export type ProofState = 'waiting' | 'queued' | 'sending' | 'sent' | 'unconfirmed' | 'refused'

/** `bot`: into the receiving side's conversation with the chatbot. `chat`: into that of buyer and seller, for both to see. */
export type ProofWay = 'bot' | 'chat'

export type PictureKind = 'image/png' | 'image/jpeg'

/** A proof of delivery: one for each shipment. */
export type Proof = {
  /** Its shipment's. */
  id: string
  /** 1: it waits for no other. */
  position: number
  kind: PictureKind
  /** Gone in the moment in which it was sent or given up. */
  sealedImage: string | null
  state: ProofState
  way: ProofWay | null
  /** A stable code of why it is where it is, for logs and operators. */
  lastReason: string | null
  attempts: number
  dueAt: Date
  firstQueuedAt: Date
  /** Held while `queued`: the picture is being uploaded, which shows it to nobody. While `sending`: it is being shown. */
  claimId: string | null
  claimedUntil: Date | null
  receivedAt: Date
  sentAt: Date | null
}

/** What a picture's bytes look like when they are kept. */
export type SealedPicture = { base64: string }
