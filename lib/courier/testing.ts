import { eq } from 'drizzle-orm'
import { proofWorld } from '#lib/carrier/testing-proofs.ts'
import type { Db } from '#lib/db/client.ts'
import { shipments } from '#lib/db/schema/shipping.ts'
import { actOnShipment } from '#lib/desk/index.ts'
import { deskWorld } from '#lib/desk/testing.ts'
import { newId } from '#lib/kernel/ids.ts'
import { courierDeps } from '#lib/services/courier.ts'
import { type Shipment, viewShipment } from '#lib/shipping/index.ts'
import { buyer, seller } from '#lib/shipping/testing.ts'
import { type CourierActor, type Deed, type Tapped, takeTap } from './index.ts'

export const ali = { staffId: 'ali', role: 'courier', address: '203.0.113.9' } as const
export const reza = { ...ali, staffId: 'reza' }
const mina = { staffId: 'mina', role: 'dispatcher', address: null } as const

type Said = {
  tapId?: string
  code?: string
  reason?: 'nobody_home'
  agoSeconds?: number
  by?: CourierActor
}

/** The courier's page over a real database, with a desk that sends couriers. */
export async function courierWorld(db: Db) {
  const world = await deskWorld(db)
  const { receiveDeps } = proofWorld(db)
  const courier = courierDeps({ db, shipping: world.deps, proofs: receiveDeps })

  const send = async (trackingCode: string, courierId: string) =>
    await actOnShipment(world.desk, mina, { trackingCode, tapId: newId(), act: { kind: 'assign', courierId } })

  return {
    ...world,
    courier,
    send,
    /** An accepted shipment that is sent to Ali. */
    async sent(from?: Parameters<typeof world.reach>[2]): Promise<Shipment> {
      const { trackingCode } = await world.reach('accepted', true, from)
      await send(trackingCode, 'ali')
      return await world.stands(trackingCode)
    },
    async tap(trackingCode: string, deed: Deed, said: Said = {}): Promise<Tapped> {
      const { tapId = newId(), code = null, reason = null, agoSeconds = 0, by = ali } = said
      return await takeTap(courier, by, { tapId, trackingCode, deed, code, reason, agoSeconds })
    },
    codeOf: async (trackingCode: string, side: 'SUPPLY' | 'DEMAND') =>
      (await viewShipment(world.deps, side === 'SUPPLY' ? seller : buyer, trackingCode))?.handover?.code ?? '',
    wrongCode: (right: string) => String((Number(right) + 1) % 10_000).padStart(4, '0'),
    row: async (id: string) => (await db.select().from(shipments).where(eq(shipments.id, id)))[0],
  }
}
