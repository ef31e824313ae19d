import { describe, expect, it } from 'vitest'
import { paidAt } from './paid.ts'
import type { ShipmentState } from './status.ts'

const at = (minute: number) => new Date(minute * 60_000)
const steps = (...states: ShipmentState[]) => states.map((state, minute) => ({ state, at: at(minute) }))

describe('a fare', () => {
  it('is paid by the seller with the first time that the parcel was collected', () => {
    expect(paidAt('seller', steps('proposed', 'accepted', 'assigned'))).toBeNull()
    const tries = steps('proposed', 'accepted', 'assigned', 'picked_up', 'delivery_failed', 'picked_up', 'delivered')
    expect(paidAt('seller', tries)).toEqual(at(3))
  })

  it.each(['buyer', 'on_delivery'] as const)('is paid with the delivery, and not without, where it is %s', (payer) => {
    const failed = steps('proposed', 'accepted', 'assigned', 'picked_up', 'delivery_failed', 'returned')
    expect(paidAt(payer, failed)).toBeNull()
    expect(paidAt(payer, steps('proposed', 'accepted', 'assigned', 'picked_up', 'delivered'))).toEqual(at(4))
  })
})
