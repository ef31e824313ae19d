import { eq } from 'drizzle-orm'
import { chatBackOff } from '#lib/addon/messages/index.ts'
import { deliver, sweep } from '#lib/addon/outbox/index.ts'
import type { Db } from '#lib/db/client.ts'
import { grants, parties } from '#lib/db/schema/access.ts'
import { botConversations, notices } from '#lib/db/schema/chatbot.ts'
import { outbox } from '#lib/db/schema/outbox.ts'
import { proofStore } from '#lib/db/stores/proofs.ts'
import { shippingStore } from '#lib/db/stores/shipments.ts'
import { staffTransaction } from '#lib/db/stores/staff.ts'
import { newId } from '#lib/kernel/ids.ts'
import { fixedClock } from '#lib/kernel/testing-clock.ts'
import { mayAct } from '#lib/shipping/index.ts'
import { buyer, shippingWorld } from '#lib/shipping/testing.ts'
import {
  type DeliverProofDeps,
  type ProofChat,
  proofChannel,
  type ReceiveProofDeps,
  receiveProof,
  type ShowOutcome,
  type TapProofDeps,
  type UploadOutcome,
} from './index.ts'

export const deliverProof = async (deps: DeliverProofDeps, id: string) => await deliver(proofChannel(deps), id)
export const sweepProofs = async (deps: DeliverProofDeps) => await sweep(proofChannel(deps))

type Shown = ShowOutcome | (() => Promise<ShowOutcome> | ShowOutcome)
type Uploaded = UploadOutcome | (() => Promise<UploadOutcome> | UploadOutcome)

/** Bytes that nobody takes for anything else. */
export const doorstep = new TextEncoder().encode('a doorstep with a parcel on it')

/** The buyer, as the Divar user whom this side of the conversation turned out to be. */
export const receiver = { divarUserId: 'user-buyer', chatGrant: 'grant-buyer', botGrant: 'grant-bot' }

/** Proofs over a real database that go to a Divar which does as it is told, and a clock that stands. */
export function proofWorld(db: Db) {
  const shipping = shippingWorld(db)
  const { clock } = shipping
  const { sealer } = shipping.deps
  const woken: { id: string; afterSeconds: number }[] = []
  /** What was laid up and what was shown, in order. */
  const did: string[] = []
  const counted: string[] = []
  const complaints: string[] = []
  const shows: Shown[] = []
  const uploads: Uploaded[] = []
  const deadTokens = new Set<string>()
  const ended: string[] = []
  const wake = async (id: string, afterSeconds = 0) => void woken.push({ id, afterSeconds })
  const show = async (what: string): Promise<ShowOutcome> => {
    did.push(what)
    const next = shows.shift() ?? { kind: 'sent' }
    return typeof next === 'function' ? await next() : next
  }
  const chat: ProofChat = {
    async upload({ bytes, kind }) {
      did.push(`upload ${kind} ${new TextDecoder().decode(bytes).slice(0, 10)}`)
      const next = uploads.shift() ?? { kind: 'uploaded', mediaToken: `media-${did.length}` }
      return typeof next === 'function' ? await next() : next
    },
    toChatbotUser: async (token, user) => await show(`user ${user} by ${token}`),
    toChatbotConversation: async (conversation) => await show(`conversation ${conversation}`),
    toChat: async (token, conversation) => await show(`chat ${conversation} by ${token}`),
  }
  const complain = (line: unknown, text?: string) => void complaints.push(`${text} ${JSON.stringify(line)}`)
  const deps: DeliverProofDeps = {
    proofs: proofStore(db),
    wake,
    clock,
    chat,
    sealer,
    freshToken: async (grantId, options) => {
      if (ended.includes(grantId)) return { ok: false, reason: 'revoked' }
      if (deadTokens.delete(grantId)) return { ok: false, reason: 'unavailable' }
      return { ok: true, accessToken: `${grantId}${options?.force ? ' refreshed' : ''}` }
    },
    backOff: chatBackOff,
    random: () => 0.5,
    log: { info: () => undefined, debug: () => undefined, warn: complain, error: complain },
    count: (way, state) => void counted.push(`${way} ${state}`),
  }
  const receiveDeps: ReceiveProofDeps = {
    proofs: proofStore(db),
    transaction: async (work) =>
      await db.transaction(
        async (tx) => await work({ proofs: proofStore(tx), wake, recordAudit: staffTransaction(tx).record }),
      ),
    clean: async (picture) => ({ ok: true, bytes: picture, kind: 'image/jpeg' }),
    sealer,
    clock,
  }
  const tapDeps: TapProofDeps = {
    ...deps,
    grants: { isLive: async (id) => !ended.includes(id) },
    mayAct: async (actor, shipmentId) => await mayAct(shippingStore(db), actor, shipmentId),
  }
  return {
    ...shipping,
    deps,
    receiveDeps,
    tapDeps,
    woken,
    did,
    counted,
    complaints,
    /** What the next messages, and uploads, come to; after that all succeed. */
    answer: (...next: Shown[]) => void shows.push(...next),
    answerUpload: (...next: Uploaded[]) => void uploads.push(...next),
    /** Tokens of these grants cannot be had the next time, or never again. */
    loseToken: (grantId: string) => void deadTokens.add(grantId),
    endGrant: (grantId: string) => void ended.push(grantId),
    /** The buyer of this conversation has consented: a party, with a permission for the chat. */
    async knowBuyer(conversationId = buyer.conversationId) {
      const now = clock()
      const { divarUserId, chatGrant } = receiver
      await db.insert(parties).values({ conversationId, side: 'DEMAND', divarUserId, boundAt: now })
      await db.insert(grants).values({
        id: chatGrant,
        divarUserId,
        conversationId,
        side: 'DEMAND',
        scopes: [],
        sealedTokens: 'sealed',
        expiresAt: now,
        refreshedAt: now,
        createdAt: now,
      })
    },
    async askForNotices(shipmentId: string, divarUserId = receiver.divarUserId) {
      const row = { shipmentId, side: 'DEMAND' as const, divarUserId, grantId: receiver.botGrant, createdAt: clock() }
      await db.insert(notices).values(row)
    },
    async linkChatbot(grantId: string | null = receiver.botGrant, divarUserId = receiver.divarUserId) {
      const now = clock()
      const conversationId = `talk-${divarUserId}`
      await db.insert(botConversations).values({ conversationId, divarUserId, grantId, linkedAt: now, updatedAt: now })
    },
    receive: async (trackingCode: string, callId: string = newId(), picture: Uint8Array = doorstep) =>
      await receiveProof(receiveDeps, { callId, trackingCode, picture, staff: null }),
    /** What a worker does in a minute: sweep, then the jobs that this woke. */
    async work() {
      await sweepProofs(deps)
      for (let next = woken.shift(); next; next = woken.shift()) {
        if (next.afterSeconds === 0) await deliverProof(deps, next.id)
      }
    },
    /** State, way, reason, and whether the bytes are still there. */
    async look(shipmentId: string) {
      const [row] = await db.select().from(outbox).where(eq(outbox.id, shipmentId))
      return row ? [row.state, row.way, row.lastReason, row.sealed === null ? 'gone' : 'kept'] : null
    },
  }
}

/** For tests in which there are none. */
export function idleProofs(db: Db): Omit<DeliverProofDeps, 'wake' | 'log'> {
  const { wake: _, log: __, ...rest } = proofWorld(db).deps
  return { ...rest, clock: fixedClock('2026-11-22T09:00:00Z') }
}
