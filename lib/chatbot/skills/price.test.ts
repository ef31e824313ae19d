import { describe, expect, it } from 'vitest'
import bundled from '#lib/divar/data/cities.json' with { type: 'json' }
import { parcelSizeLabels } from '#lib/fa/labels.ts'
import { findEnds } from '../find-cities.ts'
import { buttonsOf, chatbotWorld, dataOf, samplePrice, textOf } from '../testing.ts'
import { wordsOf } from '../words.ts'

const none = { from: null, to: null }
const ends = (text: string, known: Parameters<typeof findEnds>[2] = none) => findEnds(wordsOf(text), bundled, known)

describe('findEnds', () => {
  it.each([
    ['از تهران به شیراز', 'تهران', 'شیراز'],
    ['به شیراز از تهران', 'تهران', 'شیراز'],
    ['تهران شیراز', 'تهران', 'شیراز'],
    ['تهران-شیراز', 'تهران', 'شیراز'],
    ['از شهر تهران تا شهرستان شیراز', 'تهران', 'شیراز'],
    ['مبدأ مشهد مقصد قم', 'مشهد', 'قم'],
    ['از خرم آباد به بندر عباس', 'خرم‌آباد', 'بندرعباس'],
    ['از خرم‌اباد به‌بندرعباس', 'خرم‌آباد', 'بندرعباس'],
    ['از نی ریز به مشکين شهر', 'نی‌ریز', null],
    ['از كرج به يزد', 'کرج', 'یزد'],
    ['از تهران به شهر قم', 'تهران', 'قم'],
    ['از بابلسر به بابل', 'بابلسر', 'بابل'],
    ['از اسلام‌آباد غرب به آران و بیدگل', 'اسلام‌آباد غرب', 'آران و بیدگل'],
    ['تهرانی به شیرازی', null, null],
    ['داخل مشهد', 'مشهد', 'مشهد'],
    ['برای مشهد', null, 'مشهد'],
    ['از تهران به تهران', 'تهران', 'تهران'],
  ])('reads «%s» as from %s to %s', (text, from, to) => {
    const slug = (display: string | null) => bundled.find((city) => city.display === display)?.slug ?? null
    expect(ends(text)).toEqual({ from: slug(from), to: slug(to) })
  })

  it('fills the missing end', () => {
    expect(ends('شیراز', { from: 'tehran', to: null })).toEqual({ from: 'tehran', to: 'shiraz' })
    expect(ends('تهران', { from: null, to: 'shiraz' })).toEqual({ from: 'tehran', to: 'shiraz' })
    expect(ends('به قم', { from: 'tehran', to: 'shiraz' })).toEqual({ from: 'tehran', to: 'qom' })
    expect(ends('کرج قم', { from: 'tehran', to: null })).toEqual({ from: 'karaj', to: 'qom' })
    expect(ends('سلام', { from: 'tehran', to: 'shiraz' })).toEqual({ from: 'tehran', to: 'shiraz' })
  })

  it('finds every listed city by its own name', () => {
    for (const { slug, display } of bundled)
      expect(ends(`از ${display} به ${display}`), display).toEqual({ from: slug, to: slug })
  })
})

const offered = (from: string, to: string, size: Parameters<typeof samplePrice>[0]['size']) => {
  const { texts } = chatbotWorld().deps
  const found = samplePrice({ from: from === 'تهران' ? 'tehran' : '', to: to === 'شیراز' ? 'shiraz' : '', size })
  return found && texts.price.offers({ from, to, size }, found)
}

