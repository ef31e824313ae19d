import { describe, expect, it } from 'vitest'
import type { ButtonData } from '#lib/divar/index.ts'
import { buttonsOf, chatbotWorld, dataOf, textOf } from '../testing.ts'

const captionsOf = (reply: Parameters<typeof buttonsOf>[0]) => buttonsOf(reply).map(({ caption }) => caption)

describe("the chatbot's list of shipments", () => {
  const phone = '۰۹۱۲۳۴۵۶۷۸۹'

  function peopled() {
    const world = chatbotWorld()
    world.shipments.set('user', [
      {
        trackingCode: 'XK4M7P2QU',
        itemTitle: `گوشی، تماس ${phone}`,
        state: 'picked_up',
        updatedAt: new Date(world.clock().getTime() - 3_600_000),
        role: 'receiver',
      },
      ...Array.from({ length: 8 }, () => ({
        trackingCode: 'XK4M7P2QB',
        itemTitle: null,
        state: 'delivered' as const,
        updatedAt: world.clock(),
        role: 'sender' as const,
      })),
    ])
    return world
  }

  it('is shown in a linked conversation only, and elsewhere a button opens Peyk', async () => {
    const world = peopled()
    const reply = await world.say('سفارش‌های من')
    expect(textOf(reply)).toBe(world.deps.texts.shipments.linkFirst)
    expect(buttonsOf(reply)[0]?.action).toEqual({ open_server_link: { data: { chatbot: 'link' } } })
    expect(world.calls).toEqual(['linkedUser'])
  })

  it.each(['سفارش‌های من', 'سفارش های من', 'سفارشهای من', 'سفارش‌هام کجان؟', 'مرسوله‌های من'])(
    'shows for «%s» the newest five, without phone numbers in a title',
    async (text) => {
      const world = peopled()
      world.links.set('bot-1', 'user')
      const said = textOf(await world.say(text))
      expect(said).toContain('گیرنده‌اید: «\u2068گوشی، تماس …\u2069»')
      expect(said).toContain('وضعیت: در راه (\u2068۱ ساعت پیش\u2069)')
      expect(said).toContain('کد رهگیری: \u2066XK4-M7P-2QU\u2069')
      expect(said.match(/کد رهگیری/g)).toHaveLength(5)
      expect(said).not.toContain(phone)
    },
  )

  it('says that it is empty and shows nothing to other conversations', async () => {
    const world = peopled()
    world.links.set('bot-1', 'nobody')
    expect(textOf(await world.say('سفارش‌های من'))).toBe(world.deps.texts.shipments.none)
    expect(textOf(await world.say('سفارش‌های من', 'bot-2'))).toBe(world.deps.texts.shipments.linkFirst)
  })
})

describe("the chatbot's menu and help", () => {
  it('show the menu for a greeting and for «منو» in a sentence', async () => {
    const world = chatbotWorld()
    expect(textOf(await world.say('سلام'))).toBe(world.deps.texts.menu.greeted)
    for (const text of ['منو', 'منوی اصلی رو بیار منو', 'menu'])
      expect(textOf(await world.say(text))).toBe(world.deps.texts.menu.choose)
    expect(textOf(await world.say('سلام، راهنما'))).toBe(world.deps.texts.help.text)
    expect(textOf(await world.say('انصراف'))).toBe(world.deps.texts.menu.choose)
  })

  it.each([
    ['پشتبانی', 'پشتیبانی'],
    ['رهنما', 'راهنما'],
    ['قیمط ارسال', 'قیمت ارسال'],
    ['پیگری', 'پیگیری با کد'],
  ])('suggest for «%s» first «%s»', async (text, caption) => {
    const world = chatbotWorld()
    const reply = await world.say(text)
    expect(textOf(reply)).toBe(world.deps.texts.other.unknown(true))
    expect(captionsOf(reply)[0]).toBe(caption)
    expect(captionsOf(reply).at(-1)).toBe('منوی اصلی')
  })

  it('offer the whole menu for an unknown or empty text', async () => {
    const world = chatbotWorld()
    for (const text of ['ژژژ', 'این خوب است', '', '\u200c', '😀', '؟']) {
      const reply = await world.say(text)
      expect(textOf(reply)).toBe(world.deps.texts.other.unknown(false))
      expect(buttonsOf(reply)).toHaveLength(6)
    }
  })

  it('answer an outdated button and one without data', async () => {
    const world = chatbotWorld()
    const dead: ButtonData[] = [{ skill: 'gone' }, {}, { skill: 'other' }, { skill: 'start' }]
    for (const data of dead) expect(textOf(await world.tap(data))).toBe(world.deps.texts.other.unknownTap)
  })

  it.each(['image', 'file', 'voice', 'video', 'location', 'contact', 'unknown'] as const)(
    'say which kinds of message are accepted after one of kind %s',
    async (content) => {
      const world = chatbotWorld()
      const reply = await world.send(content)
      expect(textOf(reply)).toBe(world.deps.texts.other.notText(content))
      expect(buttonsOf(reply)).toHaveLength(6)
    },
  )
})

