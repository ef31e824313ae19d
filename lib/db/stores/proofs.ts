import { and, desc, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import type {
  ChatAddress,
  ChatbotAddress,
  Proof,
  ProofOutcomes,
  ProofState,
  ProofStore,
  ProofTarget,
} from '#lib/carrier/index.ts'
import type { Db } from '../client.ts'
import { grants, parties } from '../schema/access.ts'
import { carrierCalls } from '../schema/carrier.ts'
import { botConversations, notices } from '../schema/chatbot.ts'
import { outbox } from '../schema/outbox.ts'
import { shipments } from '../schema/shipping.ts'
import { deliveryIn, type OutboxRow, outboxStore, type Rows, released } from './outbox.ts'

/** The shared columns as `toRow` of this channel fills them. */
type PictureRow = OutboxRow & Pick<Proof, 'kind' | 'state' | 'way'>

const toProof = (row: PictureRow): Proof => ({
  ...deliveryIn(row),
  kind: row.kind,
  sealedImage: row.sealed,
  state: row.state,
  way: row.way,
  receivedAt: row.at,
  sentAt: row.sentAt,
})

const pictureRows: Rows<Proof> = {
  channel: 'proofs',
  states: { sent: 'sent', refused: 'refused', parked: 'waiting', unknown: 'unconfirmed' } satisfies ProofOutcomes,
  prepares: true,
  // In the moment in which it was sent or given up.
  sealedGoesIn: ['sent', 'refused'],
  whenParked: { way: null },
  toItem: (row) => toProof(row as PictureRow),
  toRow: ({ sealedImage: sealed, receivedAt: at, ...proof }) => ({ ...proof, channel: 'proofs', sealed, at }),
}

const own = eq(outbox.channel, pictureRows.channel)

/** Nobody can have seen a proof in one of these. */
const unseen: ProofState[] = ['waiting', 'queued', 'refused']

/** The side that a parcel comes to. */
const receiving = 'DEMAND'

/** Proofs of delivery in the database, or in the caller's transaction. */
export function proofStore(db: Db): ProofStore {
  return {
    ...outboxStore(db, pictureRows),
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

    async put(proof) {
      const { id: _, ...set } = pictureRows.toRow(proof)
      const setWhere = and(own, inArray(outbox.state, unseen))
      const rows = await db
        .insert(outbox)
        .values({ ...set, id: proof.id })
        .onConflictDoUpdate({ target: outbox.id, set, setWhere })
        .returning({ id: outbox.id })
      return rows.length > 0
    },

    async show(id, now) {
      const reset = { ...released, state: 'queued', way: 'chat', dueAt: now, attempts: 0, lastReason: null }
      const waits = and(own, eq(outbox.id, id), eq(outbox.state, 'waiting'))
      const [row] = await db.update(outbox).set(reset).where(waits).returning()
      return row ? pictureRows.toItem(row) : null
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
    eq(outbox.channel, 'carrier_orders'),
    eq(outbox.subjectId, row.shipmentId),
    eq(outbox.kind, 'shipment.erased'),
    eq(outbox.reference, 'dropoff'),
  )
  const [erased] = await db.select({ id: outbox.id }).from(outbox).where(ofErasure)
  return { ...row, wasErased: erased !== undefined }
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
