/** A message of an event while it waits to be handled. */
export type Pending = {
  /** The event's. */
  id: string
  /** Of the handler that took it. */
  kind: string
  /** Whose it is, in the handler's own terms; null where the conversation says it all. */
  subject: string | null
  conversationId: string
  /** What the handler captured. */
  sealed: string
  receivedAt: Date
  expiresAt: Date
}

/** An event's id, and what must be handled of it. */
export type ReceivedEvent = { event: { id: string; type: string; receivedAt: Date }; pending: Pending | null }

/** A claim is over at `until`; what it held may then be claimed by others. */
type Claim = { claimId: string; now: Date; until: Date; kinds: readonly string[]; limit: number }

export type InboxStore = {
  /** Each event once, with what must be handled of it, in one transaction; whether each is new: of two with one id the first. */
  insert(all: readonly ReceivedEvent[]): Promise<boolean[]>
  /** What waits, of these kinds, oldest first, nobody else taking it until the lease ends. */
  claim(claim: Claim): Promise<Pending[]>
  /** Takes it away; whether it was still there: of many that handle it, one may act. */
  take(id: string): Promise<boolean>
  /** Takes away whose time is over. */
  deleteExpired(now: Date): Promise<void>
  find(id: string): Promise<Pending | null>
  /** What came for this subject since then and is still there, oldest first. */
  ofSubject(subject: string, since: Date): Promise<Pending[]>
}

/** In seconds. The worker looks every `look`, and what is then over is taken away: `life + look` is the longest life. */
export const inboxSeconds = { life: 55, lease: 15, look: 2 }
/** So much one process holds at a time, over all lanes. */
export const maxHeld = 200
