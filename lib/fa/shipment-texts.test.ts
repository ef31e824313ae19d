import { describe, expect, it } from 'vitest'
import { otherSide, type Side, sides } from '#lib/kernel/side.ts'
import { cancelReasons, rejectReasons, type ShipmentState, shipmentStates, silence } from '#lib/shipping/index.ts'
import { courierText } from './courier-texts.ts'
import {
  cancelMeaning,
  chatIsTold,
  lapsesDays,
  ownCost,
  type Seen,
  shipmentHeading,
  tellText,
  tooLateText,
  whatNext,
} from './shipment-texts.ts'
import { awaitedText, laterText, stepsToCome, stepText } from './timeline-texts.ts'

const now = new Date('2026-11-22T09:00:00Z')
const details = { reason: null, deliveryTime: '۲ تا ۴ ساعت', dueAt: new Date('2026-11-24T09:00:00Z'), now }

/** Shipments of either side in every state, by every actor, as each side sees them. */
const all: Seen[] = shipmentStates.flatMap((state) =>
  sides.flatMap((side) =>
    sides.flatMap((proposerSide) =>
      ([...sides, 'carrier', 'clock'] as const).flatMap((by) =>
        [false, true].map((isAmended) => ({ state, side, proposerSide, by, isAmended })),
      ),
    ),
  ),
)

const seen = (state: ShipmentState, side: Side, more: Partial<Seen> = {}): Seen => ({
  state,
  side,
  proposerSide: 'DEMAND',
  by: 'DEMAND',
  ...more,
})

describe("the text for a shipment's state", () => {
  it('is plain Persian for every state and side', () => {
    const texts = all.flatMap((one) => [whatNext(one, details), tooLateText(one), ...cancelMeaning(one.state)])
    for (const text of [...texts, chatIsTold(true), chatIsTold(false)]) {
      expect(text).toMatch(/[.»]$/)
      expect(text).not.toMatch(/[a-z0-9يكى٠-٩]| {2}|undefined|null| (ها|های|تر|اید)[ .]| ن?می /i)
    }
    for (const one of all) expect(shipmentHeading(one)).toMatch(/^[^.]+$/)
  })

  it('of a proposal whose parcel was corrected asks the buyer for no address', () => {
    const amended = { proposerSide: 'SUPPLY', by: 'SUPPLY', isAmended: true } as const
    expect(shipmentHeading(seen('proposed', 'DEMAND', amended))).toBe('فروشنده بسته را اصلاح کرد')
    expect(shipmentHeading(seen('proposed', 'SUPPLY', amended))).toBe('اصلاح شما برای خریدار فرستاده شد')
    expect(whatNext(seen('proposed', 'DEMAND', amended), details)).toContain('با همان نشانی بپذیرید')
  })

  it.each([
    ['SUPPLY', 'buyer', 'برای شما رایگان است', 'خریدار هنگام تحویل گرفتن کالا، ۵۵٬۰۰۰ تومان به مأمور پیک می‌پردازد.'],
    ['DEMAND', 'on_delivery', '۵۵٬۰۰۰ تومان', 'خودتان هنگام تحویل گرفتن کالا، به مأمور پیک می‌پردازید.'],
    ['DEMAND', 'seller', 'برای شما رایگان است', 'فروشنده هنگام دادن کالا، ۵۵٬۰۰۰ تومان به مأمور پیک می‌پردازد.'],
    ['SUPPLY', 'seller', '۵۵٬۰۰۰ تومان', 'خودتان هنگام دادن کالا، به مأمور پیک می‌پردازید.'],
  ] as const)('says to %s, where the payer is %s, what it costs them: %s', (side, payer, amount, detail) => {
    expect(ownCost({ side, payer, price: '۵۵٬۰۰۰ تومان' })).toEqual({ amount, detail })
  })

  it('is different for each side', () => {
    expect(shipmentHeading(seen('proposed', 'DEMAND'))).toBe('درخواست شما ثبت شد')
    expect(shipmentHeading(seen('proposed', 'SUPPLY'))).toBe('پیشنهاد ارسال از طرف خریدار')
    expect(whatNext(seen('proposed', 'DEMAND'), details)).toBe(
      'حالا منتظر پاسخ فروشنده هستیم. فروشنده تا سه‌شنبه ۳ آذر، ساعت ۱۲:۳۰ فرصت دارد پاسخ دهد.',
    )
    expect(whatNext(seen('assigned', 'SUPPLY'), details)).toContain('پیش شما می‌آید')
    expect(whatNext(seen('assigned', 'DEMAND'), details)).toContain('پیش فروشنده می‌رود')
  })

  it('says of a proposal that the chat was not told of that the other side does not know', () => {
    const untold = seen('proposed', 'DEMAND', { isUntold: true })
    expect(shipmentHeading(untold)).toBe('ثبت شد، ولی فروشنده هنوز خبر ندارد')
    expect(whatNext(untold, details)).not.toContain('منتظر پاسخ')
    expect(tellText('DEMAND')).toContain('درخواست ارسال')
    expect(tellText('SUPPLY')).toContain('پیشنهاد ارسال')
  })

  it('says when the deadline has passed and the shipment has not been ended yet', () => {
    expect(whatNext(seen('proposed', 'SUPPLY'), { ...details, dueAt: now })).toMatch(/مهلت پاسخ گذشته است\.$/)
  })

  it('says that it was closed without news, and after how many days', () => {
    const closed = seen('expired', 'DEMAND', { by: 'clock', reason: 'no_news' })
    expect(shipmentHeading(closed)).toBe('این ارسال بسته شد')
    expect(whatNext(closed, { ...details, reason: 'no_news' })).toMatch(/^۳۰ روز است که .* خبر تازه‌ای .*\.$/)
    expect(lapsesDays).toBe(silence.lapsesDays)
    expect(stepText({ event: 'lapse', by: 'clock' }, 'DEMAND')).toBe('بسته شد: ۳۰ روز بی‌خبر')
  })

  it('says who ended the shipment and why', () => {
    const rejected = seen('rejected', 'DEMAND', { by: 'SUPPLY' })
    expect(whatNext(rejected, details)).toBe('فروشنده این پیشنهاد را نپذیرفت.')
    for (const reason of rejectReasons) expect(whatNext(rejected, { ...details, reason })).toMatch(/ دلیل: «.+»\.$/)
    const cancelled = seen('cancelled', 'DEMAND')
    expect(whatNext(cancelled, details)).toBe('شما این ارسال را لغو کردید.')
    for (const reason of cancelReasons) expect(whatNext(cancelled, { ...details, reason })).toMatch(/ دلیل: «.+»\.$/)
  })
})

