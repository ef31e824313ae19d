import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sides } from '#lib/kernel/side.ts'
import { anyText } from '#lib/kernel/testing-text.ts'
import { toman } from '#lib/kernel/toman.ts'
import { newTrackingCode, noAppointment, parcelSizes, payers, services, shipmentStates } from '#lib/shipping/index.ts'
import {
  acceptedText,
  noticeText,
  outcomeText,
  type ProposalFacts,
  promiseMovedText,
  proposalText,
  reminderText,
  statusText,
} from './chat-texts.ts'
import { shortTitle } from './short-title.ts'
import { formatTrackingCode } from './tracking-code.ts'

const facts: ProposalFacts = {
  itemTitle: 'گوشی سامسونگ A52 در حد نو',
  trackingCode: 'XK4M7P2QA',
  proposerSide: 'DEMAND',
  service: 'post_pishtaz',
  parcel: { size: 'small', weightGrams: 2_000, fragile: true },
  payer: 'on_delivery',
  price: { min: toman(81_000), max: toman(117_000), exact: false },
  pickup: { city: 'تهران', district: 'نازی‌آباد' },
  dropoff: { city: 'شیراز', district: null },
  dueAt: new Date('2026-11-24T10:00:00Z'),
  now: new Date('2026-11-22T10:00:00Z'),
  business: null,
}

describe('proposalText', () => {
  it('says what, how, where, how much, who pays and what to do', () => {
    const text = [
      'درخواست ارسال «\u2068گوشی سامسونگ A52 در حد نو\u2069»',
      'روش: پست پیشتاز',
      'بسته: کوچک، \u2068تا ۲ کیلوگرم\u2069، شکستنی',
      'مسیر: از \u2068تهران، نازی‌آباد\u2069 به \u2068شیراز\u2069',
      'هزینه: \u2068از ۸۱٬۰۰۰ تا ۱۱۷٬۰۰۰ تومان\u2069 (پس از تکمیل نشانی قطعی می‌شود)',
      'پرداخت: خریدار، هنگام تحویل، به مأمور پیک (پس‌کرایه)',
      'کد رهگیری: \u2066XK4-M7P-2QA\u2069',
      '',
      'اگر موافق هستید، \u2068تا سه‌شنبه ۳ آذر، ساعت ۱۳:۳۰\u2069 دکمهٔ «می‌پذیرم و نشانی می‌دهم» را بزنید. نشانی شما در این چت نوشته نمی‌شود و فقط شرکت پیک آن را می‌بیند.',
    ]
    expect(proposalText(facts)).toBe(text.join('\n'))
  })

  it('names the business that carries, here and where it was accepted', () => {
    const business = 'پیک بادپا'
    expect(proposalText({ ...facts, business }).split('\n')).toContain('روش: پست پیشتاز، با «\u2068پیک بادپا\u2069»')
    const accepted = { ...facts, ...noAppointment, business, price: { max: toman(81_000) }, now: new Date() }
    expect(acceptedText(accepted)).toContain('«\u2068پیک بادپا\u2069» برای تحویل گرفتن کالا هماهنگ می‌کند.')
  })

  it('says as dates when the courier comes and by when the parcel is delivered', () => {
    const accepted = {
      ...facts,
      business: 'پیک بادپا',
      pickupWindow: { from: new Date('2026-11-23T13:30:00Z'), to: new Date('2026-11-23T15:30:00Z') },
      promisedAt: new Date('2026-11-23T17:30:00Z'),
      now: new Date('2026-11-22T12:00:00Z'),
    }
    const lines = acceptedText(accepted).split('\n')
    expect(lines).toContain(
      '«\u2068پیک بادپا\u2069» برای گرفتن کالا می‌آید: \u2068دوشنبه ۲ آذر، ساعت ۱۷:۰۰ تا ۱۹:۰۰\u2069',
    )
    expect(lines).toContain('تحویل: \u2068تا دوشنبه ۲ آذر، ساعت ۲۱:۰۰\u2069')
  })

  it('invites a buyer when the seller proposes and omits what is unknown', () => {
    const price = { min: toman(81_000), max: toman(81_000), exact: true }
    const known = { ...facts, proposerSide: 'SUPPLY', itemTitle: null, dropoff: null, price } as const
    const lines = proposalText(known).split('\n')
    expect(lines[0]).toBe('پیشنهاد ارسال کالا')
    expect(lines).toContain('مسیر: از \u2068تهران، نازی‌آباد\u2069')
    expect(lines).toContain('هزینه: \u2068۸۱٬۰۰۰ تومان\u2069')
    expect(proposalText({ ...known, pickup: null })).not.toContain('مسیر')
  })
})