describe('the game in the chatbot', () => {
  const cells = ['۱', '۲', '۳', '۴', '۵', '۶', '۷', '۸', '۹']

  it.each(['دوز', 'بازی', 'از نو', 'بیا دوز بازی کنیم', 'XO'])('starts by «%s»', async (text) => {
    const world = chatbotWorld()
    const reply = await world.say(text)
    expect(textOf(reply)).toBe(world.deps.texts.xo.begun('person'))
    expect(captionsOf(reply)).toEqual(cells)
    expect(reply.message?.buttons?.rows).toHaveLength(3)
  })

  it('is played to a draw by taps, and any cell of the full board starts the next', async () => {
    const world = chatbotWorld()
    let reply = await world.say('دوز')
    for (const caption of ['۵', '۹', '۲', '۳', '۴', '۷', '۶', '۸', '۱']) {
      if (captionsOf(reply).includes(caption)) reply = await world.tap(dataOf(reply, caption))
    }
    expect(textOf(reply)).toBe(world.deps.texts.xo.ended.draw)
    expect(captionsOf(reply).filter((caption) => caption === '❌')).toHaveLength(5)
    const next = await world.tap(dataOf(reply, '❌'))
    expect(textOf(next)).toBe(world.deps.texts.xo.begun('bot'))
    expect(captionsOf(next).filter((caption) => caption === '⭕')).toHaveLength(1)
  })

  it('answers a taken cell with a toast alone and an old board with the current one', async () => {
    const world = chatbotWorld()
    const first = await world.say('دوز')
    const second = await world.tap(dataOf(first, '۵'))
    expect(second.toast).toBe(world.deps.texts.done)
    expect(await world.tap(dataOf(second, '❌'))).toEqual({ message: null, toast: world.deps.texts.xo.taken })
    const stale = await world.tap(dataOf(first, '۱'))
    expect(stale.toast).toBe(world.deps.texts.xo.stale)
    expect(captionsOf(stale)).toEqual(captionsOf(second))
  })

  it('continues from the menu and treats a forged cell like it', async () => {
    const world = chatbotWorld()
    const played = await world.tap(dataOf(await world.say('دوز'), '۵'))
    const shown: ButtonData[] = [
      { skill: 'xo' },
      { skill: 'xo', game: 'x', move: '2', cell: '9' },
      { skill: 'xo', cell: '1' },
    ]
    for (const data of shown) expect(captionsOf(await world.tap(data))).toEqual(captionsOf(played))
  })

  it('accepts one of two simultaneous taps and tells the other', async () => {
    const world = chatbotWorld()
    const board = await world.say('دوز')
    const replies = await Promise.all([world.tap(dataOf(board, '۱')), world.tap(dataOf(board, '۵'))])
    expect(replies.map(({ toast }) => toast).sort()).toEqual(
      [world.deps.texts.done, world.deps.texts.xo.overtaken].sort(),
    )
    expect(captionsOf(replies[0])).toEqual(captionsOf(replies[1]))
  })

  it('has one game for each conversation', async () => {
    const world = chatbotWorld()
    const mine = await world.say('دوز', 'bot-1')
    const theirs = await world.tap(dataOf(mine, '۱'), 'bot-2')
    expect(textOf(theirs)).toBe(world.deps.texts.xo.begun('person'))
    expect(captionsOf(await world.tap({ skill: 'xo' }, 'bot-1'))).toEqual(cells)
  })
})
