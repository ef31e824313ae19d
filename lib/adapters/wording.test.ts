import { describe, expect, it } from 'vitest'
import { checkMessage } from '#lib/divar/check-message.ts'
import type { Places } from '#lib/divar/index.ts'
import type { Side } from '#lib/kernel/side.ts'
import { fixedClock } from '#lib/kernel/testing-clock.ts'
import { toman } from '#lib/kernel/toman.ts'
import { type AnnouncementKind, announcementKinds, type Place, type Shipment } from '#lib/shipping/index.ts'
import { chatWording } from './wording.ts'

const wording = chatWording({
  places: {
    cities: async () => [{ slug: 'tehran', display: 'تهران' }],
    districts: async () => [{ slug: 'narmak', display: 'نارمک' }],
  } as unknown as Places,
  clock: fixedClock('2026-11-29T08:00:00Z'),
  businessName: async () => 'پیک بادپا',
})

const shipment = (pickup: Place | null, dropoff: Place | null, proposerSide: Side = 'DEMAND') =>
  ({
    trackingCode: 'ABCDEFGHJ',
    itemTitle: 'دوچرخه',
    proposerSide,
    parcel: { size: 'small', weightGrams: 500, fragile: false, forbiddenAccepted: true },
    service: 'post_pishtaz',
    payer: 'buyer',
    quote: { min: toman(90_000), max: toman(120_000), exact: false },
    pickup,
    dropoff,
    dueAt: new Date('2026-12-01T08:00:00Z'),
  }) as Shipment

/** A text without the marks that keep a word in its direction. */
const plain = (text: string) => text.replace(/[\u2066-\u2069]/g, '')

describe('the text of an announcement', () => {
  it('names the known parts of places by their Persian names', async () => {
    const wayOf = async (pickup: Place, dropoff: Place | null) => {
      const { text } = await wording.announce('proposed', shipment(pickup, dropoff))
      return plain(text).split('\n')[3]
    }
    expect(await wayOf({ city: 'tehran', district: 'narmak' }, null)).toBe('مسیر: از تهران، نارمک')
    expect(await wayOf({ city: 'tehran', district: 'gone' }, { city: 'nowhere', district: null })).toBe(
      'مسیر: از تهران به nowhere',
    )
  })

  it.each([
    ['proposed', 'اگر موافق هستید، تا سه‌شنبه ۱۰ آذر، ساعت ۱۱:۳۰ دکمهٔ «می‌پذیرم و نشانی می‌دهم» را بزنید.'],
    ['reminded', 'هنوز منتظر پاسخ است'],
    ['amended', 'فروشنده بستهٔ پیشنهاد ارسال «دوچرخه» را اصلاح کرد'],
    ['amended', 'خریدار تا سه‌شنبه ۱۰ آذر، ساعت ۱۱:۳۰ با دکمهٔ «دیدن و پاسخ»'],
    ['reminded', 'مهلت پاسخ: تا سه‌شنبه ۱۰ آذر، ساعت ۱۱:۳۰'],
    ['proposed', 'روش: پست پیشتاز، با «پیک بادپا»'],
    ['accepted', 'هزینهٔ نهایی: ۱۲۰٬۰۰۰ تومان'],
    ['accepted', '«پیک بادپا» برای تحویل گرفتن کالا هماهنگ می‌کند.'],
    ['rejected', 'پذیرفته نشد'],
    ['picked_up', 'به مأمور پیک سپرده شد'],
    ['delivery_failed', 'انجام نشد'],
    ['delivered', 'تحویل شد'],
    ['returned', 'برگشت داده شد'],
    ['cancelled', 'لغو شد'],
    ['expired', 'تمام شد'],
  ] as const satisfies [AnnouncementKind, string][])('for %s says «%s»', async (kind, words) => {
    expect(plain((await wording.announce(kind, shipment(null, null))).text)).toContain(words)
  })

  it.each([
    ['rejected', 'DEMAND', 'پیشنهاد ارسال «دوچرخه» از سوی فروشنده پذیرفته نشد.'],
    ['rejected', 'SUPPLY', 'پیشنهاد ارسال «دوچرخه» از سوی خریدار پذیرفته نشد.'],
    ['cancelled', 'DEMAND', 'ارسال «دوچرخه» لغو شد.'],
  ] as const)(
    'for a proposal that was %s and came from %s names only the side that rejected it',
    async (state, by, words) => {
      const { text } = await wording.announce(state, { ...shipment(null, null, by), state })
      expect(plain(text).split('\n')[0]).toBe(words)
    },
  )

  it('for a rejected proposal says why, where its side chose a reason', async () => {
    const rejected = { ...shipment(null, null), state: 'rejected', reason: 'time' } as const
    const { text } = await wording.announce('rejected', rejected)
    expect(plain(text)).toContain('پذیرفته نشد. دلیل: «زمانش مناسب نیست».')
    const { text: bare } = await wording.announce('rejected', { ...rejected, reason: null })
    expect(bare).not.toContain('دلیل')
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
    'amended',
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
