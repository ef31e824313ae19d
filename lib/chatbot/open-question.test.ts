import { describe, expect, it } from 'vitest'
import { maxRequestLength } from './collect.ts'
import { buttonsOf, chatbotWorld, dataOf, textOf } from './testing.ts'

const sizes = ['پاکت', 'کوچک', 'متوسط', 'بزرگ', 'خیلی بزرگ', 'انصراف']
const way = { from: 'تهران', to: 'شیراز' }

/** Somebody who was asked for the size between two cities. */
async function askedForSize() {
  const world = chatbotWorld()
  const asked = await world.say('قیمت از تهران به شیراز')
  const { texts } = world.deps
  return { ...world, asked, texts, question: texts.price.askSize(way) }
}

describe('an open question', () => {
  it.each([
    ...[
      'سلام',
      'سلام وقت بخیر',
      'درود بر شما',
      'خسته نباشید',
      'ممنون',
      'مرسی',
      'خیلی ممنون',
      'دستتون درد نکنه',
      'سپاس',
      'تشکر',
      'باشه',
    ],
    ...[
      '۲ کیلو',
      '2 kilo',
      'یه گوشیه',
      'یخچال',
      'نمیدونم',
      'چنده؟',
      'چقدر میشه',
      '😀',
      '؟',
      '',
      'بزرگوارید',
      'بزرگراه همت',
      'بزرگ‌راه',
      'مامان بزرگ',
    ],
    ...[
      'فهرست شود',
      'کی بسته منو میارید',
      'بسته من گوشیه',
      'دفترتون کجاست',
      'کوچیک یا متوسط',
      'خیلی بزرگ نیست',
      'پدربزرگم',
      'بزرگی کردید',
    ],
  ])('is repeated after «%s», with its buttons and both cities', async (said) => {
    const { question, say, topics } = await askedForSize()
    const reply = await say(said)
    expect(textOf(reply).split('\n').at(-1)).toBe(question)
    expect(buttonsOf(reply).map(({ caption }) => caption)).toEqual(sizes)
    expect(topics.get('bot-1')?.word).toBe('price.tehran.shiraz.')
    expect(textOf(await say('کوچیکه'))).toContain('بستهٔ کوچک')
  })

  it.each([
    ['سلام', 'greeting'],
    ['ممنون', 'thanks'],
    ['یخچال', 'unclear'],
  ] as const)('is preceded by an answer to «%s»', async (said, kind) => {
    const { question, say, texts } = await askedForSize()
    expect(textOf(await say(said))).toBe(`${texts.again[kind]}\n${question}`)
  })

  it('is repeated after a picture', async () => {
    const { question, send, texts } = await askedForSize()
    expect(textOf(await send('image'))).toBe(`${texts.other.cannot('image')}\n${question}`)
  })

  it.each([
    ['راهنما', 'این کارها را می‌توانم'],
    ['سفارش‌های من', 'برای دیدن سفارش‌ها'],
    ['شروع', 'چه کاری برایتان انجام بدهم'],
    ['دوز', 'یک دست دوز'],
    ['XK4M7P2QU', 'وضعیت: در راه'],
  ])('stays open while «%s» is answered', async (said, answer) => {
    const { say, topics, byCode } = await askedForSize()
    byCode.set('XK4M7P2QU', { state: 'picked_up', city: null })
    expect(textOf(await say(said))).toContain(answer)
    expect(topics.get('bot-1')?.word).toBe('price.tehran.shiraz.')
    expect(textOf(await say('متوسطه'))).toContain('بستهٔ متوسط')
  })

  it('stays open after a button of another skill that asks nothing', async () => {
    const { say, tap } = await askedForSize()
    await tap({ skill: 'help' })
    await tap({ skill: 'gone' })
    expect(textOf(await say('بزرگه'))).toContain('بستهٔ بزرگ')
  })

  it.each(['پشتیبانی', 'پیگیری'])('is replaced by that of «%s»', async (said) => {
    const { say, topics } = await askedForSize()
    await say(said)
    expect(topics.get('bot-1')?.word).not.toContain('price')
  })

  it.each(['انصراف', 'لغو', 'بی‌خیال', 'بیخیال', 'منو', 'منوی اصلی', 'منو رو نشون بده', 'برو به منو', '/start'])(
    'ends at «%s»',
    async (said) => {
      const { say, topics } = await askedForSize()
      await say(said)
      expect(topics.size).toBe(0)
    },
  )

  it('ends by its own button and by that of the menu', async () => {
    const { asked, tap, say, topics } = await askedForSize()
    await tap(dataOf(asked, 'انصراف'))
    expect(topics.size).toBe(0)
    await say('قیمت از تهران به شیراز')
    await tap({ skill: 'menu' })
    expect(topics.size).toBe(0)
  })

  it('is repeated with the parts that are known', async () => {
    const world = chatbotWorld()
    const { price, again } = world.deps.texts
    await world.say('قیمت')
    expect(textOf(await world.say('سلام'))).toBe(`${again.greeting}\n${price.askCities({ from: null, to: null })}`)
    await world.say('از تهران')
    expect(textOf(await world.say('خیلی ممنون'))).toBe(
      `${again.thanks}\n${price.askCities({ from: 'تهران', to: null })}`,
    )
    await world.say('شیراز')
    expect(textOf(await world.say('بزرگه'))).toContain('بستهٔ بزرگ')
  })

  it('for a code is repeated, also after courtesies in Latin letters', async () => {
    const world = chatbotWorld()
    const { track, again } = world.deps.texts
    await world.say('پیگیری')
    expect(textOf(await world.say('ندارم'))).toBe(`${again.unclear}\n${track.ask}`)
    expect(textOf(await world.say('salam'))).toBe(`${again.greeting}\n${track.ask}`)
    expect(textOf(await world.say('mersi'))).toBe(`${again.thanks}\n${track.ask}`)
    expect(world.calls).toEqual([])
  })

  it('expires after an hour', async () => {
    const { say, clock, topics } = await askedForSize()
    clock.advance(60 * 60 - 1)
    expect(textOf(await say('کوچیکه'))).toContain('بستهٔ کوچک')
    await say('قیمت از تهران به شیراز')
    expect(topics.size).toBe(1)
    clock.advance(60 * 60)
    expect(textOf(await say('کوچیکه'))).not.toContain('بستهٔ کوچک')
  })
})

