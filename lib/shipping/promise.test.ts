import { describe, expect, it } from 'vitest'
import { chooseWindow, noAppointment, type PickupOption } from './promise.ts'

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
