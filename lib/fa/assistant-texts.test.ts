import { describe, expect, it } from 'vitest'
import { type OfferFacts, offerText } from './assistant-texts.ts'

const topics = ['possible', 'price', 'time', 'way', null] as const
const facts: Omit<OfferFacts, 'topic'> = {
  from: 'تهران',
  to: 'شیراز',
  prices: [
    { size: 'envelope', min: 72_000, max: 72_000 },
    { size: 'small', min: 81_000, max: 117_000 },
  ],
  carrier: 'پیک بادپا',
  offersNothing: false,
  sample: false,
  settings: { wording: null },
  times: [
    { service: 'post_vijeh', deliveryTime: '۱ تا ۲ روز کاری', reach: null },
    { service: 'post_pishtaz', deliveryTime: '۲ تا ۴ روز کاری', reach: null },
  ],
}
const said = (topic: OfferFacts['topic'], change: Partial<OfferFacts> = {}) =>
  offerText({ ...facts, ...change, topic }).replace(/[\u2066-\u2069]/g, '')

describe('the answer in the seller’s name', () => {
  it('does not blame the way where the business offers nothing at all', () => {
    for (const topic of topics) {
      const nothing = said(topic, { prices: [], times: [], offersNothing: true })
      expect(nothing).toContain('«پیک بادپا» فعلاً سفارش تازه نمی‌گیرد')
      expect(nothing).not.toMatch(/مسیر|پوشش|بله|تومان/)
    }
    expect(said('price', { prices: [], times: [] })).toContain('مسیر از تهران به شیراز را فعلاً پوشش نمی‌دهد')
  })

  it('confirms only that the item can be shipped', () => {
    const yes = topics.filter((topic) => /بله|بلی|آره|باشه|چشم|حتماً|ممکن است/.test(said(topic)))
    expect(yes).toEqual(['possible'])
    const nowhere = topics.filter((topic) => /بله|ممکن است/.test(said(topic, { prices: [], times: [] })))
    expect(nowhere).toEqual([])
  })

  it.each<[OfferFacts['topic'], RegExp]>([
    ['possible', /^سلام\. بله، ارسال ممکن است\.\nهزینهٔ ارسال از تهران به شیراز، بسته به/],
    ['price', /^سلام\. هزینهٔ ارسال از تهران به شیراز، بسته به/],
    ['time', /^سلام\. زمان رسیدن مرسوله از تهران به شیراز: پست ویژه ۱ تا ۲ روز کاری، پست پیشتاز ۲ تا ۴ روز کاری\.\n/],
    ['way', /^سلام\. روش‌های ارسال از تهران به شیراز: پست ویژه، پست پیشتاز\.\n/],
    [null, /^سلام\. اگر بخواهید، کالا با «پیک بادپا» ارسال می‌شود\.\n/],
  ])('begins with what was asked: %s', (topic, expected) => {
    expect(said(topic)).toMatch(expected)
  })

  it.each(topics)('contains price, button and the seller’s own words unchanged: %s', (topic) => {
    const text = said(topic, { settings: { wording: 'بله، خودم می‌پیچم.' }, sample: true })
    expect(text).toContain(
      'بسته به وزن و روش ارسال (تعرفهٔ نمونه):\nپاکت: ۷۲٬۰۰۰ تومان\nکوچک: از ۸۱٬۰۰۰ تا ۱۱۷٬۰۰۰ تومان\n',
    )
    expect(text).toMatch(/دکمهٔ «ثبت ارسال» را بزنید\.\nبله، خودم می‌پیچم\.$/)
    expect(said(topic, { from: null, to: null })).not.toMatch(/ {2}|تهران|شیراز|undefined|null/)
  })

  it('says what the price depends on and which services may not go there while the city of the buyer is not known', () => {
    const [vijeh, pishtaz] = facts.times.map((time) => ({
      ...time,
      reach: ['same_city', 'same_province', 'other_province'] as OfferFacts['times'][number]['reach'],
    }))
    const local = { service: 'city_express', deliveryTime: '۲ تا ۴ ساعت', reach: ['same_city'] } as const
    const times = [local, vijeh, pishtaz].flatMap((time) => (time ? [{ ...time, reach: [...(time.reach ?? [])] }] : []))
    const unknown = { to: null, times }
    for (const topic of topics) expect(said(topic, unknown)).toContain('بسته به شهر شما، وزن و روش ارسال')
    expect(said('time', unknown)).toMatch(/ \(فقط داخل شهر تهران\) ۲ تا ۴ ساعت، پست ویژه ۱ تا ۲/)
    expect(said('way', unknown)).toContain(' (فقط داخل شهر تهران)، پست ویژه، پست پیشتاز.')
    expect(said('possible', unknown)).toContain('ارسال ممکن است.\n')
    expect(said('possible', { ...unknown, times: times.slice(0, 1) })).toContain('ممکن است (فقط داخل شهر تهران).\n')
  })

  it('names the business where it does not go, and its trade where it has no name', () => {
    const nowhere = { prices: [], times: [] }
    expect(said('price', nowhere)).toBe(
      'سلام. «پیک بادپا» مسیر از تهران به شیراز را فعلاً پوشش نمی‌دهد؛ هزینه‌اش را با هم هماهنگ می‌کنیم.',
    )
    expect(said('price', { ...nowhere, from: null, to: null, carrier: null })).toMatch(
      /^سلام\. شرکت پیک این مسیر را فعلاً/,
    )
  })
})
