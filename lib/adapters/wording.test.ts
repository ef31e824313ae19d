import { describe, expect, it } from 'vitest'
import { checkMessage } from '../divar/check-message.ts'
import type { Side } from '../kernel/side.ts'
import type { Place, Shipment } from '../shipping/index.ts'
import { chatWording } from './wording.ts'

const said: unknown[] = []
const wording = chatWording(
  {
    proposal: (_shipment, ends) => {
      said.push(ends)
      return 'پیشنهاد'
    },
    rejected: (_shipment, by) => `رد شد: ${by}`,
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

  it('says that the other side rejected, whoever proposed', async () => {
    expect((await wording.announce('rejected', shipment(null, null))).text).toBe('رد شد: SUPPLY')
    expect((await wording.announce('rejected', shipment(null, null, 'SUPPLY'))).text).toBe('رد شد: DEMAND')
  })

  it.each(['proposed', 'rejected'] as const)(
    'of what was %s has buttons that Divar takes, each with the code',
    async (kind) => {
      const { text, senderButtons, receiverButtons } = await wording.announce(kind, shipment(null, null))
      expect(checkMessage({ text, senderButtons, receiverButtons })).toEqual({ ok: true })
      for (const buttons of [senderButtons, receiverButtons]) expect(JSON.stringify(buttons)).toContain('ABCDEFGHJ')
    },
  )

  it('lets the receiver reject, and the sender only look', async () => {
    const { senderButtons, receiverButtons } = await wording.announce('proposed', shipment(null, null))
    expect(JSON.stringify(receiverButtons)).toContain('"deed":"reject"')
    expect(JSON.stringify(senderButtons)).not.toContain('reject')
    expect(JSON.stringify(senderButtons)).toContain('"deed":"status"')
  })
})
