import type { ButtonGrid } from '#lib/divar/index.ts'
import type { Clock } from '#lib/kernel/clock.ts'
import type { Log } from '#lib/kernel/log.ts'
import type { Sealer } from '#lib/kernel/seal.ts'
import type { CityNames } from '#lib/language/places.ts'
import type { Reading } from '#lib/language/reading.ts'
import type { AskedTopic, Assistant, AssistantSettings, ConversationState } from './assistant.ts'
import type { AssistantMeasures } from './declaration.ts'

/** How the keeper leaves an assistant; only under its own claim. */
export type SubscriptionUpdate = Partial<
  Pick<
    Assistant,
    | 'state'
    | 'reason'
    | 'watchedSince'
    | 'subscribedUntil'
    | 'subscribedWith'
    | 'renewAt'
    | 'failures'
    | 'lastFailure'
    | 'updatedAt'
  >
>

/** A post of which Divar tells, and the assistant that its subscription named. */
export type Listened = { id: string | null; postToken: string }

export type AssistantStore = {
  find(id: string): Promise<Assistant | null>
  ofUsers(divarUserIds: readonly string[]): Promise<Assistant[]>
  /** Makes or takes over the one assistant of this user and post. */
  put(assistant: Assistant): Promise<Assistant>
  /** For each place one that listens to the post: the one of that id, if it does, before any other. */
  listening(places: readonly Listened[]): Promise<(string | null)[]>
  /**
   * Claims one that is on and due: to be renewed, or whose grant has other tokens than those it subscribed with. With
   * `id` that one, if it is on, due or not.
   */
  claimDue(claim: { claimId: string; now: Date; until: Date; id?: string }): Promise<Assistant | null>
  /** Whether the claim was still held. */
  settleClaim(id: string, claimId: string, kept: SubscriptionUpdate): Promise<boolean>
  setInbox(id: string, until: Date): Promise<void>
  posts(assistantId: string): Promise<{ postToken: string; isOn: boolean }[]>
  talks(assistantId: string, limit: number): Promise<ConversationState[]>
  talk(assistantId: string, conversationId: string): Promise<ConversationState | null>
  /** In how many conversations it has answered since then. */
  answeredSince(assistantId: string, since: Date): Promise<number>
  /** Questions whose time has come, of assistants that are on. */
  dueTalks(now: Date, limit: number, met: string[]): Promise<{ assistantId: string; conversationId: string }[]>
  /** What pieces of a question said at `before` or earlier. */
  forgetPieces(before: Date): Promise<void>
  health(): Promise<{ on: number; oldestSubscription: Date | null; failing: number; ended: number }>
}

/** Inside one transaction, the assistant's row locked. */
export type AssistantTx = {
  /** Whether this user's permission has not been taken back. It stands until this transaction ends. */
  grantStands(grantId: string, divarUserId: string): Promise<boolean>
  put: AssistantStore['put']
  lock(id: string): Promise<Assistant | null>
  /** What is known of these conversations; nothing of one that is new. */
  talks(assistantId: string, conversationIds: readonly string[]): Promise<ConversationState[]>
  putTalks(talks: readonly ConversationState[]): Promise<void>
  /** Those of the posts on which the seller wants answers; a post seen for the first time is one. */
  postsOn(assistantId: string, postTokens: readonly string[], now: Date): Promise<Set<string>>
  setPost(assistantId: string, postToken: string, isOn: boolean, now: Date): Promise<void>
  answeredSince: AssistantStore['answeredSince']
  update(id: string, change: Partial<Omit<Assistant, 'id' | 'divarUserId' | 'postToken'>>): Promise<void>
  count(id: string, what: 'messagesRead' | 'answered' | 'booked', by: number): Promise<void>
  /** Forgets every question, piece and mark of its conversations. */
  forgetAsked(assistantId: string): Promise<void>
  /** Marks texts as handled; they go at once unless an open page has to show them. Those that still waited. */
  textsDone(ids: readonly string[], options: { keep: boolean }): Promise<Set<string>>
  /** Our own message came back: those who wait to hear whether it arrived know now. */
  confirmEcho(conversationId: string, text: string): Promise<void>
  /** Queues a message in the seller's name, an offer once per conversation, a reply once per `form`; its id, and whether it is a new one. */
  queue(message: OwnMessage): Promise<{ id: string; created: boolean }>
  /** Offers of this assistant that have not left do not leave any more. */
  supersedeOffers(assistantId: string): Promise<void>
}

export type OwnMessage = {
  kind: 'offer' | 'reply'
  conversationId: string
  grantId: string
  /** A reply's stands sealed. */
  text: string
  sealedText: string | null
  /** Of the form that a reply was written in, and its words: sent twice, it is one reply. Null for an offer. */
  form: string | null
  receiverButtons: ButtonGrid | null
}

/** What is offered: prices from the post's city to the city asked about. */
export type Offer = {
  text: string
  receiverButtons: ButtonGrid
  /** Whether what the post is about is shipped at all. */
  isShipped: boolean
}

export type KeeperGrant = { scopes: string[]; expiresAt: Date; refreshedAt: Date; isLive: boolean }

export type AssistantDeps = {
  store: AssistantStore
  transaction<T>(work: (tx: AssistantTx) => Promise<T>): Promise<T>
  clock: Clock
  sealer: Sealer
  log: Log
  measures: AssistantMeasures
  /** Divar's cities, and the names by which people call them. */
  cities(): Promise<CityNames>
  recognise(text: string, cities: CityNames): Reading
  offer(input: {
    postToken: string
    /** Null: offered by the seller, with no question that is surely about shipping. */
    topic: AskedTopic | null
    askedCity: string | null
    settings: AssistantSettings
  }): Promise<Offer>
}

/** What Divar says of a post: gone is 404 or retired. Throws the errors of Divar. */
export type PostState = 'there' | 'gone'

export type RenewalDeps = Pick<AssistantDeps, 'store' | 'transaction' | 'clock' | 'log' | 'measures'> & {
  grant(grantId: string): Promise<KeeperGrant | null>
  /** A token that is good for so many seconds; refreshed if it is not. */
  freshToken(
    grantId: string,
    options: { marginSeconds: number; force?: boolean },
  ): Promise<{ ok: true; accessToken: string } | { ok: false; reason: 'missing' | 'revoked' | 'unavailable' }>
  post(postToken: string): Promise<PostState>
  subscribe(accessToken: string, subscription: { postToken: string | null; assistantId: string }): Promise<void>
}