describe("the chatbot's price skill", () => {
  it.each([
    'قیمت از تهران به شیراز کوچک',
    'قيمت از تهران به شيراز كوچك',
    'بسته کوچیک از تهران تا شیراز چنده؟',
    'هزینهٔ ارسال یه بسته‌ی کوچک از تهران به‌شیراز',
    'تهران شیراز کوچک',
  ])('answers «%s» at once', async (text) => {
    const said = textOf(await chatbotWorld().say(text))
    expect(said).toBe(offered('تهران', 'شیراز', 'small'))
    expect(said).toMatch(/پست پیشتاز: \u2068از [۰-۹٬]+ تا [۰-۹٬]+ تومان\u2069/)
  })

  it.each([
    ['چقدر میشه یه گوشی بفرستم مشهد؟', { from: null, to: 'مشهد' }],
    ['یه گوشی بفرستم مشهد چند میشه', { from: null, to: 'مشهد' }],
    ['چقدر می‌شه برام بفرستید مشهد', { from: null, to: 'مشهد' }],
    ['ارسال به مشهد چقدره', { from: null, to: 'مشهد' }],
    ['چقدر میشه از مشهد بفرستم', { from: 'مشهد', to: null }],
  ])('keeps the city of «%s» and asks for the other end only', async (text, known) => {
    const world = chatbotWorld()
    expect(textOf(await world.say(text))).toBe(world.deps.texts.price.askCities(known))
  })

  it.each(['چقدر طول میکشه برسه شیراز', 'چند روزه میرسه مشهد، چقدر میشه زمانش'])(
    'answers «%s», which asks for a time, with no price',
    async (text) => {
      const world = chatbotWorld()
      expect(textOf(await world.say(text))).not.toMatch(/کدام شهر|بسته چه اندازه/)
    },
  )

  it('asks for the size by a button for each and answers the tap', async () => {
    const world = chatbotWorld()
    const asked = await world.say('قیمت از تهران به شیراز')
    expect(textOf(asked)).toBe(world.deps.texts.price.askSize({ from: 'تهران', to: 'شیراز' }))
    for (const [size, { label }] of Object.entries(parcelSizeLabels)) {
      const answer = await world.tap(dataOf(asked, label))
      expect(textOf(answer)).toBe(offered('تهران', 'شیراز', size as 'small'))
    }
  })

  it('asks for one part after the other and remembers earlier answers', async () => {
    const world = chatbotWorld()
    const { price } = world.deps.texts
    expect(textOf(await world.tap({ skill: 'price' }))).toBe(price.askCities(none))
    expect(textOf(await world.say('از تهران'))).toBe(price.askCities({ from: 'تهران', to: null }))
    expect(world.topics.get('bot-1')?.word).toBe('price.tehran..')
    expect(textOf(await world.say('شیراز'))).toBe(price.askSize({ from: 'تهران', to: 'شیراز' }))
    expect(textOf(await world.say('خیلی بزرگ'))).toBe(offered('تهران', 'شیراز', 'xlarge'))
    expect(world.topics.size).toBe(0)
  })

  it('asks for the origin when only the destination was named', async () => {
    const world = chatbotWorld()
    const asked = await world.say('قیمت تا شیراز')
    expect(textOf(asked)).toBe(world.deps.texts.price.askCities({ from: null, to: 'شیراز' }))
  })

  it('starts over when it is called again', async () => {
    const world = chatbotWorld()
    await world.say('قیمت از تهران به شیراز')
    expect(textOf(await world.say('قیمت'))).toBe(world.deps.texts.price.askCities(none))
  })

  it('ends when cancelled', async () => {
    const world = chatbotWorld()
    const asked = await world.say('قیمت')
    expect(textOf(await world.tap(dataOf(asked, 'انصراف')))).toBe(world.deps.texts.menu.cancelled)
    expect(world.topics.size).toBe(0)
  })

  it('says that no service carries the parcel, also for a forged button', async () => {
    const world = chatbotWorld()
    world.deps.price = () => null
    const said = textOf(await world.say('قیمت از تهران به شیراز کوچک'))
    expect(said).toBe(world.deps.texts.price.nobody({ from: 'تهران', to: 'شیراز', size: 'small' }))
    const forged = await world.tap({ skill: 'price', from: 'atlantis', to: '<b>', size: 'huge' })
    expect(textOf(forged)).toBe(world.deps.texts.price.askCities(none))
  })

  it('does not send anybody to another city or size where nothing at all is offered', async () => {
    const world = chatbotWorld()
    world.deps.price = () => 'nothing_offered'
    const said = textOf(await world.say('قیمت از تهران به شیراز کوچک'))
    expect(said).toBe(world.deps.texts.price.nothingOffered)
    expect(said).not.toMatch(/شهر|اندازه/)
  })

  it('gives no price for two cities in a longer text about something else', async () => {
    const world = chatbotWorld()
    expect(buttonsOf(await world.say('تهران زندگی می‌کنم')).length).toBeGreaterThan(0)
    expect(world.topics.size).toBe(0)
  })
})
