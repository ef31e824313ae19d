import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyText } from '#lib/kernel/testing-text.ts'
import { newTrackingCode, parcelSizes, shipmentStates } from '#lib/shipping/index.ts'
import type { BotInput, OtherContent } from './index.ts'
import type { Skill } from './skill.ts'
import { skills } from './skills/index.ts'
import { buttonsOf, chatbotWorld, dataOf, refusal, sampleCities, textOf } from './testing.ts'
import { say } from './turn.ts'

const kinds: OtherContent[] = ['image', 'file', 'voice', 'video', 'location', 'contact', 'unknown']

const phrases = [
  ...skills.flatMap(({ words }) => words),
  ...sampleCities.map(({ display }) => display),
  ...['از', 'به', 'تا', 'قیمت', 'کوچک', 'بزرگ', 'بازی', '/start', 'CHAT', 'XK4M7P2QU', 'سلام', '۰۹۱۲۳۴۵۶۷۸۹'],
]

const texts = fc.oneof(
  anyText(60),
  fc.array(fc.oneof(fc.constantFrom(...phrases), anyText(5)), { maxLength: 8 }).map((words) => words.join(' ')),
  fc.integer({ min: 1_900, max: 3_000 }).map((length) => 'آ'.repeat(length)),
)

const data = fc.dictionary(
  fc.constantFrom('skill', 'game', 'move', 'cell', 'from', 'to', 'size', 'cancel', 'other'),
  fc.oneof(
    fc.constantFrom(...skills.map(({ name }) => name), 'menu', 'tehran', 'shiraz', 'small', '0', '4', 'yes'),
    anyText(12),
  ),
  { noNullPrototype: true },
)

const inputs: fc.Arbitrary<BotInput> = fc.oneof(
  { weight: 4, arbitrary: texts.map((text) => ({ kind: 'text', text }) as const) },
  { weight: 3, arbitrary: data.map((hints) => ({ kind: 'tap', data: hints }) as const) },
  { weight: 1, arbitrary: fc.constantFrom(...kinds).map((content) => ({ kind: 'other', content }) as const) },
)

/** Half the worlds are of somebody who linked the conversation, with shipments in every state. */
function peopledWorld(linked: boolean) {
  const world = chatbotWorld()
  const all = shipmentStates.map((state, index) => ({
    trackingCode: newTrackingCode(),
    itemTitle: index % 3 === 0 ? null : `گوشی\u202e A52 علي ۰۹۱۲ ۳۴۵ ۶۷۸۹ ${'دراز '.repeat(40)}`,
    state,
    updatedAt: world.clock(),
    role: index % 2 === 0 ? ('sender' as const) : ('receiver' as const),
  }))
  world.shipments.set('user', all)
  for (const { trackingCode, state } of all) world.byCode.set(trackingCode, { state, city: 'شیراز' })
  world.byCode.set('XK4M7P2QU', { state: 'picked_up', city: null })
  if (linked) world.links.set('bot-1', 'user')
  return world
}

const opens = (text: string) => [...text].filter((mark) => /[\u2066-\u2068]/.test(mark)).length
const closes = (text: string) => [...text].filter((mark) => mark === '\u2069').length

