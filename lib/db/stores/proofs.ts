import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lte, min, or, type SQL, sql } from 'drizzle-orm'
import type {
  ChatAddress,
  ChatbotAddress,
  PictureKind,
  Proof,
  ProofSettlement,
  ProofState,
  ProofStore,
  ProofTarget,
  ProofWay,
} from '../../carrier/index.ts'
import type { ShipmentState } from '../../shipping/index.ts'
import type { Db } from '../client.ts'
import { grants, parties } from '../schema/access.ts'
import { carrierCalls, carrierOrders } from '../schema/carrier.ts'
import { botConversations, notices, proofs } from '../schema/chatbot.ts'
import { shipments } from '../schema/shipping.ts'

type Row = typeof proofs.$inferSelect

const toProof = (row: Row): Proof => ({
  ...row,
  kind: row.kind as PictureKind,
  state: row.state as ProofState,
  way: row.way as ProofWay | null,
})

const first = (rows: Row[]): Proof | null => (rows[0] ? toProof(rows[0]) : null)

/** Nobody can have seen a proof in one of these. */
const unseen: ProofState[] = ['waiting', 'queued', 'refused']

/** The side that a parcel comes to. */
const receiving = 'DEMAND'

const released = { claimId: null, claimedUntil: null }

const mayGo = (now: Date) =>
  and(
    eq(proofs.state, 'queued'),
    lte(proofs.dueAt, now),
    or(isNull(proofs.claimedUntil), lte(proofs.claimedUntil, now)),
  )

function settled(to: ProofSettlement) {
  switch (to.state) {
    case 'sent':
      return { ...released, state: to.state, sentAt: to.at, sealedImage: null, lastReason: null }
    case 'queued':
      return { ...released, state: to.state, dueAt: to.dueAt, lastReason: to.reason }
    case 'waiting':
      return { ...released, state: to.state, way: null, lastReason: to.reason }
    case 'unconfirmed':
      return { ...released, state: to.state, lastReason: to.reason }
    case 'refused':
      return { ...released, state: to.state, sealedImage: null, lastReason: to.reason }
  }
}

/** Proofs of delivery in the database, or in the caller's transaction. */
export function proofStore(db: Db): ProofStore {
  const change = async (set: Parameters<ReturnType<Db['update']>['set']>[0], where: SQL | undefined) =>
    await db.update(proofs).set(set).where(where).returning()
  const one = (shipmentId: string, state: ProofState) => and(eq(proofs.shipmentId, shipmentId), eq(proofs.state, state))
  const anew = (now: Date) => ({ ...released, state: 'queued', dueAt: now, attempts: 0, lastReason: null })

  return {
    target: async (trackingCode, options) => await target(db, trackingCode, options?.lock ?? false),
    chatbotOf: async (shipmentId) => await chatbotOf(db, shipmentId),
    chatOf: async (shipmentId) => await chatOf(db, shipmentId),

    async hasCall(callId) {
      const rows = await db.select({ id: carrierCalls.id }).from(carrierCalls).where(eq(carrierCalls.id, callId))
      return rows.length > 0
    },
    async takeCall(id, receivedAt) {
      const rows = await db.insert(carrierCalls).values({ id, receivedAt }).onConflictDoNothing().returning()
      return rows.length > 0
    },

    find: async (shipmentId) => first(await db.select().from(proofs).where(eq(proofs.shipmentId, shipmentId))),
    async put(proof) {
      const { shipmentId: _, ...set } = proof
      const setWhere = inArray(proofs.state, unseen)
      const rows = await db
        .insert(proofs)
        .values(proof)
        .onConflictDoUpdate({ target: proofs.shipmentId, set, setWhere })
        .returning({ id: proofs.shipmentId })
      return rows.length > 0
    },

    async claim(shipmentId, { claimId, now, until }) {
      const attempts = sql<number>`${proofs.attempts} + 1`
      const set = { claimId, claimedUntil: until, attempts }
      return first(await change(set, and(eq(proofs.shipmentId, shipmentId), mayGo(now))))
    },
    async beginSend(shipmentId, { claimId, now, until }) {
      const held = and(one(shipmentId, 'queued'), eq(proofs.claimId, claimId), gt(proofs.claimedUntil, now))
      return (await change({ state: 'sending', claimedUntil: until }, held)).length > 0
    },
    async settle(shipmentId, claimId, to) {
      const held = and(eq(proofs.claimId, claimId), inArray(proofs.state, ['queued', 'sending', 'unconfirmed']))
      return first(await change(settled(to), and(eq(proofs.shipmentId, shipmentId), held)))
    },
    async endLeases(now) {
      const ended = and(eq(proofs.state, 'sending'), lte(proofs.claimedUntil, now))
      // The claim stays on the row: its worker may only have been slow, and then knows what came of it.
      const set = { state: 'unconfirmed', claimedUntil: null, lastReason: 'lease_ran_out' }
      return (await change(set, ended)).map(toProof)
    },
    async due(now, limit) {
      const id = { id: proofs.shipmentId }
      const rows = await db.select(id).from(proofs).where(mayGo(now)).orderBy(asc(proofs.dueAt)).limit(limit)
      return rows.map((row) => row.id)
    },
    async nextLeaseEnd() {
      const held = and(inArray(proofs.state, ['queued', 'sending']), isNotNull(proofs.claimedUntil))
      const rows = await db
        .select({ at: min(proofs.claimedUntil) })
        .from(proofs)
        .where(held)
      return rows[0]?.at ?? null
    },

    show: async (shipmentId, now) => first(await change({ ...anew(now), way: 'chat' }, one(shipmentId, 'waiting'))),
    queueAgain: async (shipmentId, now) => first(await change(anew(now), one(shipmentId, 'unconfirmed'))),
    async confirmSent(shipmentId, at) {
      return first(await change(settled({ state: 'sent', at, reason: null }), one(shipmentId, 'unconfirmed')))
    },
  }
}

