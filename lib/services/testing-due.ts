import { and, eq } from 'drizzle-orm'
import { messageWorld } from '#lib/addon/messages/testing.ts'
import { assistantWorld } from '#lib/assistant/testing.ts'
import { carrierWorld } from '#lib/carrier/testing.ts'
import { proofWorld } from '#lib/carrier/testing-proofs.ts'
import type { Database, Db } from '#lib/db/client.ts'
import { assistants } from '#lib/db/schema/assistant.ts'
import { botConversations, supportRequests } from '#lib/db/schema/chatbot.ts'
import { eventTexts } from '#lib/db/schema/inbox.ts'
import { outbox } from '#lib/db/schema/outbox.ts'
import { drafts, shipments } from '#lib/db/schema/shipping.ts'
import { accessStore } from '#lib/db/stores/access.ts'
import { isMessage, isOrder, isPicture } from '#lib/db/testing-outbox.ts'
import { createSealer, type Sealer } from '#lib/kernel/seal.ts'
import { buyer, seller, shippingWorld } from '#lib/shipping/testing.ts'

/** When the process starts; every world begins there, and steps back to leave something due. */
export const start = new Date('2026-11-22T09:00:00Z')
const minute = 60
const hour = 60 * minute
const later = (seconds: number) => new Date(start.getTime() + seconds * 1000)

/** With a key that the app has. */
export const known = createSealer([new Uint8Array(32).fill(7)])

/** What people allowed: good for a day, or, sealed by somebody else, over. */
export async function leaveGrants({ db }: Database, { sealer = known, ended = false, mark = '' } = {}) {
  for (const id of ['grant-1', 'grant-buyer', 'grant-seller', 'grant-bot'].map((one) => `${one}${mark}`)) {
    await accessStore(db).insertGrant({
      id,
      divarUserId: `user of ${id}`,
      conversationId: null,
      side: null,
      scopes: [],
      revokedAt: null,
      sealedTokens: await sealer.seal({ access: `access-of-${id}`, refresh: ended ? 'refresh' : null }),
      expiresAt: later(ended ? -hour : 24 * hour),
      refreshedAt: start,
      createdAt: start,
      claimId: null,
      claimedUntil: null,
    })
  }
}

/** The people of the shipping world in a conversation of their own. */
const inConversation = (conversationId: string) => {
  const moved = (actor: typeof buyer) => ({ ...actor, seatId: `${actor.seatId} ${conversationId}`, conversationId })
  return { buyer: moved(buyer), seller: moved(seller) }
}

async function leaveShipments(db: Db, mark: string) {
  const { booked, send, clock, fill } = shippingWorld(db)
  clock.advance(-49 * hour)
  await booked(inConversation(`expire-${mark}`).buyer)
  await fill(inConversation(`draft-${mark}`).buyer)
  clock.advance(24 * hour)
  await send((await booked(inConversation(`remind-${mark}`).buyer)).id)
  const silent = shippingWorld(db)
  silent.clock.advance(-31 * 24 * hour)
  await silent.reach('picked_up', true, inConversation(`lapse-${mark}`))
}

async function leaveProof(db: Db, mark: string) {
  const world = proofWorld(db)
  world.clock.advance(-hour)
  const { id, trackingCode } = await world.reach('delivered', true, inConversation(`proof-${mark}`))
  await world.askForNotices(id)
  await world.receive(trackingCode)
}

async function leaveAssistants(db: Db, mark: string) {
  const toRenew = assistantWorld(db)
  toRenew.clock.advance(-55 * minute)
  await toRenew.on(`renewing-${mark}`, `renew-${mark}-post`)
  const toAnswer = assistantWorld(db)
  toAnswer.clock.advance(-6 * minute)
  const post = `answer-${mark}-post`
  await toAnswer.on(`answering-${mark}`, post)
  await toAnswer.hear('هزینه ارسال به شیراز چنده؟', { conversation: `answer-${mark}`, post })
}

