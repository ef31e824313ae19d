import { and, eq, lte } from 'drizzle-orm'
import type { Erasers } from '#lib/addon/retention/index.ts'
import type { CarrierRetentionItem } from '#lib/carrier/index.ts'
import type { Db } from '../client.ts'
import { carrierCallIds, carrierCalls } from '../schema/carrier.ts'
import { outbox } from '../schema/outbox.ts'
import { eraserOf } from './remove.ts'

/** What the carrier said and sent, grown old. */
export function carrierErasers(db: Db): Erasers<CarrierRetentionItem> {
  const eraser = eraserOf(db)
  return {
    carrier_call: eraser(async ({ remove }, dueBefore) => {
      await remove(carrierCallIds, lte(carrierCallIds.receivedAt, dueBefore))
      return await remove(carrierCalls, lte(carrierCalls.receivedAt, dueBefore))
    }),
    proof: eraser(
      async ({ remove }, dueBefore) =>
        await remove(outbox, and(eq(outbox.channel, 'proofs'), lte(outbox.at, dueBefore))),
    ),
  }
}
