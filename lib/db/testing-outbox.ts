import { eq } from 'drizzle-orm'
import { outbox } from './schema/outbox.ts'

/** Which rows of the outbox belong to which channel. */
export const isMessage = eq(outbox.channel, 'chat_messages')
export const isOrder = eq(outbox.channel, 'carrier_orders')
export const isPicture = eq(outbox.channel, 'proofs')
