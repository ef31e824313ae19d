import { describe, expect, it } from 'vitest'
import { chatbotWorld, dataOf, limits, textOf } from '../testing.ts'
import { longestRequest } from './support.ts'

const wish = 'بسته‌ام دو روز است که نرسیده.\nلطفاً پیگیری کنید.'

describe('support', () => {
  it('asks for one message, hands it over whole and says so', async () => {
    const world = chatbotWorld()
    expect(textOf(await world.say('پشتیبانی'))).toBe(world.deps.texts.support.ask(longestRequest))
    expect(textOf(await world.say(wish))).toBe(world.deps.texts.support.sent)
    expect(world.requests).toEqual([{ conversationId: 'bot-1', text: wish }])
    await world.say('یک چیز دیگر هم بگویم')
    expect(world.requests).toHaveLength(1)
  })

  it.each([
    'قیمت از تهران به شیراز را اشتباه گرفتید و پول زیادی دادم',
    'کد رهگیری XK4M7P2QU کجاست؟ منو را هم دیدم',
    'سفارش من نرسیده، با پشتیبانی تماس گرفتم، راهنما هم کمکی نکرد',
    'بیایید دوز بازی کنیم',
  ])('takes «%s» for the request, whatever words are in it', async (text) => {
    const world = chatbotWorld()
    await world.tap({ skill: 'support' })
    await world.say(text)
    expect(world.requests.map((request) => request.text)).toEqual([text])
  })

  it('keeps conversations apart', async () => {
    const world = chatbotWorld()
    await world.say('پشتیبانی', 'bot-1')
    await world.say(wish, 'bot-2')
    expect(world.requests).toEqual([])
  })

  it.each(['منو', 'راهنما', 'پشتیبانی', 'دوز', '/start', '/start CHAT 6b3d5cf7', 'انصراف', 'قیمت'])(
    'takes «%s» for a command and no request',
    async (text) => {
      const world = chatbotWorld()
      await world.say('پشتیبانی')
      await world.say(text)
      expect(world.requests).toEqual([])
    },
  )

  it('is left by its button, by a word and by any other entry of the menu', async () => {
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

  it('loses nothing of a message that is too long: it waits for the shorter one', async () => {
    const world = chatbotWorld()
    await world.say('پشتیبانی')
    const long = await world.say('آ'.repeat(longestRequest + 1))
    expect(textOf(long)).toBe(world.deps.texts.support.tooLong(longestRequest + 1, longestRequest))
    expect(textOf(await world.say('آ'.repeat(longestRequest)))).toBe(world.deps.texts.support.sent)
  })

  it('waits on after an empty message and after a picture', async () => {
    const world = chatbotWorld()
    await world.say('پشتیبانی')
    for (const nothing of [' \u200c\u202e ', '؟؟؟', '😡😡', '۱۲۳ـ']) {
      expect(textOf(await world.say(nothing))).toBe(world.deps.texts.support.empty)
    }
    expect(textOf(await world.send('image'))).toBe(world.deps.texts.other.notText('image'))
    expect(textOf(await world.say(wish))).toBe(world.deps.texts.support.sent)
  })

  it('is limited, and says that the message was not sent', async () => {
    const world = chatbotWorld()
    const ask = async () => {
      await world.say('پشتیبانی')
      return textOf(await world.say(wish))
    }
    for (let request = 0; request < limits.requests; request++) expect(await ask()).toBe(world.deps.texts.support.sent)
    expect(await ask()).toBe(world.deps.texts.support.stopped(limits.windowSeconds))
    expect(world.requests).toHaveLength(limits.requests)
  })

  it('waits on when the request could not be kept', async () => {
    const world = chatbotWorld()
    await world.say('پشتیبانی')
    world.deps.askSupport = async () => {
      throw new Error('no database')
    }
    await expect(world.say(wish)).rejects.toThrow('no database')
    expect(world.topics.get('bot-1')?.word).toBe('support')
  })
})
