import type { ReceiveProofDeps } from '#lib/carrier/index.ts'
import type { CourierDeps } from '#lib/courier/index.ts'
import type { Db } from '#lib/db/client.ts'
import { courierTransaction } from '#lib/db/stores/courier-stops.ts'
import type { ShippingDeps } from '#lib/shipping/index.ts'

/** What the courier's page works with. */
export function courierDeps(around: { db: Db; shipping: ShippingDeps; proofs: ReceiveProofDeps }): CourierDeps {
  const { db, shipping, proofs } = around
  const { clock, sealer } = shipping
  return {
    transaction: async (work) => await db.transaction(async (tx) => await work(courierTransaction(tx))),
    shipping,
    proofs,
    clock,
    sealer,
  }
}
