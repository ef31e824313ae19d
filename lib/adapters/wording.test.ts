import { describe, expect, it } from 'vitest'
import { checkMessage } from '#lib/divar/check-message.ts'
import type { Side } from '#lib/kernel/side.ts'
import { announcementKinds, type Place, type Shipment } from '#lib/shipping/index.ts'
import { chatWording } from './wording.ts'

const said: unknown[] = []
const wording = chatWording(
  {
    texts: Object.fromEntries(
      announcementKinds.map((kind) => [
        kind,
        (_: Shipment, ends: unknown) => {
          said.push(ends)
          return `text of ${kind}`
        },
      ]),
    ) as Parameters<typeof chatWording>[0]['texts'],
    captions: { followUp: 'پیگیری', status: 'وضعیت', completeAddress: 'تکمیل نشانی', notNeeded: 'لازم نیست' },
  },
  {
    cities: async () => [{ slug: 'tehran', display: 'تهران' }],
    districts: async () => [{ slug: 'narmak', display: 'نارمک' }],
  } as unknown as Parameters<typeof chatWording>[1],
)

const shipment = (pickup: Place | null, dropoff: Place | null, proposerSide: Side = 'DEMAND') =>
  ({ trackingCode: 'ABCDEFGHJ', proposerSide, pickup, dropoff }) as Shipment

describe('the wording of an announcement', () => {
  it('names places as people do, as far as they are known', async () => {
    await wording.announce('proposed', shipment({ city: 'tehran', district: 'narmak' }, null))
    await wording.announce(
      'proposed',
      shipment({ city: 'tehran', district: 'gone' }, { city: 'nowhere', district: null }),
    )
    expect(said).toEqual([
      { pickup: { city: 'تهران', district: 'نارمک' }, dropoff: null },
      { pickup: { city: 'تهران', district: null }, dropoff: { city: 'nowhere', district: null } },
    ])
  })

  it.each(announcementKinds)('of %s has a text of its own', async (kind) => {
    expect((await wording.announce(kind, shipment(null, null))).text).toBe(`text of ${kind}`)
  })

  it.each(announcementKinds)('of %s has buttons that Divar takes, each with the code', async (kind) => {
    const { text, senderButtons, receiverButtons } = await wording.announce(kind, shipment(null, null))
    expect(checkMessage({ text, senderButtons, receiverButtons })).toEqual({ ok: true })
    for (const buttons of [senderButtons, receiverButtons]) expect(JSON.stringify(buttons)).toContain('ABCDEFGHJ')
  })

  it.each(['proposed', 'reminded'] as const)(
    'of %s lets the receiver reject, and the sender only look',
    async (kind) => {
      const { senderButtons, receiverButtons } = await wording.announce(kind, shipment(null, null))
      expect(JSON.stringify(receiverButtons)).toContain('"deed":"reject"')
      expect(JSON.stringify(senderButtons)).not.toContain('reject')
      expect(JSON.stringify(senderButtons)).toContain('"deed":"status"')
    },
  )

  it.each([
    'accepted',
    'rejected',
    'picked_up',
    'delivery_failed',
    'delivered',
    'returned',
    'cancelled',
    'expired',
  ] as const)('of %s gives both sides the same, and nothing to answer', async (kind) => {
    const { senderButtons, receiverButtons } = await wording.announce(kind, shipment(null, null))
    expect(receiverButtons).toEqual(senderButtons)
    expect(JSON.stringify(senderButtons)).not.toContain('reject')
  })
})
