import { describe, expect, it } from 'vitest'
import { collectSeconds, maxRequestLength } from '../collect.ts'
import { buttonsOf, chatbotWorld, dataOf, limits, textOf } from '../testing.ts'

const wish = 'بسته‌ام دو روز است که نرسیده.\nلطفاً پیگیری کنید.'

describe("the chatbot's support skill", () => {
  it('asks, collects for two minutes, hands the request over unchanged and says so', async () => {
    const world = chatbotWorld()
    expect(textOf(await world.say('پشتیبانی'))).toBe(world.deps.texts.support.ask(maxRequestLength))
    expect(textOf(await world.say(wish))).toBe(world.deps.texts.support.sent)
    expect(world.requests).toEqual([{ conversationId: 'bot-1', text: wish }])
    world.clock.advance(collectSeconds)
    await world.say('یک چیز دیگر هم بگویم')
    expect(world.requests).toEqual([{ conversationId: 'bot-1', text: wish }])
  })

  it.each([
    'قیمت از تهران به شیراز را اشتباه گرفتید و پول زیادی دادم',
    'کد رهگیری XK4M7P2QU کجاست؟ منو را هم دیدم',
    'سفارش من نرسیده، با پشتیبانی تماس گرفتم، راهنما هم کمکی نکرد',
    'بیایید دوز بازی کنیم',
  ])('takes «%s» for the request with any words in it', async (text) => {
    const world = chatbotWorld()
    await world.tap({ skill: 'support' })
    await world.say(text)
    expect(world.requests.map((request) => request.text)).toEqual([text])
  })

  it('keeps conversations separate', async () => {
    const world = chatbotWorld()
    await world.say('پشتیبانی', 'bot-1')
    await world.say(wish, 'bot-2')
    expect(world.requests).toEqual([])
  })

  it.each([
    'منو',
    'منو رو نشون بده',
    'برو به منوی اصلی',
    'پشتیبانی',
    '/start',
    '/start CHAT 6b3d5cf7',
    'شروع',
    'انصراف',
  ])('takes «%s» for a command and not a request', async (text) => {
    const world = chatbotWorld()
    await world.say('پشتیبانی')
    await world.say(text)
    expect(world.requests).toEqual([])
  })

  it.each([
    'لغو',
    'لغو کن',
    'بی‌خیال',
    'بیخیال',
    'بی خیال',
    'نه بی‌خیال',
    'منصرف شدم',
    'انصراف میدم',
    'cancel',
    'منو',
    'بیخیاااال',
    'منصرفم',
    'منوووو',
  ])('ends at «%s»', async (text) => {
    const world = chatbotWorld()
    await world.say('پشتیبانی')
    await world.say(text)
    await world.say('متن دیگری که کسی نباید بخواند')
    expect(world.requests).toEqual([])
  })

  it.each(['سفارش منو لغو کنید', 'منو سر کار گذاشتید', 'بی‌خیال نمیشم', 'انصراف من ثبت نشد', 'منوی سایت کار نمیکنه'])(
    'does not end at «%s», which is part of the complaint',
    async (text) => {
      const world = chatbotWorld()
      await world.say('پشتیبانی')
      await world.say(text)
      expect(world.requests.map((request) => request.text)).toEqual([text])
    },
  )

  it('ends by its button, by a word and by any other menu entry', async () => {
    const world = chatbotWorld()
    const leave = [
      async () => await world.tap(dataOf(await world.say('پشتیبانی'), 'انصراف')),
      async () => await world.say('انصراف'),
      async () => await world.tap({ skill: 'help' }),
      async () => await world.tap({ skill: 'nothing' }),
    ]
    for (const leaving of leave) {
      await world.say('پشتیبانی')
      await leaving()
      await world.say('متن دیگری که کسی نباید بخواند')
    }
    expect(world.requests).toEqual([])
  })

  it('loses nothing of an overlong message and waits for a shorter one', async () => {
    const world = chatbotWorld()
    await world.say('پشتیبانی')
    const long = await world.say('آ'.repeat(maxRequestLength + 1))
    expect(textOf(long)).toBe(world.deps.texts.support.tooLong(maxRequestLength + 1, maxRequestLength))
    expect(textOf(await world.say('آ'.repeat(maxRequestLength)))).toBe(world.deps.texts.support.sent)
  })

  it('keeps waiting after an empty message and after a picture', async () => {
    const world = chatbotWorld()
    await world.say('پشتیبانی')
    for (const nothing of [' \u200c\u202e ', '؟؟؟', '😡😡', '۱۲۳ـ']) {
      expect(textOf(await world.say(nothing))).toBe(world.deps.texts.support.empty)
    }
    const { support, other } = world.deps.texts
    expect(textOf(await world.send('image'))).toBe(`${other.cannot('image')}\n${support.ask(maxRequestLength)}`)
    expect(textOf(await world.say(wish))).toBe(world.deps.texts.support.sent)
  })

  it('is rate limited and says that the message was not sent', async () => {
    const world = chatbotWorld()
    const ask = async () => {
      await world.say('پشتیبانی')
      const said = textOf(await world.say(wish))
      // However many pieces it has, a request is one.
      await world.say('و یک چیز دیگر')
      world.clock.advance(collectSeconds)
      return said
    }
    for (let request = 0; request < limits.requests; request++) expect(await ask()).toBe(world.deps.texts.support.sent)
    expect(await ask()).toBe(world.deps.texts.support.stopped(limits.windowSeconds - limits.requests * collectSeconds))
    expect(world.requests).toHaveLength(limits.requests)
  })

  it('keeps waiting when the request could not be stored', async () => {
    const world = chatbotWorld()
    await world.say('پشتیبانی')
    world.deps.askSupport = async () => {
      throw new Error('no database')
    }
    await expect(world.say(wish)).rejects.toThrow('no database')
    expect(world.topics.get('bot-1')?.word).toBe('support')
  })
})

