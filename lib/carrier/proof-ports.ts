import type { BackOff, OutboxStore, Wake } from '#lib/addon/outbox/index.ts'
import type { Clock } from '#lib/kernel/clock.ts'
import type { Log } from '#lib/kernel/log.ts'
import type { Sealer } from '#lib/kernel/seal.ts'
import type { ActingStaff, Actor, ShipmentState, ShippingTx } from '#lib/shipping/index.ts'
import type { PictureKind, Proof, ProofState, ProofWay } from './proof.ts'

/** The shipment that a picture is for. */
export type ProofTarget = {
  shipmentId: string
  conversationId: string
  state: ShipmentState
  /** The receiving side had its data erased: nothing new may be kept of it. */
  wasErased: boolean
}

/** Where the chatbot finds the receiving side: one of the two at least. */
export type ChatbotAddress = {
  user: { divarUserId: string; grantId: string } | null
  conversationId: string | null
}

/** The chat of buyer and seller, in the name of the receiving side. */
export type ChatAddress = { conversationId: string; grantId: string }

/** Proofs of delivery, each by its shipment's id. Each method is one statement, but the two that look somebody up. */
export type ProofStore = OutboxStore<Proof> & {
  /** With `lock`, inside a transaction, nobody else puts a proof there until it ends. */
  target(trackingCode: string, options?: { lock: boolean }): Promise<ProofTarget | null>
  hasCall(callId: string): Promise<boolean>
  /** Whether the carrier's call is new. */
  takeCall(callId: string, now: Date): Promise<boolean>
  /** Null: this side did not ask for news in the chatbot, nor is it known there. */
  chatbotOf(shipmentId: string): Promise<ChatbotAddress | null>
  /** Null: it has no permission that stands. */
  chatOf(shipmentId: string): Promise<ChatAddress | null>

  /** Keeps a proof, in place of one that nobody can have seen; false when that may be so of the one that is there. */
  put(proof: Proof): Promise<boolean>
  /** `waiting` to `queued` for the chat; null when it does not wait. */
  show(shipmentId: string, now: Date): Promise<Proof | null>
}

/** A picture that is fit to be kept and shown: nothing in it but what it shows. */
export type CleanedPicture =
  | { ok: true; bytes: Uint8Array; kind: PictureKind }
  | { ok: false; reason: UnfitPicture | 'too_slow' | 'too_many_waiting' }

/** Why a picture is none to be kept. `too_slow` and `too_many_waiting` say nothing of it: it may come again. */
export type UnfitPicture =
  | 'not_a_picture'
  | 'unusual'
  | 'too_many_pixels'
  | 'too_long'
  | 'too_slender'
  | 'too_many_scans'
  | 'large_profile'
  | 'broken'

/** Who of the staff gives a picture, for the audit. */
export type GivingStaff = Pick<ActingStaff, 'staffId' | 'address'>

export type ReceiveProofTx = { proofs: ProofStore; wake: Wake } & Pick<ShippingTx, 'recordAudit'>

export type ReceiveProofDeps = {
  proofs: ProofStore
  transaction<T>(work: (tx: ReceiveProofTx) => Promise<T>): Promise<T>
  clean(picture: Uint8Array): Promise<CleanedPicture>
  sealer: Sealer
  clock: Clock
}

/** What laying a picture up at Divar came to. Nobody has seen it after that, whatever it came to. */
export type UploadOutcome =
  | { kind: 'uploaded'; mediaToken: string }
  | { kind: 'retry'; retryAfterSeconds: number | null; reason: string }
  | { kind: 'refused'; reason: string }

/** What one message came to. `unconfirmed`: nobody knows; after all others but `sent` it was certainly not shown. */
export type ShowOutcome =
  | { kind: 'sent' }
  | { kind: 'retry'; retryAfterSeconds: number | null; reason: string }
  | { kind: 'refused'; reason: string }
  | { kind: 'unauthorized' }
  | { kind: 'unconfirmed'; reason: string }

/** The chats at Divar. An upload takes 60 seconds at most, a message 20. */
export type ProofChat = {
  upload(picture: { bytes: Uint8Array; kind: PictureKind }): Promise<UploadOutcome>
  toChatbotUser(accessToken: string, divarUserId: string, mediaToken: string): Promise<ShowOutcome>
  toChatbotConversation(conversationId: string, mediaToken: string): Promise<ShowOutcome>
  toChat(accessToken: string, conversationId: string, mediaToken: string): Promise<ShowOutcome>
}

export type ProofToken =
  | { ok: true; accessToken: string }
  | { ok: false; reason: 'revoked' | 'missing' | 'unavailable' }

export type ProofDeps = {
  proofs: ProofStore
  wake: Wake
  clock: Clock
  /** Called once for each time that one moved, with where it stands after it. */
  count?: (way: ProofWay, state: ProofState) => void
}

export type DeliverProofDeps = ProofDeps & {
  chat: ProofChat
  freshToken(grantId: string, options?: { force: boolean }): Promise<ProofToken>
  sealer: Pick<Sealer, 'open'>
  /** How messages of a chat are tried again. */
  backOff: BackOff
  /** A number from 0 to 1, for the jitter. */
  random: () => number
  log: Log
}

export type TapProofDeps = ProofDeps & {
  grants: { isLive(grantId: string): Promise<boolean> }
  /** Whether somebody may change something of this shipment for their side. */
  mayAct(actor: Actor, shipmentId: string): Promise<boolean>
}
