import type { DivarClient } from '#lib/divar/index.ts'
import type { Clock } from '#lib/kernel/clock.ts'
import type { RandomBytes } from '#lib/kernel/ids.ts'
import type { Log } from '#lib/kernel/log.ts'
import type { Sealer } from '#lib/kernel/seal.ts'
import type { Side } from '#lib/kernel/side.ts'
import type { BaseMeasures } from '../index.ts'

export type Ticket = {
  ticketHash: string
  seatId: string
  conversationId: string
  side: Side
  postToken: string | null
  source: string | null
  hints: Record<string, string>
  /** Divar's slug of the city nearest to the place that came with the launch; the place itself is stored nowhere. */
  nearCity: string | null
  launchUserId: string | null
  launchVersion: number
  createdAt: Date
  expiresAt: Date
  redeemedAt: Date | null
  redeemedBySessionId: string | null
}

export type Session = { id: string; createdAt: Date; lastActiveAt: Date; expiresAt: Date }

/** What Divar said of a post when it was last read: public facts, so that a page does without another read. */
export type SeenPost = {
  title: string | null
  /** Slugs of Divar. */
  city: string | null
  district: string | null
  category: string | null
  /** Its first picture, wherever that lies; missing where the version before stored it. */
  imageUrl?: string | null
  /** Its fixed price as Divar writes it, which states no unit. Absent from what an earlier version saw. */
  price?: number | null
}

/** One conversation and side that a browser has proved. Its id is opaque and stands in every address under `/s/`. */
export type Seat = {
  id: string
  sessionId: string
  conversationId: string
  side: Side
  postToken: string | null
  source: string | null
  launchUserId: string | null
  launchVersion: number
  divarUserId: string | null
  grantId: string | null
  joinHash: string | null
  joinUntil: Date | null
  /** The ticket's. */
  nearCity: string | null
  /** Null until the post was read. */
  seenPost: SeenPost | null
  createdAt: Date
}

/**
 * What a consent is for, decided when it starts and read when it comes back; the add-on has its kinds, and says with the
 * other fields what they need. With `seatId` it acts for that seat. Without, it belongs to the Divar user of the grant;
 * `launchUserId`: the user that it began for, where Divar named one, and nobody else may finish it.
 */
export type ConsentPurpose = {
  readonly kind: string
  readonly seatId?: string
  readonly launchUserId?: string | null
  readonly [field: string]: unknown
}

/** A purpose that a browser without a session may begin. */
export type OwnPurpose = ConsentPurpose & { readonly seatId?: undefined }

export type OauthAttempt = {
  stateHash: string
  sessionId: string
  purpose: ConsentPurpose
  scopes: string[]
  sealedCookies: string
  createdAt: Date
  expiresAt: Date
  usedAt: Date | null
}

/** What a user allowed through Divar's OAuth. The tokens are sealed; null once they are gone. */
export type Grant = {
  id: string
  divarUserId: string
  /** The seat's conversation and side; null for what is allowed beyond one conversation. */
  conversationId: string | null
  side: Side | null
  scopes: string[]
  sealedTokens: string | null
  expiresAt: Date
  refreshedAt: Date
  createdAt: Date
  revokedAt: Date | null
  claimId: string | null
  claimedUntil: Date | null
}

export type Party = { side: Side; divarUserId: string }

