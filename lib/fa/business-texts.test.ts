import { describe, expect, it } from 'vitest'
import type { Standing } from '#lib/business/index.ts'
import {
  aboveLiability,
  carrierText,
  citiesText,
  closedBanner,
  liabilityText,
  outsideBanner,
  standingText,
  withBusiness,
} from './business-texts.ts'
import { chatbotTexts } from './chatbot-texts.ts'

// Sunday 8 Azar 1405, 12:30 in Tehran.
const now = new Date('2026-11-29T09:00:00Z')
const evening = new Date('2026-11-29T18:30:00Z')
const morning = new Date('2026-11-30T04:30:00Z')
const closed: Standing = { kind: 'closed', opensAt: morning }
const paused = (opensAt: Date | null): Standing => ({ kind: 'paused', reason: 'برف سنگین', until: opensAt, opensAt })
const name = 'پیک بادپا'
const own = '«\u2068پیک بادپا\u2069»'

describe('how the business stands, in words', () => {
  it.each<[Standing, string]>([
    [{ kind: 'open', closesAt: evening }, 'باز است، تا امروز، ساعت ۲۲:۰۰'],
    [{ kind: 'open', closesAt: null }, 'همیشه باز است'],
    [closed, 'بسته است؛ فردا، ساعت ۸:۰۰ باز می‌شود'],
    [{ kind: 'closed', opensAt: null }, 'بسته است'],
    [paused(morning), 'سفارش نمی‌گیرد؛ فردا، ساعت ۸:۰۰ باز می‌شود'],
    [paused(null), 'فعلاً سفارش نمی‌گیرد'],
  ])('%j', (standing, text) => {
    expect(standingText(standing, now)).toBe(text)
  })
})

describe('what is said before any form', () => {
  it('is nothing while it is open', () => {
    expect(closedBanner({ kind: 'open', closesAt: evening }, { name, books: true, now })).toBeNull()
  })

  it('says when it opens, and that a booking for later is taken', () => {
    expect(closedBanner(closed, { name, books: true, now })).toEqual({
      title: 'الان بیرون از ساعت کار است',
      sentence: `${own} فردا، ساعت ۸:۰۰ باز می‌شود. می‌توانید همین حالا ثبت کنید؛ بعد از آن برای گرفتن کالا هماهنگ می‌کنند.`,
    })
  })

  it('says that none is taken, and why', () => {
    expect(closedBanner(paused(morning), { name, books: false, now })).toEqual({
      title: 'فعلاً سفارش تازه نمی‌گیریم',
      sentence: `برف سنگین. ${own} فردا، ساعت ۸:۰۰ دوباره باز می‌شود. تا آن وقت سفارشی ثبت نمی‌شود.`,
    })
    const ended: Standing = { kind: 'paused', reason: null, until: null, opensAt: null }
    expect(closedBanner(ended, { name, books: false, now })?.sentence).toMatch(/^قیمت‌های تازه هنوز اعلام نشده است\. /)
    expect(closedBanner(paused(null), { name: null, books: false, now })?.sentence).toBe(
      'برف سنگین. هنوز معلوم نیست چه وقت دوباره باز می‌شود. فعلاً سفارشی ثبت نمی‌شود.',
    )
  })

  it('names the cities where parcels are picked up', () => {
    expect(outsideBanner(name, 'قم', ['تهران', 'کرج'], false)).toEqual({
      title: 'در \u2068قم\u2069 هنوز پیک نداریم',
      sentence: `${own} کالا را از این شهرها می‌گیرد: تهران، کرج.`,
    })
    expect(outsideBanner(name, 'قم', ['تهران'], true).sentence).toContain('اگر کالا جای دیگری است')
  })
})

describe('the name of the business', () => {
  it('stands isolated, and where there is none its trade stands', () => {
    expect([carrierText(name), carrierText(null)]).toEqual([own, 'شرکت پیک'])
  })

  it('stands in what the chatbot says first and in its help, with phone and hours', () => {
    const texts = withBusiness(chatbotTexts, { name, phone: '02191001234', standing: closed, now })
    expect(texts.start.greeting(null)).toContain(`\nکالا را ${own} می‌برد.\n\n`)
    expect(texts.help.text).toContain('تلفن: \u2066۰۲۱۹۱۰۰۱۲۳۴\u2069\nالان: بسته است؛ فردا، ساعت ۸:۰۰ باز می‌شود.')
    expect(withBusiness(chatbotTexts, null)).toBe(chatbotTexts)
  })

  it('does not let the chatbot promise an answer to a support request at a time that nobody knows', () => {
    const { sent, closed, written } = chatbotTexts.support
    for (const text of [sent, closed, written])
      expect(text).toContain('پاسخ که برسد همین‌جا نوشته می‌شود؛ اگر نشد، با پیام بعدی شما نشانش می‌دهم.')
  })

  it('goes with a list of cities that stays short', () => {
    expect(citiesText(['تهران', 'کرج'])).toBe('تهران، کرج')
    expect(citiesText(['تهران', 'کرج', 'قم', 'شیراز', 'مشهد'])).toBe('تهران، کرج، قم، شیراز و چند شهر دیگر')
  })
})

describe('what becomes of a loss', () => {
  const silent = { liability: null, maximumLiability: null }

  it("is the business's own sentence, or that it says nothing, which is worth a question", () => {
    const liability = 'تا ۱۰ میلیون تومان جبران می‌کنیم.'
    expect(liabilityText({ liability, maximumLiability: 5_000 }, name)).toBe(liability)
    const sum = liabilityText({ liability: null, maximumLiability: 5_000 }, name)
    expect(sum).toMatch(new RegExp(`، ${own} تا ۵٬۰۰۰ تومان جبران می‌کند\\.$`))
    expect(liabilityText(silent, name)).toMatch(new RegExp(`^${own} نگفته است .* بپرسید\\.$`))
    expect(liabilityText(silent, null)).toMatch(/^شرکت پیک نگفته است/)
  })

  it('is less than a declared value above the sum of the business, which is said with that sum', () => {
    const said = { liability: 'جبران می‌کنیم.', maximumLiability: 10_000_000 }
    expect(aboveLiability(10_000_001, said)).toContain('تا ۱۰٬۰۰۰٬۰۰۰ تومان جبران می‌شود و بیشتر از آن نه')
    expect(aboveLiability(10_000_000, said)).toBeNull()
    expect(aboveLiability(null, said)).toBeNull()
    expect(aboveLiability(10_000_001, silent)).toBeNull()
  })
})
