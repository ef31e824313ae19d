import { cleanLogo } from '#lib/adapters/logo.ts'
import type { Wake } from '#lib/addon/outbox/index.ts'
import { maxLogoBytes, writeLogo } from '#lib/business/index.ts'
import type { Db, Tx } from '#lib/db/client.ts'
import { businessStore, priceDraftStore, priceHistory } from '#lib/db/stores/business.ts'
import { deskStore } from '#lib/db/stores/desk.ts'
import { webhookStore, webhookTransaction } from '#lib/db/stores/orders.ts'
import { proofStore } from '#lib/db/stores/proofs.ts'
import { reportStore } from '#lib/db/stores/reports.ts'
import { staffStore, staffTransaction } from '#lib/db/stores/staff.ts'
import type { DeskDeps } from '#lib/desk/index.ts'
import type { ShippingDeps } from '#lib/shipping/index.ts'
import type { ThreadDeps } from '#lib/threads/index.ts'

type Around = {
  db: Db
  shipping: ShippingDeps
  together: DeskDeps['together']
  threads: ThreadDeps
  /** Of orders for another system. */
  wakeOrderIn(tx: Tx): Wake
}

/** What the desk works with. */
export function deskDeps({ db, shipping, together, threads, wakeOrderIn }: Around): DeskDeps {
  const { clock, sealer } = shipping
  const staff = staffStore(db)
  return {
    store: deskStore(db),
    shipping,
    together,
    threads,
    proofs: proofStore(db),
    orders: {
      find: webhookStore(db).find,
      transaction: async (work) =>
        await db.transaction(async (tx) => {
          const { record } = staffTransaction(tx)
          return await work({ orders: webhookTransaction(tx), wake: wakeOrderIn(tx), recordAudit: record })
        }),
    },
    business: {
      store: businessStore(db),
      transaction: async (work) =>
        await db.transaction(
          async (tx) =>
            await work({
              store: businessStore(tx),
              drafts: priceDraftStore(tx),
              members: staffStore(tx).members,
              recordAudit: staffTransaction(tx).record,
            }),
        ),
      drafts: priceDraftStore(db),
      prices: priceHistory(db),
    },
    cleanLogo: async (bytes) => {
      const logo = await cleanLogo(bytes, maxLogoBytes)
      return logo && writeLogo(logo.kind, logo.bytes)
    },
    couriers: {
      async working(staffId) {
        const member = await staff.member(staffId)
        if (member?.role !== 'courier' || member.state !== 'active') return null
        const { name } = await sealer.open<{ name: string }>(member.sealedName)
        return { name, vehicle: member.vehicle }
      },
    },
    staff: { store: staff, sealer },
    reports: reportStore(db),
    clock,
    sealer,
  }
}