describe('«منو» in a message to the chatbot', () => {
  it.each([
    ...[
      'منو',
      'منوی اصلی',
      'منو رو نشون بده',
      'برو به منو',
      'منو لطفا',
      'لطفا منو رو بیار',
      'برگرد به منو',
      'منو را نمایش بده',
      'menu',
    ],
    ...['می‌خوام منو رو ببینم', 'منو بده', 'سلام منو', 'بازگشت به منوی اصلی', 'برگشت به منوی اصلی', 'main menu', 'منو؟'],
  ])('calls the menu in «%s»', async (said) => {
    const world = chatbotWorld()
    expect(textOf(await world.say(said))).toBe(world.deps.texts.menu.choose)
  })

  it.each([
    ['بسته منو کجا بردید؟', 'کد رهگیری مرسوله را بنویسید'],
    ['کی بسته منو میارید', 'برای دیدن سفارش‌ها'],
    ['سفارش منو لغو کنید', 'برای دیدن سفارش‌ها'],
    ['سفارش منو چرا نفرستادید', 'برای دیدن سفارش‌ها'],
    ['پول منو برگردونید', 'مشکل یا پرسشتان'],
    ['پول منو پس بدید', 'مشکل یا پرسشتان'],
    ['بسته منو گم کردید', 'مشکل یا پرسشتان'],
    ['چرا منو سر کار گذاشتید', 'مشکل یا پرسشتان'],
    ['منو به پشتیبانی وصل کن', 'مشکل یا پرسشتان'],
    ['شما منو نمیشناسید؟', 'متوجه نشدم'],
    ['منو ببخشید', 'متوجه نشدم'],
    ['چرا منو بلاک کردید', 'متوجه نشدم'],
    ['کسی منو راهنمایی کنه', 'این کارها را'],
  ])('means "me" in «%s»', async (said, answer) => {
    expect(textOf(await chatbotWorld().say(said))).toContain(answer)
  })

  it('means "me" while support waits', async () => {
    const world = chatbotWorld()
    await world.say('پشتیبانی')
    for (const said of ['چرا منو سر کار گذاشتید', 'پول منو پس بدید']) await world.say(said)
    expect(world.requests.map(({ text }) => text)).toEqual(['چرا منو سر کار گذاشتید\nپول منو پس بدید'])
  })
})

it('the chatbot answers courtesies without an open question with the menu', async () => {
  const world = chatbotWorld()
  const { menu, support } = world.deps.texts
  for (const said of ['سلام', 'درود', 'وقت بخیر', 'سلام خسته نباشید'])
    expect(textOf(await world.say(said))).toBe(menu.greeted)
  for (const said of ['ممنون', 'مرسی از شما']) expect(textOf(await world.say(said))).toBe(menu.thanked)
  expect(support.ask(maxRequestLength)).toContain('۲۰۰۰')
})
