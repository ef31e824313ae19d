import { eq, like } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { assistantWorld } from '../assistant/testing.ts'
import { carrierWorld } from '../carrier/testing.ts'
import { proofWorld } from '../carrier/testing-proofs.ts'
import type { Database } from '../db/client.ts'
import { eventTexts } from '../db/schema/assistant.ts'
import { carrierOrders } from '../db/schema/carrier.ts'
import { botConversations, proofs, supportRequests } from '../db/schema/chatbot.ts'
import { chatMessages } from '../db/schema/messages.ts'
import { drafts, shipments } from '../db/schema/shipping.ts'
import { accessStore } from '../db/stores/access.ts'
import { waitUntil } from '../jobs/testing.ts'
import { createSealer } from '../kernel/seal.ts'
import { messageWorld } from '../messages/testing.ts'
import type { Services } from '../services.ts'
import { buyer, seller, shippingWorld } from '../shipping/testing.ts'
import { type BootEngine, bootWorld } from './testing-boot.ts'

vi.mock('../kernel/log.ts', async (original) => {
  const real = await original<typeof import('../kernel/log.ts')>()
  return { ...real, createLog: () => real.createLog({ level: 'silent' }) }
})

/** When the process starts; every world begins there, and steps back to leave something due. */
const start = new Date('2026-11-22T09:00:00Z')
const minute = 60
const hour = 60 * minute

const sealer = createSealer([new Uint8Array(32).fill(7)])

async function leaveGrants({ db }: Database) {
  const later = new Date(start.getTime() + 24 * hour * 1000)
  for (const id of ['grant-1', 'grant-buyer', 'grant-seller', 'grant-bot']) {
    await accessStore(db).insertGrant({
      ...{ id, divarUserId: `user of ${id}`, conversationId: null, side: null, scopes: [], revokedAt: null },
      sealedTokens: await sealer.seal({ access: `access of ${id}`, refresh: null }),
      ...{ expiresAt: later, refreshedAt: start, createdAt: start, claimId: null, claimedUntil: null },
    })
  }
}

/** The people of the shipping world in a conversation of their own. */
const inConversation = (conversationId: string) => {
  const moved = (actor: typeof buyer) => ({ ...actor, seatId: `${actor.seatId} ${conversationId}`, conversationId })
  return { buyer: moved(buyer), seller: moved(seller) }
}

async function leaveShipments({ db }: Database) {
  const { booked, send, clock, fill } = shippingWorld(db)
  clock.advance(-49 * hour)
  await booked(inConversation('to-expire').buyer)
  await fill(inConversation('draft-to-erase').buyer)
  clock.advance(24 * hour)
  await send((await booked(inConversation('to-remind').buyer)).id)
}

async function leaveProof({ db }: Database) {
  const world = proofWorld(db)
  world.clock.advance(-hour)
  const { id, trackingCode } = await world.reach('delivered', true, inConversation('proof'))
  await world.askForNotices(id)
  await world.receive(trackingCode)
}

async function leaveOrder({ db }: Database) {
  const world = carrierWorld(db)
  world.clock.advance(-hour)
  await world.accepted('order')
}

async function leaveAssistants({ db }: Database) {
  const toRenew = assistantWorld(db)
  toRenew.clock.advance(-55 * minute)
  await toRenew.on('seller-2', 'post-2')
  const toAnswer = assistantWorld(db)
  toAnswer.clock.advance(-6 * minute)
  await toAnswer.on('seller', 'post-1')
  await toAnswer.hear('هزینه ارسال به شیراز چنده؟', { conversation: 'answer-due' })
  await toAnswer.arrive('ارسال دارید؟', { conversation: 'text-waits' })
}

async function leaveChatbot({ db }: Database) {
  const conversationId = 'bot-support'
  const soon = new Date(start.getTime() + hour * 1000)
  await db.insert(botConversations).values({ conversationId, topic: 'support', topicUntil: soon, updatedAt: start })
  await db.insert(eventTexts).values({
    ...{ id: 'event-bot', kind: 'bot', assistantId: '', conversationId, receivedAt: start, expiresAt: soon },
    sealed: await sealer.seal({ kind: 'text', text: 'بسته‌ام نرسید' }),
  })
  // However long this machine takes to start.
  await db.update(eventTexts).set({ expiresAt: soon })
}

const messages: Record<string, [where: string, state: string]> = {
  'a message that was queued': ['shipment-1', 'sent'],
  'an answer of an assistant that is due': ['answer-due', 'sent'],
}

describe.each<BootEngine>(['embedded', 'PostgreSQL'])('a start on %s, with something due in each sweep', (engine) => {
  let world: Awaited<ReturnType<typeof bootWorld>>
  let app: Services

  beforeAll(async () => {
    world = await bootWorld(engine)
    await world.leave(async (database) => {
      await leaveGrants(database)
      const { clock, queue } = messageWorld(database.db)
      clock.advance(-minute)
      await queue()
      await leaveOrder(database)
      await leaveShipments(database)
      await leaveProof(database)
      await leaveAssistants(database)
      await leaveChatbot(database)
    })
    app = await world.start(start)
  })
  afterAll(async () => await world.end())

  const db = () => app.database.db
  const askedOf = (end: string) => world.asked.filter(({ call }) => call.endsWith(end))
  const stateOf = async (conversationId: string) =>
    (await db().select().from(shipments).where(eq(shipments.conversationId, conversationId)))[0]?.state

  it.each(Object.entries(messages))('sends %s', async (_, [subjectId, state]) => {
    const found = async () => await db().select().from(chatMessages).where(eq(chatMessages.subjectId, subjectId))
    await waitUntil(async () => (await found()).some((message) => message.state === state))
  })

  it('tells the carrier', async () => {
    const accepted = like(carrierOrders.type, 'shipment.accepted')
    const found = async () => await db().select().from(carrierOrders).where(accepted)
    await waitUntil(async () => (await found()).some(({ state }) => state === 'delivered'))
  })

  it('renews the subscription of an assistant', async () => {
    await waitUntil(() => askedOf('/events/subscriptions').length === 1)
    expect(askedOf('/oauth2/token')).toHaveLength(1)
  })

  it('brings a proof of delivery', async () => {
    await waitUntil(async () => (await db().select().from(proofs))[0]?.state === 'sent')
  })

  it('ends and reminds of proposals, and erases', async () => {
    await waitUntil(async () => (await stateOf('to-expire')) === 'expired')
    const reminders = async () => await db().select().from(chatMessages).where(eq(chatMessages.kind, 'reminder'))
    await waitUntil(async () => (await reminders()).length === 1)
    const old = eq(drafts.conversationId, 'draft-to-erase')
    await waitUntil(async () => (await db().select().from(drafts).where(old)).length === 0)
  })

  it('hears texts that wait, of a post and of the chatbot', async () => {
    await waitUntil(async () => (await db().select().from(eventTexts)).length === 0)
    await waitUntil(async () => (await db().select().from(supportRequests)).length === 1)
    await waitUntil(() => askedOf('/bot/conversations/bot-support/messages').length === 1)
  })
})
