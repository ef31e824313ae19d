import { describe, expect, it } from 'vitest'
import { newTrackingCode } from '#lib/shipping/index.ts'
import { readTap } from './tap.ts'

const shipment = newTrackingCode()
const said = { id: 'tap-of-a-phone', shipment, deed: 'delivered', code: ' ۱۲۳۴ ', reason: 'nobody_home', ago: 60 }

describe('what a phone says of a stop', () => {
  it('is read with digits of any script', () => {
    expect(readTap(said)).toEqual({
      tapId: said.id,
      trackingCode: shipment,
      deed: 'delivered',
      code: '1234',
      reason: 'nobody_home',
      agoSeconds: 60,
    })
    expect(readTap({ ...said, code: ' ', reason: 'toString', ago: Number.NaN })).toMatchObject({
      code: null,
      reason: null,
      agoSeconds: 0,
    })
  })

  it.each(['۱۲ ۳۴', '\u200e1234', '12-34', '１２３４', '12\u200c34'])(
    'has the code, however it is typed: %j',
    (code) => {
      expect(readTap({ ...said, code })).toMatchObject({ code: '1234' })
    },
  )

  it.each([
    { id: '' },
    { id: 'short' },
    { id: 'x'.repeat(65) },
    { id: 'a tap with gaps' },
    { shipment: '' },
    { shipment: '../../etc' },
    { deed: '' },
    { deed: 'cancelled' },
    { deed: 'constructor' },
  ])('makes no sense with %j', (odd) => {
    expect(readTap({ ...said, ...odd })).toBeNull()
  })
})