type Outcome = Parameters<typeof outcomeText>[0]

describe('noticeText', () => {
  it('names the business that gave a shipment up', () => {
    const text = noticeText({ ...facts, state: 'cancelled', reason: 'cannot_carry', business: 'پیک بادپا' })
    expect(text).toContain('از سوی «\u2068پیک بادپا\u2069» لغو شد')
  })

  it('names the item and the code in a different text for each state', () => {
    const texts = shipmentStates.map((state) => noticeText({ ...facts, state, business: null }))
    expect(new Set(texts).size).toBe(shipmentStates.length)
    for (const text of texts) {
      expect(text).toContain('\u2068گوشی سامسونگ A52 در حد نو\u2069')
      expect(text).toMatch(/\nکد رهگیری: \u2066XK4-M7P-2QA\u2069$/)
    }
  })
})

describe('outcomeText', () => {
  const business = 'پیک بادپا'

  it.each<[Outcome, string]>([
    ['rejected', 'پیشنهاد ارسال «\u2068کتاب\u2069» از سوی خریدار پذیرفته نشد.'],
    ['cancelled', 'ارسال «\u2068کتاب\u2069» از سوی خریدار لغو شد.'],
    ['picked_up', 'مرسولهٔ «\u2068کتاب\u2069» به مأمور پیک سپرده شد و در راه است.'],
    ['delivered', 'مرسولهٔ «\u2068کتاب\u2069» تحویل شد.'],
  ])('for the state %s names item, side and code', (state, sentence) => {
    const text = outcomeText(state, { itemTitle: 'کتاب', trackingCode: 'XK4M7P2QA', by: 'DEMAND', business })
    expect(text).toBe(`${sentence}\nکد رهگیری: \u2066XK4-M7P-2QA\u2069`)
  })

  it('names nobody when no side acted, and no title when there is none', () => {
    const text = outcomeText('cancelled', { itemTitle: null, trackingCode: 'XK4M7P2QA', by: null, business })
    expect(text.split('\n')[0]).toBe('ارسال کالا لغو شد.')
  })
})

describe('what the carrier moves or gives up', () => {
  const subject = { ...noAppointment, itemTitle: 'کتاب', trackingCode: 'XK4M7P2QA' }

  it('is told with the new time as a date, and with its reason', () => {
    const facts = {
      ...subject,
      pickupWindow: null,
      promisedAt: new Date('2026-11-23T17:30:00Z'),
      delayReason: 'weather',
      now: new Date('2026-11-22T16:00:00Z'),
    } as const
    expect(promiseMovedText(facts).split('\n')).toEqual([
      'زمان مرسولهٔ «\u2068کتاب\u2069» عوض شد.',
      'تحویل: \u2068تا دوشنبه ۲ آذر، ساعت ۲۱:۰۰\u2069',
      'دلیل: «وضع هوا».',
      'کد رهگیری: \u2066XK4-M7P-2QA\u2069',
    ])
  })

  it('names the business where it gave up, and not where a side cancelled for another reason', () => {
    const told = (reason: string, business: string | null) =>
      outcomeText('cancelled', { ...subject, by: null, reason, business }).split('\n')[0]
    expect(told('no_courier', 'پیک بادپا')).toBe(
      'ارسال «\u2068کتاب\u2069» از سوی «\u2068پیک بادپا\u2069» لغو شد. دلیل: «مأمور پیک در دسترس نیست».',
    )
    expect(told('no_courier', null)).toContain('از سوی شرکت پیک لغو شد.')
    expect(told('other', 'پیک بادپا')).toBe('ارسال «\u2068کتاب\u2069» لغو شد.')
  })

  it('is told of a failed delivery with its reason, and by when it is delivered now where that is to come', () => {
    const now = new Date('2026-11-23T16:00:00Z')
    const told = (failure: string | null, promisedAt: string | null) =>
      outcomeText('delivery_failed', {
        ...subject,
        by: null,
        business: null,
        failure,
        again: { promisedAt: promisedAt === null ? null : new Date(promisedAt), now },
      })
    const [code, bare] = ['کد رهگیری: \u2066XK4-M7P-2QA\u2069', 'تحویل مرسولهٔ «\u2068کتاب\u2069» انجام نشد.']
    expect(told('nobody_home', '2026-11-24T17:30:00Z').split('\n')).toEqual([
      `${bare} دلیل: «کسی در نشانی نبود».`,
      'تحویل دوباره: \u2068تا سه‌شنبه ۳ آذر، ساعت ۲۱:۰۰\u2069',
      code,
    ])
    for (const past of [null, '2026-11-23T15:59:59Z']) expect(told(null, past)).toBe(`${bare}\n${code}`)
    expect(told('traffic', null)).toBe(`${bare}\n${code}`)
  })
})

