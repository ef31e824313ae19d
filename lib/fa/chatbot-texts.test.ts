import { describe, expect, it } from 'vitest'
import { type BotShipment, touchPoints } from '#lib/chatbot/index.ts'
import { shipmentStates } from '#lib/shipping/index.ts'
import { chatbotTexts } from './chatbot-texts.ts'
import { stateLabels } from './labels.ts'

const now = new Date('2026-03-21T08:00:00Z')

const shipment: BotShipment = {
  trackingCode: 'XK4M7P2QU',
  itemTitle: 'گوشی\u202e A52، تماس 0912-345-6789',
  state: 'picked_up',
  updatedAt: new Date('2026-03-21T06:00:00Z'),
  role: 'sender',
}

describe("the chatbot's texts", () => {
  it('show a code isolated and a title cleaned of phone numbers', () => {
    const second: BotShipment = { ...shipment, itemTitle: null, state: 'delivered', updatedAt: now, role: 'receiver' }
    expect(chatbotTexts.shipments.list([shipment, second], now)).toBe(
      [
        'تازه‌ترین سفارش‌های شما:',
        '',
        'فرستنده‌اید: «\u2068گوشی A52، تماس …\u2069»',
        'وضعیت: در راه (\u2068۲ ساعت پیش\u2069)',
        'کد رهگیری: \u2066XK4-M7P-2QU\u2069',
        '',
        'گیرنده‌اید: کالا',
        'وضعیت: تحویل شد (\u2068همین حالا\u2069)',
        'کد رهگیری: \u2066XK4-M7P-2QU\u2069',
      ].join('\n'),
    )
  })

  it.each(shipmentStates)('say for the state %s the city of a code and nothing else', (state) => {
    const heading = `مرسولهٔ \u2066XK4-M7P-2QU\u2069\nوضعیت: ${stateLabels[state]}`
    const facts = { trackingCode: 'XK4M7P2QU', state }
    expect(chatbotTexts.track.status({ ...facts, city: null })).toBe(heading)
    expect(chatbotTexts.track.status({ ...facts, city: 'شي\u202eراز' })).toBe(`${heading}\nمقصد: \u2068شیراز\u2069`)
  })

  it.each([
    [0, '۱ ثانیه'],
    [30.2, '۳۱ ثانیه'],
    [60, '۱ دقیقه'],
    [61, '۲ دقیقه'],
    [3_600, '۱ ساعت'],
    [5_000, '۲ ساعت'],
  ])('round a wait of %d seconds up to «%s»', (seconds, said) => {
    expect(chatbotTexts.track.stopped(seconds)).toContain(`\u2068${said}\u2069 دیگر`)
    expect(chatbotTexts.support.stopped(seconds)).toContain(`\u2068${said}\u2069 دیگر`)
  })

  it('show one price when the range has one, and mark sample prices', () => {
    const way = { from: 'تهران', to: 'شیراز', size: 'small' } as const
    const offers = [{ service: 'post_pishtaz', min: 81_000, max: 81_000, deliveryTime: '۲ تا ۴ روز کاری' }] as const
    const said = chatbotTexts.price.offers(way, { offers: [...offers], sample: true })
    expect(said).toContain('قیمت ارسال از \u2068تهران\u2069 به \u2068شیراز\u2069، بستهٔ کوچک:')
    expect(said).toContain('پست پیشتاز: \u2068۸۱٬۰۰۰ تومان\u2069 (\u2068۲ تا ۴ روز کاری\u2069)')
    expect(said).toContain('نمونه')
    expect(chatbotTexts.price.offers(way, { offers: [...offers], sample: false })).not.toContain('نمونه')
    expect(chatbotTexts.price.nobody({ ...way, to: 'تهران' })).toContain('داخل \u2068تهران\u2069')
  })

  it('have a separate greeting for each touch point', () => {
    const all = [null, ...touchPoints].map((point) => chatbotTexts.start.greeting(point))
    expect(new Set(all).size).toBe(touchPoints.length + 1)
  })

  it('distinguish the cells of a board', () => {
    const captions = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((cell) => chatbotTexts.xo.cell(cell, null))
    expect(captions.join('')).toBe('۱۲۳۴۵۶۷۸۹')
    expect(chatbotTexts.xo.cell(0, 'person')).not.toBe(chatbotTexts.xo.cell(0, 'bot'))
  })
})
