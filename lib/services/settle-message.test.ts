import { and, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { outbox } from '#lib/db/schema/outbox.ts'
import { accessStore } from '#lib/db/stores/access.ts'
import { messageStore } from '#lib/db/stores/messages.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { isMessage } from '#lib/db/testing-outbox.ts'
import { notedMeasures } from '#lib/kernel/testing-measures.ts'
import { buyer, seller, shippingWorld } from '#lib/shipping/testing.ts'
import { settleMessage } from './settle-message.ts'

describeOnBothEngines('settling an unconfirmed message', (open) => {
  it('is allowed to the person in whose name it is sent and to the session that typed', async () => {
    const { db } = open()
    const shipping = shippingWorld(db)
    const { clock, deps } = shipping
    const messages = {
      messages: messageStore(db),
      wake: async () => undefined,
      clock,
      measures: notedMeasures().measures,
    }
    const { trackingCode, id } = await shipping.booked(buyer)
    await db
      .update(outbox)
      .set({ state: 'unconfirmed' })
      .where(and(isMessage, eq(outbox.subjectId, id)))
    const [message] = await db
      .select()
      .from(outbox)
      .where(and(isMessage, eq(outbox.subjectId, id)))
    const messageId = message?.id ?? ''
    await accessStore(db).bindParty(buyer.conversationId, 'DEMAND', 'user-buyer', clock())
    const stands = async () => (await messages.messages.find(messageId))?.state
    const settle = async (actor: typeof buyer, answer: 'it_is_there' | 'send_again') =>
      (await settleMessage({ shipping: deps, messages }, actor, { trackingCode, messageId, answer })).kind

    const typist = { ...buyer, seatId: 'seat-other', divarUserId: null, grantId: null }
    const stranger = { ...typist, sessionId: 'session-stranger' }
    for (const answer of ['it_is_there', 'send_again'] as const) {
      expect(await settle(stranger, answer)).toBe('unproved')
      expect(await settle({ ...stranger, divarUserId: 'user-9' }, answer)).toBe('unproved')
      expect(await settle(seller, answer)).toBe('unchanged')
      expect(await settle({ ...buyer, conversationId: 'conversation-9' }, answer)).toBe('not_found')
    }
    expect(await stands()).toBe('unconfirmed')
    expect(await settle(typist, 'send_again')).toBe('settled')
    expect(await stands()).toBe('queued')
    await db
      .update(outbox)
      .set({ state: 'unconfirmed' })
      .where(and(isMessage, eq(outbox.subjectId, id)))
    expect(await settle({ ...buyer, sessionId: 'session-new' }, 'it_is_there')).toBe('settled')
    expect(await stands()).toBe('sent')
  })
})