describe('statusText', () => {
  const now = new Date('2026-11-22T12:00:00Z')
  const subject = {
    ...noAppointment,
    itemTitle: 'کتاب',
    trackingCode: 'XK4M7P2QA',
    updatedAt: new Date('2026-11-22T10:00:00Z'),
    now,
  }

  it('gives the deadline of a proposal', () => {
    const dueAt = new Date('2026-11-24T10:00:00Z')
    expect(statusText({ ...subject, state: 'proposed', dueAt }).split('\n')).toEqual([
      'مرسولهٔ «\u2068کتاب\u2069»: در انتظار پاسخ.',
      'مهلت پاسخ: \u2068تا سه‌شنبه ۳ آذر، ساعت ۱۳:۳۰\u2069.',
      'آخرین تغییر: \u2068۲ ساعت پیش\u2069.',
      'کد رهگیری: \u2066XK4-M7P-2QA\u2069.',
    ])
  })

  it('says why a proposal was rejected, in a line of its own, where its side chose a reason', () => {
    const rejected = { ...subject, state: 'rejected', dueAt: null } as const
    expect(statusText({ ...rejected, reason: 'price' }).split('\n')[1]).toBe('دلیل: «هزینه‌اش زیاد است».')
    expect(statusText({ ...rejected, reason: null })).not.toContain('دلیل')
    expect(statusText({ ...rejected, state: 'cancelled', reason: 'other' })).not.toContain('دلیل')
  })

  it('says when the courier comes and by when the parcel is delivered', () => {
    const pickupWindow = { from: new Date('2026-11-23T13:30:00Z'), to: new Date('2026-11-23T15:30:00Z') }
    const promised = { ...subject, pickupWindow, promisedAt: new Date('2026-11-23T17:30:00Z'), dueAt: null }
    expect(
      statusText({ ...promised, state: 'accepted' })
        .split('\n')
        .slice(1, 3),
    ).toEqual(['گرفتن کالا: \u2068فردا، ساعت ۱۷:۰۰ تا ۱۹:۰۰\u2069.', 'تحویل: \u2068تا فردا، ساعت ۲۱:۰۰\u2069.'])
  })

  it('says who comes, where they are named', () => {
    const text = statusText({ ...subject, state: 'assigned', dueAt: null, courier: { name: 'علی', vehicle: 'car' } })
    expect(text.split('\n')[1]).toBe('مأمور پیک: \u2068علی\u2069 با خودرو.')
  })

  it('gives no deadline in later states', () => {
    expect(statusText({ ...subject, state: 'delivered', dueAt: null })).not.toContain('مهلت')
  })
})

describe('shortTitle', () => {
  it.each([
    ['  گوشي\u202e نو  ', 'گوشی نو'],
    ['تماس 0912 345 67 89 فوری', 'تماس … فوری'],
    ['کارت ۶۲۱۹-۸۶۱۰-۱۲۳۴-۵۶۷۸', 'کارت …'],
    ['تماس صفر نهصد و دوازده ۷۶۵ چهل و سه ۸۱', null],
    ['پراید ۱۳۹۹، ۱۲۰٬۰۰۰ کیلومتر', 'پراید ۱۳۹۹، ۱۲۰٬۰۰۰ کیلومتر'],
    ['\u200f\u200e', null],
    ['', null],
    [null, null],
  ])('cleans the title %s', (title, expected) => {
    expect(shortTitle(title)).toBe(expected)
  })

  it('trims a long title to 60 characters', () => {
    const long = shortTitle('دوچرخه '.repeat(30)) ?? ''
    expect(Array.from(long).length).toBeLessThanOrEqual(60)
    expect(long).toMatch(/…$/)
    expect(shortTitle('آ'.repeat(60))).toBe('آ'.repeat(60))
  })
})