const complaint = 'بسته من سه روزه گم شده'

describe('a complaint to support in several messages', () => {
  it.each([
    ...[
      'سلام',
      'درود',
      'وقت بخیر',
      'خسته نباشید',
      'سلام خسته نباشید',
      'سلام وقتتون بخیر',
      'صبحتون بخیر',
      'سلااام',
      '🙏',
    ],
    ...[
      'سلام علیکم',
      'با سلام و احترام',
      'سلام و عرض ادب',
      'سلام روز بخیر خوب هستید؟',
      'شب خوش',
      'salam',
      'سلام کسی هست؟',
      'خدا خیرتون بده',
      'سلام عرض میکنم',
      'الو',
      'سلام 👋',
    ],
  ])('is complete after «%s», which alone is not a request', async (greeting) => {
    const world = chatbotWorld()
    await world.say('پشتیبانی')
    const answer = await world.say(greeting)
    expect(world.requests).toEqual([])
    expect(textOf(answer)).toMatch(/پیامتان خالی بود|مشکل یا پرسشتان را در یک پیام بنویسید/)
    expect(buttonsOf(answer).map(({ caption }) => caption)).toEqual(['انصراف'])
    expect(textOf(await world.say(complaint))).toBe(world.deps.texts.support.sent)
    expect(world.requests).toHaveLength(1)
    expect(world.requests[0]?.text.split('\n').at(-1)).toBe(complaint)
  })

  it.each([
    'سفارشم',
    'کجاست',
    'هزینه',
    'کمک',
    'راهنما',
    'دوز',
    'قیمت',
    'سفارش‌های من',
    'پیگیری',
    'XK4M7P2QU',
    'بازی',
    'تهران شیراز',
  ])('can start with «%s», which is not a command here', async (first) => {
    const world = chatbotWorld()
    await world.say('پشتیبانی')
    expect(textOf(await world.say(first))).toBe(world.deps.texts.support.sent)
    expect(textOf(await world.say(complaint))).toBe(world.deps.texts.support.added)
    expect(world.requests.map(({ text }) => text)).toEqual([`${first}\n${complaint}`])
  })

  it('includes an opening greeting and all that follows within two minutes', async () => {
    const world = chatbotWorld()
    await world.say('پشتیبانی')
    await world.say('سلام')
    world.clock.advance(59 * 60)
    const pieces = ['بسته‌ام', 'نرسیده', '۰۹۱۲', 'شکایت دارم', 'قیمت', 'ممنون']
    for (const piece of pieces) {
      await world.say(piece)
      world.clock.advance(19)
    }
    expect(world.requests.map(({ text }) => text)).toEqual([['سلام', ...pieces].join('\n')])
  })

  it('answers each part, and thanks or a picture with what may follow', async () => {
    const world = chatbotWorld()
    const { support, again, other } = world.deps.texts
    await world.say('پشتیبانی')
    await world.say(complaint)
    expect(textOf(await world.say('و خیس شده'))).toBe(support.added)
    expect(textOf(await world.say('مرسی'))).toBe(`${again.thanks}\n${support.more}`)
    expect(textOf(await world.send('image'))).toBe(`${other.cannot('image')}\n${support.more}`)
  })

  it.each(['انصراف', 'بی‌خیال', 'لغو'])('is handed over whole when «%s» ends it, which is confirmed', async (word) => {
    const world = chatbotWorld()
    await world.say('پشتیبانی')
    await world.say(complaint)
    expect(textOf(await world.say(word))).toBe(world.deps.texts.support.closed)
    await world.say('متن دیگری')
    expect(world.requests.map(({ text }) => text)).toEqual([complaint])
  })

  it('is one request even if support is called again in between', async () => {
    const world = chatbotWorld()
    await world.say('پشتیبانی')
    await world.say(complaint)
    await world.tap({ skill: 'support' })
    await world.say('یادم رفت: دیروز')
    expect(world.requests.map(({ text }) => text)).toEqual([`${complaint}\nیادم رفت: دیروز`])
  })

  it('refuses a part beyond its length and says how much room is left', async () => {
    const world = chatbotWorld()
    const { support } = world.deps.texts
    await world.say('پشتیبانی')
    await world.say('سلام')
    await world.say('آ'.repeat(maxRequestLength - 10))
    expect(textOf(await world.say('ب'.repeat(10)))).toBe(support.noRoom(10, 4))
    expect(textOf(await world.say('ب'.repeat(4)))).toBe(support.added)
    expect(textOf(await world.say('ب'))).toBe(support.noRoom(1, 0))
    expect(Array.from(world.requests[0]?.text ?? '')).toHaveLength(maxRequestLength)
  })

  it('ends at a tap on anything else, which gets the next message', async () => {
    const world = chatbotWorld()
    await world.say('پشتیبانی')
    await world.say(complaint)
    await world.tap({ skill: 'price' })
    await world.say('از تهران به شیراز')
    expect(world.requests.map(({ text }) => text)).toEqual([complaint])
  })
})