/** Rows of launches, sessions, seats, attempts, grants. Each method is one statement unless it says otherwise. */
export type AccessStore = {
  insertTickets(tickets: readonly Ticket[]): Promise<void>
  findTicket(ticketHash: string): Promise<Ticket | null>
  /** Marks an unused, unexpired ticket as used, atomically; null when another was first or it is too late. */
  redeemTicket(ticketHash: string, sessionId: string, now: Date): Promise<Ticket | null>

  insertSession(session: Session): Promise<void>
  findSessionBySid(sidHash: string, now: Date): Promise<Session | null>
  /** Of each pair in the order asked: the session of that key, if that seat is its own. */
  sittings(asked: readonly { sidHash: string; seatId: string }[], now: Date): Promise<(Session | null)[]>
  addSessionKey(key: { sidHash: string; sessionId: string; createdAt: Date; validUntil: Date }): Promise<void>
  /** The keys made before a moment, and the one with this hash, end at `until` or earlier. */
  shortenOldKeys(sessionId: string, old: { createdBefore: Date; sidHash: string | null }, until: Date): Promise<void>
  touchSession(sessionId: string, now: Date): Promise<void>

  insertSeat(seat: Seat): Promise<void>
  findSeat(seatId: string): Promise<Seat | null>
  /** The same, and nobody erases or changes it until this transaction ends. */
  lockSeat(seatId: string): Promise<Seat | null>
  findSeatInSession(where: {
    sessionId: string
    conversationId: string
    side: Side
    launchUserId: string | null
  }): Promise<Seat | null>
  setSeatJoin(seatId: string, joinHash: string, until: Date): Promise<void>
  /** Moves a seat to another session if the join secret is right and in time, once; whether it did. */
  joinSeat(seatId: string, joinHash: string, sessionId: string, now: Date): Promise<boolean>
  setNearCity(seatId: string, nearCity: string): Promise<void>
  setSeenPost(seatId: string, seen: SeenPost): Promise<void>
  bindSeat(seatId: string, divarUserId: string, grantId: string): Promise<void>

  /** Keeps that a session turned out to be this Divar user, too. */
  addSessionUser(sessionId: string, divarUserId: string, now: Date): Promise<void>
  sessionUsers(sessionId: string): Promise<string[]>

  insertAttempt(attempt: OauthAttempt): Promise<void>
  findAttempt(stateHash: string): Promise<OauthAttempt | null>
  claimAttempt(stateHash: string, now: Date): Promise<OauthAttempt | null>

  /** Binds a Divar user to a side unless it has one; gives all parties of the conversation as they now stand. */
  bindParty(conversationId: string, side: Side, divarUserId: string, now: Date): Promise<Party[]>
  /** Of each conversation, in the order asked. */
  partiesOfEach(conversationIds: readonly string[]): Promise<Party[][]>

  insertGrant(grant: Grant): Promise<void>
  findGrant(grantId: string): Promise<Grant | null>
  /** Claims the refresh of a grant by a lease, atomically; null when somebody else holds it. */
  claimGrant(grantId: string, claimId: string, now: Date, until: Date): Promise<Grant | null>
  storeRefresh(
    grantId: string,
    claimId: string,
    fresh: { sealedTokens: string; expiresAt: Date; refreshedAt: Date },
  ): Promise<boolean>
  releaseGrant(grantId: string, claimId: string): Promise<void>
  /** Ends a grant for the holder of its claim; whether the claim was still theirs. */
  revokeGrant(grantId: string, claimId: string, now: Date): Promise<boolean>

  /** Changes whenever anybody's data was erased; null: not for long. */
  lastErasure(): Promise<string | null>
  /** Nobody's data is erased until this transaction ends. A seat is locked before, a session after. */
  holdErasures(): Promise<void>
  /** Whether there is such a session. It stands until this transaction ends. */
  sessionStands(sessionId: string): Promise<boolean>

  /** The seats that a user is bound to. */
  seatsOf(divarUserId: string): Promise<string[]>
  /** Seats with their tickets and consents under way, and sessions that hold no other; gives the sessions that ended. */
  removeSeats(seatIds: string[]): Promise<string[]>
}

/** What launches and taps ask, one for each call. */
export type CallStore = {
  insertTicket(ticket: Ticket): Promise<void>
  partiesOf(conversationId: string): Promise<Party[]>
}

/** The part of Divar's OAuth that keeps a grant alive. */
export type TokenRefresher = Pick<DivarClient, 'refreshTokens'>

export type AccessDeps = {
  store: AccessStore
  calls: CallStore
  /** The same store inside one transaction. */
  transaction<T>(work: (store: AccessStore) => Promise<T>): Promise<T>
  clock: Clock
  random: RandomBytes
  sealer: Sealer
  log: Log
  measures: BaseMeasures
  divar: TokenRefresher
  launchUserId: 'observe' | 'enforce'
}