describe('the chat texts', () => {
  const typed = fc.oneof(anyText(200), fc.constantFrom('خ'.repeat(500), '😀'.repeat(300), 'W '.repeat(300)))
  const place = fc.option(fc.record({ city: typed, district: fc.option(typed) }))
  const price = fc.tuple(fc.nat({ max: 10_000_000_000 }), fc.nat({ max: 10_000_000_000 }), fc.boolean())
  const subject = { itemTitle: fc.option(typed), trackingCode: fc.constantFrom(newTrackingCode(), newTrackingCode()) }
  // A name has 40 characters at most.
  const businesses = fc.constantFrom(null, 'پیک بادپا', 'پ'.repeat(40))
  const proposals: fc.Arbitrary<ProposalFacts> = fc.record({
    ...subject,
    proposerSide: fc.constantFrom(...sides),
    service: fc.constantFrom(...services),
    parcel: fc.record({
      size: fc.constantFrom(...parcelSizes),
      weightGrams: fc.integer({ min: 1, max: 30_000 }),
      fragile: fc.boolean(),
    }),
    payer: fc.constantFrom(...payers),
    price: price.map(([one, two, exact]) => ({
      min: toman(Math.min(one, two)),
      max: toman(Math.max(one, two)),
      exact,
    })),
    pickup: place,
    dropoff: place,
    dueAt: fc.option(fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })),
    now: fc.constant(new Date('2026-11-22T10:00:00Z')),
    business: businesses,
  })
  const outcomes = fc.record({ ...subject, by: fc.option(fc.constantFrom(...sides)) })
  const states = fc.constantFrom(...shipmentStates)

  /** What is wrong with a text: the isolates of a line must pair up, and only one may be open at a time. */
  const wrong = (text: string, trackingCode: string): string[] => {
    const unpaired = text.split('\n').some((line) => {
      const marks = line.match(/[\u2066\u2068\u2069]/g)?.join('') ?? ''
      return !/^(?:[\u2066\u2068]\u2069)*$/.test(marks)
    })
    return [
      ...([...text].length > 700 ? [`${[...text].length} characters`] : []),
      ...(/\p{Cs}|[\0\u061c\u200e\u200f\u202a-\u202e\u2067]/u.test(text) ? ['a mark that somebody typed'] : []),
      ...(unpaired ? ['an isolate that does not end'] : []),
      ...(text.includes(`\u2066${formatTrackingCode(trackingCode)}\u2069`) ? [] : ['no tracking code']),
    ]
  }

  it('announce typed input safely', () => {
    fc.assert(
      fc.property(proposals, (proposal) => {
        const text = proposalText(proposal)
        expect(wrong(text, proposal.trackingCode)).toEqual([])
        expect(text.split('\n').length).toBeLessThanOrEqual(9)
      }),
      { numRuns: 300 },
    )
  })

  const outcomeStates: Outcome[] = [
    'rejected',
    'cancelled',
    'expired',
    'picked_up',
    'delivery_failed',
    'delivered',
    'returned',
  ]

  it('answer and report outcomes safely', () => {
    const dates = fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(outcomes, states, dates, dates, businesses, (outcome, state, updatedAt, now, business) => {
        const appointment = { pickupWindow: { from: now, to: now }, promisedAt: now, delayReason: 'weather' } as const
        const status = statusText({ ...outcome, ...appointment, state, updatedAt, dueAt: now, now: updatedAt })
        const reminder = reminderText({ ...outcome, dueAt: now, now: updatedAt })
        const price = { max: toman(120_000) }
        const accepted = acceptedText({ ...outcome, ...appointment, business, payer: 'buyer', price, now: updatedAt })
        const delay = promiseMovedText({ ...outcome, ...appointment, now: updatedAt })
        const reasons = {
          business,
          reason: 'cannot_carry',
          failure: 'asked_for_later',
          again: { promisedAt: now, now: updatedAt },
        }
        const ends = outcomeStates.map((end) => outcomeText(end, { ...outcome, ...reasons }))
        expect(
          [status, reminder, accepted, delay, ...ends].flatMap((text) => wrong(text, outcome.trackingCode)),
        ).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})