/** Texts that wait: however long this machine takes to start. */
async function leaveTexts(db: Db, mark: string, sealer: Sealer) {
  const postToken = `answer-good-post`
  const [assistant] = await db
    .select()
    .from(assistants)
    .where(eq(assistants.postToken, `answer-${mark}-post`))
  // A text that nobody could read is erased a minute after it came, and the clock goes on while a slow machine tests.
  const times = { receivedAt: later(hour / 2), expiresAt: later(hour) }
  const content = { kind: 'text', text: 'سلام، هنوز هست؟' }
  const topic = { topic: 'support', topicUntil: later(hour), updatedAt: start }
  await db.insert(botConversations).values({ conversationId: `bot-${mark}`, ...topic })
  await db.insert(eventTexts).values([
    {
      id: `event-post-${mark}`,
      kind: 'post',
      assistantId: assistant?.id ?? '',
      conversationId: `text-${mark}`,
      ...times,
      sealed: await sealer.seal({ side: 'DEMAND', bot: false, postToken, sentAt: null, content }),
    },
    {
      id: `event-bot-${mark}`,
      kind: 'bot',
      assistantId: '',
      conversationId: `bot-${mark}`,
      ...times,
      sealed: await sealer.seal({ kind: 'text', text: 'بسته‌ام نرسید' }),
    },
  ])
}

/** One thing due in each sweep, with `mark` in its ids. */
export async function leaveDue({ db }: Database, mark: string, sealer: Sealer = known): Promise<void> {
  const messages = messageWorld(db)
  messages.clock.advance(-minute)
  await messages.queue({ subjectId: `message-${mark}`, conversationId: `message-${mark}` })
  const orders = carrierWorld(db)
  orders.clock.advance(-hour)
  await orders.accepted(`order-${mark}`)
  await leaveShipments(db, mark)
  await leaveProof(db, mark)
  await leaveAssistants(db, mark)
  await leaveTexts(db, mark, sealer)
}

type Asked = { call: string; body: string }[]

/** By name, whether what was left with `mark` is done. */
export function doneOf(db: Db, asked: Asked, mark: string): Record<string, () => Promise<boolean>> {
  const shipmentIn = async (conversationId: string) =>
    (await db.select().from(shipments).where(eq(shipments.conversationId, conversationId)))[0]
  const message = async (subjectId: string, kind: string, state: string) => {
    const wanted = and(eq(outbox.subjectId, subjectId), eq(outbox.kind, kind))
    return (await db.select().from(outbox).where(and(isMessage, wanted))).some((found) => found.state === state)
  }
  const idOf = async (conversationId: string) => (await shipmentIn(conversationId))?.id ?? ''
  return {
    'sends a message': async () => await message(`message-${mark}`, 'proposal', 'sent'),
    'sends an answer of an assistant': async () => await message(`answer-${mark}`, 'offer', 'sent'),
    'tells the carrier': async () => {
      const ofShipment = eq(outbox.subjectId, await idOf(`order-${mark}`))
      return (await db.select().from(outbox).where(and(isOrder, ofShipment))).some(({ state }) => state === 'delivered')
    },
    'renews the subscription of an assistant': async () =>
      asked.some(({ call, body }) => call.endsWith('/events/subscriptions') && body.includes(`renew-${mark}-post`)),
    'brings a proof of delivery': async () => {
      const ofShipment = eq(outbox.id, await idOf(`proof-${mark}`))
      return (await db.select().from(outbox).where(and(isPicture, ofShipment)))[0]?.state === 'sent'
    },
    'ends a proposal': async () => (await shipmentIn(`expire-${mark}`))?.state === 'expired',
    'ends a shipment without news': async () => (await shipmentIn(`lapse-${mark}`))?.state === 'expired',
    'reminds of a proposal': async () => await message(await idOf(`remind-${mark}`), 'reminder', 'sent'),
    'erases a draft': async () =>
      (
        await db
          .select()
          .from(drafts)
          .where(eq(drafts.conversationId, `draft-${mark}`))
      ).length === 0,
    'hears a text of a post': async () =>
      (
        await db
          .select()
          .from(eventTexts)
          .where(eq(eventTexts.id, `event-post-${mark}`))
      ).length === 0,
    'hears a text to the chatbot, and answers it': async () =>
      (
        await db
          .select()
          .from(supportRequests)
          .where(eq(supportRequests.conversationId, `bot-${mark}`))
      ).length === 1 && asked.some(({ call }) => call.endsWith(`/bot/conversations/bot-${mark}/messages`)),
  }
}

/** The names of these. */
export const dueNames = [
  'sends a message',
  'sends an answer of an assistant',
  'tells the carrier',
  'renews the subscription of an assistant',
  'brings a proof of delivery',
  'ends a proposal',
  'ends a shipment without news',
  'reminds of a proposal',
  'erases a draft',
  'hears a text of a post',
  'hears a text to the chatbot, and answers it',
]
