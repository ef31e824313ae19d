import type { Db, Tx } from '#lib/db/client.ts'
import { type DeskDeps, maxBulk } from '#lib/desk/index.ts'
import type { Gather } from '#lib/kernel/in-batches.ts'
import type { ShippingDeps, ShippingTx } from '#lib/shipping/index.ts'
import { sharedTransaction } from './shared-transaction.ts'
import { type WakeDeps, type WakeIn, wakeTogether } from './wake-together.ts'

export type BulkChannel = 'chat_messages' | 'carrier_orders'

type Deps = WakeDeps<BulkChannel> & {
  db: Db
  shipping: ShippingDeps
  shippingIn(tx: Tx, wakeIn: WakeIn<BulkChannel>, gather?: Gather): ShippingTx
}

/** The desk's `together`: steps of one moment share a transaction, and all that they queue is woken at the end. */
export function stepsTogether({ db, shipping, shippingIn, ...waking }: Deps): DeskDeps['together'] {
  return async (work) =>
    await wakeTogether(waking, async (wakeIn) => {
      const transaction = sharedTransaction<ShippingTx>(
        maxBulk,
        async (inside) => await db.transaction(async (tx) => await inside((gather) => shippingIn(tx, wakeIn, gather))),
      )
      return await work({ ...shipping, transaction })
    })
}
