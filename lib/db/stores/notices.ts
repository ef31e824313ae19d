import { and, eq } from 'drizzle-orm'
import { eachAlone, type Gather } from '#lib/kernel/in-batches.ts'
import type { Side } from '#lib/kernel/side.ts'
import type { Notices, ShippingStore, ShippingTx } from '#lib/shipping/index.ts'
import { isAmong } from '../among.ts'
import type { Db, Tx } from '../client.ts'
import { notices } from '../schema/chatbot.ts'
import { grantStands } from './grants.ts'

const ofSide = (shipmentId: string, side: Side) => and(eq(notices.shipmentId, shipmentId), eq(notices.side, side))

/** Who wants a shipment's steps told in the chatbot. */
export function noticeRows(db: Db): Pick<ShippingStore, 'noticesOf'> {
  return {
    async noticesOf(shipmentId, side) {
      const [row] = await db.select().from(notices).where(ofSide(shipmentId, side))
      return row ?? null
    },
  }
}

/** The same inside the caller's transaction, with what ends a side's. */
export function noticeTransaction(
  tx: Tx,
  gather: Gather = eachAlone,
): Pick<ShippingTx, 'putNotices' | 'grantStands'> & {
  /** All of a shipment's, nobody ending one of them until this transaction ends. */
  lockNotices(shipmentId: string): Promise<Notices[]>
  deleteNotices(shipmentId: string, side?: Side): Promise<void>
} {
  return {
    async putNotices(wanted) {
      const { divarUserId, grantId, createdAt } = wanted
      await tx
        .insert(notices)
        .values(wanted)
        .onConflictDoUpdate({ target: [notices.shipmentId, notices.side], set: { divarUserId, grantId, createdAt } })
    },
    grantStands: async (grantId, divarUserId) => await grantStands(tx, grantId, divarUserId),
    lockNotices: gather(async (shipmentIds: readonly string[]) => {
      const found = await tx.select().from(notices).where(isAmong(notices.shipmentId, shipmentIds)).for('share')
      return shipmentIds.map((id) => found.filter(({ shipmentId }) => shipmentId === id))
    }),
    async deleteNotices(shipmentId, side) {
      await tx.delete(notices).where(side ? ofSide(shipmentId, side) : eq(notices.shipmentId, shipmentId))
    },
  }
}
