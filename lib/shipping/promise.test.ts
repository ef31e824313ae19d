import { describe, expect, it } from 'vitest'
import { chooseWindow, noAppointment, openAppointment, type PickupOption } from './promise.ts'
import { shipmentStates } from './status.ts'

const at = (hour: number) => new Date(Date.UTC(2026, 10, 23, hour))
const option = (from: number): PickupOption => ({
  window: { from: at(from), to: at(from + 2) },
  promisedAt: at(from + 5),
})
const options = [option(8), option(10)]

describe('the chosen pickup window', () => {
  it('is the earliest where nobody chose, and brings its promise', () => {
    expect(chooseWindow(options, null)).toMatchObject({ pickupWindow: options[0]?.window, promisedAt: at(13) })
    expect(chooseWindow(options, at(10))).toMatchObject({ pickupWindow: options[1]?.window, promisedAt: at(15) })
  })

  it('is refused when it is not on offer any more', () => {
    expect(chooseWindow(options, at(9))).toBeNull()
    expect(chooseWindow([], at(8))).toBeNull()
  })

  it('is none where the service has no windows', () => {
    expect(chooseWindow([], null)).toEqual(noAppointment)
  })
})

describe('what is still to come of an appointment', () => {
  const made = { pickupWindow: { from: at(8), to: at(10) }, promisedAt: at(13), delayReason: 'traffic' } as const

  it('is the window until the parcel is collected, and the promise until it is delivered', () => {
    const windows = shipmentStates.filter((state) => openAppointment({ ...made, state }).pickupWindow)
    const promises = shipmentStates.filter((state) => openAppointment({ ...made, state }).promisedAt)
    expect(windows).toEqual(['accepted', 'assigned'])
    expect(promises).toEqual(['accepted', 'assigned', 'picked_up', 'delivery_failed'])
  })

  it('has the reason for a change as long as something is to come', () => {
    const reasons = shipmentStates.map((state) => openAppointment({ ...made, state }).delayReason)
    expect(reasons.filter(Boolean)).toHaveLength(4)
    expect(openAppointment({ ...made, promisedAt: null, state: 'picked_up' }).delayReason).toBeNull()
  })
})
