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

describe('the text of an announcement', () => {
  it('names the known parts of places by their Persian names', async () => {
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

  it.each(announcementKinds)('is different for %s', async (kind) => {
    expect((await wording.announce(kind, shipment(null, null))).text).toBe(`text of ${kind}`)
  })

  it.each(announcementKinds)('has buttons that Divar accepts for %s, each with the tracking code', async (kind) => {
    const { text, senderButtons, receiverButtons } = await wording.announce(kind, shipment(null, null))
    expect(checkMessage({ text, senderButtons, receiverButtons })).toEqual({ ok: true })
    for (const buttons of [senderButtons, receiverButtons]) expect(JSON.stringify(buttons)).toContain('ABCDEFGHJ')
  })

  it.each(['proposed', 'reminded'] as const)(
    'has for %s a button to reject for the receiver but not for the sender',
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
  ] as const)('has for %s the same buttons on both sides and none to answer', async (kind) => {
    const { senderButtons, receiverButtons } = await wording.announce(kind, shipment(null, null))
    expect(receiverButtons).toEqual(senderButtons)
    expect(JSON.stringify(senderButtons)).not.toContain('reject')
  })
})