describe('answerTurn', () => {
  it('always returns a message that Divar accepts, with isolates closed and Persian digits', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(inputs, { minLength: 1, maxLength: 6 }), fc.boolean(), async (turns, linked) => {
        const world = peopledWorld(linked)
        for (const input of turns) {
          const reply = await world.turn(input)
          expect(refusal(reply)).toBeNull()
          expect(reply.toast !== null).toBe(input.kind === 'tap')
          if (input.kind !== 'tap') expect(reply.message).not.toBeNull()
          const text = textOf(reply)
          expect(opens(text)).toBe(closes(text))
          expect(text.replace(/\u2066[^\u2069]*\u2069/g, '').replaceAll('A52', '')).not.toMatch(
            /[0-9٠-٩يك\u202a-\u202e]/,
          )
          expect(text.length).toBeLessThanOrEqual(3_000)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('never repeats typed text', async () => {
    const secret = 'صندوقچه'
    await fc.assert(
      fc.asyncProperty(fc.array(texts, { minLength: 1, maxLength: 4 }), async (typed) => {
        const world = peopledWorld(true)
        for (const text of typed) expect(JSON.stringify(await world.say(`${text} ${secret}`))).not.toContain(secret)
      }),
      { numRuns: 100 },
    )
  })

  it('stores words and no text of what it waits for', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(inputs, { minLength: 1, maxLength: 6 }), async (turns) => {
        const world = peopledWorld(true)
        for (const input of turns) {
          await world.turn(input)
          const word = world.topics.get('bot-1')?.word ?? 'none'
          expect(word).toMatch(/^[a-z][a-z.-]*$/)
          expect(word.length).toBeLessThanOrEqual(160)
        }
      }),
      { numRuns: 100 },
    )
  })

  it('answers every button of every answer', async () => {
    const world = peopledWorld(true)
    const seen = new Set<string>()
    const waiting = [await world.say('/start')]
    for (let reply = waiting.pop(); reply; reply = waiting.pop()) {
      for (const { action, caption } of buttonsOf(reply)) {
        if (!('get_dynamic_action' in action) || seen.has(caption)) continue
        seen.add(caption)
        const next = await world.tap(action.get_dynamic_action.data)
        expect(textOf(next), caption).not.toBe(world.deps.texts.other.unknownTap)
        waiting.push(next)
      }
    }
    const captions = skills.flatMap(({ entry }) => (entry ? [entry.caption(world.deps.texts)] : []))
    expect([...seen]).toEqual(expect.arrayContaining(captions))
  })

  it('has a skill for each typed caption of the menu, and all fit the menu', async () => {
    const entries = skills.filter(({ entry }) => entry !== null)
    expect(entries.length).toBeLessThanOrEqual(9)
    for (const { name, entry } of entries) {
      const tapped = await peopledWorld(true).tap({ skill: name })
      const typed = await peopledWorld(true).say(entry?.caption(chatbotWorld().deps.texts) ?? '')
      expect(textOf(typed).split('\n')[0], name).toBe(textOf(tapped).split('\n')[0])
    }
  })

  it('names its skills so that a topic can hold them', () => {
    const all = skills.map(({ name }) => name)
    for (const name of all) expect(name).toMatch(/^[a-z]+$/)
    expect(new Set(all).size).toBe(all.length)
  })

  it("forgets the open question after an hour by the message's own time", async () => {
    const world = chatbotWorld()
    await world.say('پشتیبانی')
    const sent = world.clock()
    world.clock.advance(61 * 60)
    await world.say('بسته‌ام هنوز نرسیده است')
    expect(world.requests).toEqual([])
    await world.say('پشتیبانی')
    expect(sent < world.clock()).toBe(true)
    world.clock.advance(59 * 60)
    await world.say('بسته‌ام هنوز نرسیده است')
    expect(world.requests).toHaveLength(1)
  })
})

describe('a new chatbot skill', () => {
  const weather: Skill<{ warm: boolean }> = {
    name: 'weather',
    words: ['هوا'],
    entry: { icon: 'SUNNY', caption: () => 'هوا' },
    matches: (heard) =>
      (heard.kind === 'text' && heard.words.includes('هوا')) || (heard.kind === 'tap' && heard.data.skill === 'weather')
        ? { warm: true }
        : null,
    answer: async (_deps, _turn, { warm }) => say(warm ? 'آفتابی است.' : 'سرد است.'),
  }

  it('needs one more entry of the list to answer, stand in the menu and be suggested', async () => {
    const world = chatbotWorld({ skills: [...skills, weather] })
    expect(textOf(await world.say('هوا چطور است؟'))).toBe('آفتابی است.')
    expect(textOf(await world.tap(dataOf(await world.say('منو'), 'هوا')))).toBe('آفتابی است.')
    expect(buttonsOf(await world.say('هواا')).map(({ caption }) => caption)).toContain('هوا')
    expect(textOf(await chatbotWorld().say('هوا چطور است؟'))).not.toBe('آفتابی است.')
  })
})

it('the chatbot knows every parcel size', async () => {
  const reply = await chatbotWorld().say('قیمت از تهران به شیراز')
  const asked = buttonsOf(reply).flatMap(({ action }) =>
    'get_dynamic_action' in action ? [action.get_dynamic_action.data.size] : [],
  )
  expect(asked.filter(Boolean)).toEqual([...parcelSizes])
})