async function target(db: Db, trackingCode: string, lock: boolean): Promise<ProofTarget | null> {
  const query = db
    .select({ shipmentId: shipments.id, conversationId: shipments.conversationId, state: shipments.state })
    .from(shipments)
    .where(eq(shipments.trackingCode, trackingCode))
  const [row] = lock ? await query.for('update') : await query
  if (!row) return null
  const ofErasure = and(
    eq(carrierOrders.shipmentId, row.shipmentId),
    eq(carrierOrders.type, 'shipment.erased'),
    eq(carrierOrders.reference, 'dropoff'),
  )
  const [erased] = await db.select({ id: carrierOrders.id }).from(carrierOrders).where(ofErasure)
  return { ...row, state: row.state as ShipmentState, wasErased: erased !== undefined }
}

/** Who asked for news of this shipment in the chatbot, or is known there: never another user than that side's own. */
async function chatbotOf(db: Db, shipmentId: string): Promise<ChatbotAddress | null> {
  const ofSide = and(eq(parties.conversationId, shipments.conversationId), eq(parties.side, receiving))
  const asked = and(eq(notices.shipmentId, shipments.id), eq(notices.side, receiving))
  const [who] = await db
    .select({ party: parties.divarUserId, asked: notices.divarUserId, grantId: notices.grantId })
    .from(shipments)
    .leftJoin(parties, ofSide)
    .leftJoin(notices, asked)
    .where(eq(shipments.id, shipmentId))
  const divarUserId = who?.party ?? who?.asked
  if (!who || !divarUserId) return null
  const [talk] = await db
    .select({ conversationId: botConversations.conversationId, grantId: botConversations.grantId })
    .from(botConversations)
    .where(and(eq(botConversations.divarUserId, divarUserId), isNotNull(botConversations.linkedAt)))
    .orderBy(desc(botConversations.updatedAt))
    .limit(1)
  const grantId = (who.asked === divarUserId ? who.grantId : null) ?? talk?.grantId ?? null
  if (grantId === null && !talk) return null
  return { user: grantId === null ? null : { divarUserId, grantId }, conversationId: talk?.conversationId ?? null }
}

async function chatOf(db: Db, shipmentId: string): Promise<ChatAddress | null> {
  const ofSide = and(eq(grants.conversationId, shipments.conversationId), eq(grants.side, receiving))
  const stands = and(isNull(grants.revokedAt), isNotNull(grants.sealedTokens))
  const [row] = await db
    .select({ conversationId: shipments.conversationId, grantId: grants.id })
    .from(shipments)
    .innerJoin(grants, ofSide)
    .where(and(eq(shipments.id, shipmentId), stands))
    .orderBy(desc(grants.createdAt))
    .limit(1)
  return row ?? null
}