describe('the timeline of a shipment', () => {
  it.each(sides)('names the coming steps for %s and none when it is over', (side) => {
    const proposer = otherSide(side)
    const textsOf = (...input: Parameters<typeof stepsToCome>) => stepsToCome(...input).map(({ text }) => text)
    expect(textsOf('proposed', side, proposer)).toEqual([
      'شما بپذیرید',
      'مأمور پیک مشخص شود',
      side === 'SUPPLY' ? 'کالا را به مأمور پیک بدهید' : 'مأمور پیک کالا را بگیرد',
      side === 'SUPPLY' ? 'کالا به خریدار برسد' : 'کالا به دست شما برسد',
    ])
    expect(textsOf('proposed', side, side)[0]).toBe(side === 'SUPPLY' ? 'خریدار بپذیرد' : 'فروشنده بپذیرد')
    expect(stepsToCome('picked_up', side, proposer)).toHaveLength(1)
    expect(textsOf('delivery_failed', side, proposer)).toEqual(['تحویل دوباره، یا برگشت به فروشنده'])
    for (const state of ['rejected', 'cancelled', 'expired', 'delivered', 'returned'] as const) {
      expect(stepsToCome(state, side, proposer)).toEqual([])
    }
  })

  const open = { dueAt: details.dueAt, pickupWindow: null, promisedAt: null, courier: null, now }

  it.each(shipmentStates)(
    'says by when or by whom the awaited step of %s comes, and nothing where none is',
    (state) => {
      for (const side of sides) {
        const text = awaitedText({ state, side, business: null, ...open })
        expect(text !== null).toBe(stepsToCome(state, side, side).length > 0)
      }
    },
  )

  it('says the deadline of a proposal in Tehran time, and the name of the business once it is accepted', () => {
    const awaited = { side: 'DEMAND', business: 'پیک بادپا', ...open } as const
    expect(awaitedText({ ...awaited, state: 'proposed' })).toBe('تا سه‌شنبه ۳ آذر، ساعت ۱۲:۳۰')
    expect(awaitedText({ ...awaited, state: 'proposed', dueAt: now })).toBe('مهلت تمام شده است')
    expect(awaitedText({ ...awaited, state: 'accepted' })).toContain('پیک بادپا')
    const promisedAt = new Date('2026-11-23T17:30:00Z')
    expect(awaitedText({ ...awaited, state: 'picked_up', promisedAt })).toBe('تا فردا، ساعت ۲۱:۰۰')
    const pickupWindow = { from: new Date('2026-11-23T13:30:00Z'), to: new Date('2026-11-23T15:30:00Z') }
    expect(awaitedText({ ...awaited, state: 'assigned', pickupWindow })).toBe('فردا، ساعت ۱۷:۰۰ تا ۱۹:۰۰')
  })

  it('says when the later steps come, where that is agreed, and of a failed delivery by when it is tried again', () => {
    const promisedAt = new Date('2026-11-23T17:30:00Z')
    const pickupWindow = { from: new Date('2026-11-23T13:30:00Z'), to: new Date('2026-11-23T15:30:00Z') }
    const agreed = { pickupWindow, promisedAt, now }
    expect(laterText('assign', agreed)).toBeNull()
    expect(laterText('pick_up', agreed)).toBe('فردا، ساعت ۱۷:۰۰ تا ۱۹:۰۰')
    expect(laterText('deliver', agreed)).toBe('تا فردا، ساعت ۲۱:۰۰')
    for (const event of ['pick_up', 'deliver'] as const) expect(laterText(event, { ...open, now })).toBeNull()
    const failed = { side: 'DEMAND', business: null, ...open, state: 'delivery_failed' } as const
    expect(awaitedText({ ...failed, promisedAt })).toBe('تا فردا، ساعت ۲۱:۰۰')
    expect(awaitedText({ ...failed, promisedAt: now })).toBe('شرکت پیک هماهنگ می‌کند')
  })

  it('names who comes beside the step that they take, with a deadline or without one', () => {
    const courier = { name: 'علی', vehicle: 'motorcycle' } as const
    const named = { side: 'SUPPLY', business: null, ...open, courier } as const
    const ali = '\u2068علی\u2069 با موتور'
    const promisedAt = new Date('2026-11-23T17:30:00Z')
    const pickupWindow = { from: new Date('2026-11-23T13:30:00Z'), to: new Date('2026-11-23T15:30:00Z') }
    expect(awaitedText({ ...named, state: 'assigned' })).toBe(`${ali} پیش شما می‌آید`)
    expect(awaitedText({ ...named, state: 'assigned', pickupWindow })).toBe(`${ali}؛ فردا، ساعت ۱۷:۰۰ تا ۱۹:۰۰`)
    expect(awaitedText({ ...named, state: 'picked_up' })).toBe(`${ali} در راه است`)
    expect(awaitedText({ ...named, state: 'picked_up', promisedAt })).toBe(`${ali}؛ تا فردا، ساعت ۲۱:۰۰`)
    expect(courierText({ name: 'علی', vehicle: null })).toBe('\u2068علی\u2069')
    expect(courierText({ name: 'علی', vehicle: 'on_foot' })).toBe('\u2068علی\u2069 پیاده')
  })

  it('names who took a step and repeated attempts', () => {
    expect(stepText({ event: 'propose', by: 'DEMAND' }, 'DEMAND')).toBe('پیشنهاد شما')
    expect(stepText({ event: 'propose', by: 'DEMAND' }, 'SUPPLY')).toBe('پیشنهاد خریدار')
    expect(stepText({ event: 'cancel', by: 'SUPPLY' }, 'DEMAND')).toBe('لغو از سوی فروشنده')
    expect(stepText({ event: 'pick_up', by: 'carrier' }, 'DEMAND')).toBe('تحویل به مأمور پیک')
    expect(stepText({ event: 'pick_up', by: 'carrier' }, 'DEMAND', true)).toBe('تلاش دوباره برای تحویل')
  })
})
