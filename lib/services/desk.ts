import type { Db } from '#lib/db/client.ts'
import { deskStore } from '#lib/db/stores/desk.ts'
import { proofStore } from '#lib/db/stores/proofs.ts'
import { reportStore } from '#lib/db/stores/reports.ts'
import { staffStore } from '#lib/db/stores/staff.ts'
import type { DeskDeps } from '#lib/desk/index.ts'
import type { ShippingDeps } from '#lib/shipping/index.ts'
import type { ThreadDeps } from '#lib/threads/index.ts'

/** What the desk works with. */
export function deskDeps({ db, shipping, threads }: { db: Db; shipping: ShippingDeps; threads: ThreadDeps }): DeskDeps {
  const { clock, sealer } = shipping
  const staff = staffStore(db)
  return {
    store: deskStore(db),
    shipping,
    threads,
    proofs: proofStore(db),
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
