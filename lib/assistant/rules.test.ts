import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addSeconds } from '#lib/kernel/clock.ts'
import type { Reading } from '#lib/language/reading.ts'
import type { AskedTopic, Assistant, ConversationState } from './assistant.ts'
import { afterMessage, mayAnswer, nothingOpen, pieceSeconds, sellerFirstSeconds } from './rules.ts'

const now = new Date('2026-11-22T09:00:00Z')
const at = (seconds: number) => addSeconds(now, seconds)
const longAgo = at(-3_600)

const assistant: Assistant = {
  id: 'a',
  divarUserId: 'seller',
  postToken: 'post-1',
  grantId: 'grant',
  state: 'on',
  reason: null,
  wording: null,
  quietFrom: 0,
  quietTo: 0,
  dailyCap: 50,
  turnedOnAt: longAgo,
  watchedSince: longAgo,
  subscribedUntil: at(3_600),
  subscribedWith: longAgo,
  renewAt: at(3_000),
  failures: 0,
  lastFailure: null,
  inboxUntil: null,
  messagesRead: 0,
  answered: 0,
  booked: 0,
  createdAt: longAgo,
  updatedAt: longAgo,
}
/** Long known: the seller has had their time. */
const known: ConversationState = {
  assistantId: 'a',
  conversationId: 'c',
  postToken: 'post-1',
  firstSeenAt: longAgo,
  lastEventAt: longAgo,
  ...nothingOpen,
  sellerWroteAt: null,
  answeredAt: null,
  bookedAt: null,
}
const fresh: ConversationState = { ...known, firstSeenAt: now }

const said = (about: Reading['about'], topic: AskedTopic | null = null, ...cities: string[]): Reading => ({
  about,
  topic,
  cities,
  isPiece: false,
  mayConsent: about === 'yes' && topic === 'possible',
})
const piece = (...reading: Parameters<typeof said>): Reading => ({ ...said(...reading), isPiece: true })

const words = {
  ارسال: piece('yes', 'possible'),
  شیراز: piece('no', null, 'shiraz'),
  اصفهان: piece('no', null, 'isfahan'),
  هزینه: piece('no', 'price'),
  چنده: piece('no', 'price'),
  چندروزه: piece('no', 'time'),
  سلام: said('no'),
  'ارسال دارید؟': said('yes', 'possible'),
  'ارسالم می‌کنید؟': { ...said('yes', 'possible'), mayConsent: false },
  'با تیپاکس میشه؟': said('yes', 'way'),
  'ارسال شیراز؟': piece('yes', 'possible', 'shiraz'),
  'برادرم اصفهان است': said('no', null, 'isfahan'),
  'شرایط ارسال': said('perhaps'),
  'تا شیراز هم؟': said('perhaps', null, 'shiraz'),
} as const
type Word = keyof typeof words | 'seller'

/** What is known after these, each so many seconds from now. */
const heard = (talk: ConversationState, ...all: (readonly [Word, number])[]): ConversationState =>
  all.reduce(
    (before, [word, seconds]) =>
      afterMessage(assistant, before, {
        side: word === 'seller' ? 'SUPPLY' : 'DEMAND',
        reading: word === 'seller' ? null : words[word],
        now: at(seconds),
      }),
    talk,
  )

const seconds = (date: Date | null) => date && (date.getTime() - now.getTime()) / 1000
const waits = (talk: ConversationState) => [talk.askedTopic, talk.askedCity, seconds(talk.answerDueAt)]
const pieces = (talk: ConversationState) => [talk.pieceTopic, talk.pieceCity]
const none = [null, null, null]

describe('a question in several messages', () => {
  it.each<[string, [Word, number][], (string | number | null)[]]>([
    ['a whole one waits for nothing', [['ارسال دارید؟', 0]], ['possible', null, 0]],
    ['one with its city neither', [['ارسال شیراز؟', 0]], ['possible', 'shiraz', 0]],
    ['one that may ask for more is told the way', [['ارسالم می‌کنید؟', 0]], ['way', null, 0]],
    ['alone waits a minute', [['ارسال', 0]], ['possible', null, 60]],
    [
      'again waits no longer',
      [
        ['ارسال', 0],
        ['ارسال', 50],
      ],
      ['possible', null, 60],
    ],
    [
      'with its city after it',
      [
        ['ارسال', 0],
        ['شیراز', 59],
      ],
      ['possible', 'shiraz', 59],
    ],
    [
      'with its city before it',
      [
        ['شیراز', 0],
        ['ارسال', 59],
      ],
      ['possible', 'shiraz', 59],
    ],
    [
      'with a greeting between',
      [
        ['ارسال', 0],
        ['سلام', 5],
        ['شیراز', 9],
      ],
      ['possible', 'shiraz', 9],
    ],
    [
      'with its price before it',
      [
        ['هزینه', 0],
        ['ارسال', 5],
        ['شیراز', 9],
      ],
      ['price', 'shiraz', 9],
    ],
    [
      'with its price after it',
      [
        ['ارسال', 0],
        ['چنده', 5],
      ],
      ['price', null, 60],
    ],
    [
      'with its time',
      [
        ['چندروزه', 0],
        ['ارسال', 5],
      ],
      ['time', null, 65],
    ],
    [
      'a whole one while it waits',
      [
        ['ارسال', 0],
        ['با تیپاکس میشه؟', 9],
      ],
      ['way', null, 9],
    ],
    [
      'the last city counts',
      [
        ['شیراز', 0],
        ['اصفهان', 1],
        ['ارسال', 2],
      ],
      ['possible', 'isfahan', 2],
    ],
    [
      'a minute later the city is forgotten',
      [
        ['شیراز', 0],
        ['ارسال', 60],
      ],
      ['possible', null, 120],
    ],
    [
      'each piece for its own minute',
      [
        ['هزینه', 0],
        ['شیراز', 50],
        ['ارسال', 70],
      ],
      ['possible', 'shiraz', 70],
    ],
    [
      'a price that is told again is fresh',
      [
        ['هزینه', 0],
        ['چنده', 50],
        ['ارسال', 70],
      ],
      ['price', null, 130],
    ],
    [
      'the less telling keeps nothing longer',
      [
        ['هزینه', 0],
        ['چندروزه', 50],
        ['ارسال', 70],
      ],
      ['possible', null, 130],
    ],
    [
      'a city while it still waits past its minute',
      [
        ['ارسال', 0],
        ['شیراز', 65],
      ],
      ['possible', 'shiraz', 60],
    ],
    [
      'a city in passing, where none is known',
      [
        ['ارسال', 0],
        ['برادرم اصفهان است', 5],
      ],
      ['possible', 'isfahan', 5],
    ],
    [
      'but not in place of the one asked about',
      [
        ['ارسال شیراز؟', 0],
        ['برادرم اصفهان است', 5],
      ],
      ['possible', 'shiraz', 0],
    ],
    [
      'an unsure city',
      [
        ['ارسال', 0],
        ['تا شیراز هم؟', 5],
      ],
      ['possible', 'shiraz', 5],
    ],
    [
      'pieces alone ask nothing',
      [
        ['هزینه', 0],
        ['شیراز', 1],
        ['چنده', 2],
      ],
      none,
    ],
    [
      'the seller between',
      [
        ['ارسال', 0],
        ['seller', 1],
        ['شیراز', 2],
      ],
      none,
    ],
    [
      'the seller first',
      [
        ['شیراز', 0],
        ['seller', 1],
        ['ارسال', 2],
      ],
      none,
    ],
  ])('waits as long as it should: %s', (_, all, expected) => {
    expect(waits(heard(known, ...all))).toEqual(expected)
  })

  it("joins during the seller's five minutes without shortening them", () => {
    expect(waits(heard(fresh, ['ارسال', 0], ['شیراز', 10]))).toEqual(['possible', 'shiraz', sellerFirstSeconds])
    expect(waits(heard(fresh, ['ارسال', 0], ['شیراز', 200]))).toEqual(['possible', 'shiraz', sellerFirstSeconds])
    expect(waits(heard(fresh, ['ارسال', 270]))).toEqual(['possible', null, 330])
    expect(waits(heard(fresh, ['ارسال', 270], ['شیراز', 280]))).toEqual(['possible', 'shiraz', 300])
  })

  it('keeps no parts once it waits, is overtaken, or was answered', () => {
    expect(pieces(heard(known, ['شیراز', 0], ['هزینه', 1]))).toEqual(['price', 'shiraz'])
    expect(pieces(heard(known, ['شیراز', 0], ['ارسال', 1]))).toEqual([null, null])
    expect(pieces(heard(known, ['شیراز', 0], ['seller', 1], ['هزینه', 2]))).toEqual([null, null])
    expect(pieces(heard(known, ['هزینه', 0], ['شیراز', pieceSeconds]))).toEqual([null, 'shiraz'])
    const answered = heard({ ...known, answeredAt: now }, ['شیراز', 1], ['ارسال', 2], ['شرایط ارسال', 3])
    expect([waits(answered), pieces(answered), answered.perhapsAt]).toEqual([none, [null, null], null])
  })

  it('is marked when uncertain until the seller writes', () => {
    expect(heard(known, ['شرایط ارسال', 5]).perhapsAt).toEqual(at(5))
    expect(waits(heard(known, ['شرایط ارسال', 5]))).toEqual(none)
    expect(heard(known, ['شرایط ارسال', 5], ['سلام', 6]).perhapsAt).toEqual(at(5))
    expect(heard(known, ['شرایط ارسال', 5], ['seller', 6]).perhapsAt).toBeNull()
    expect(heard(known, ['seller', 5], ['شرایط ارسال', 6]).perhapsAt).toBeNull()
  })

  it('is ignored while the assistant is off and from an unknown side', () => {
    const deaf = { ...assistant, watchedSince: null }
    expect(waits(afterMessage(deaf, known, { side: 'DEMAND', reading: words.ارسال, now }))).toEqual(none)
    expect(waits(afterMessage(assistant, known, { side: null, reading: null, now }))).toEqual(none)
  })

  it('has the same question, city and most specific topic in any order while it waits', () => {
    const some = fc.shuffledSubarray(['هزینه', 'چندروزه', 'سلام', 'شرایط ارسال', 'شیراز'] as const)
    const gaps = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 6, maxLength: 6 })
    fc.assert(
      fc.property(some, fc.nat({ max: 5 }), gaps, fc.constantFrom(known, fresh), (others, place, times, talk) => {
        const all: Word[] = [...others]
        all.splice(Math.min(place, all.length), 0, 'ارسال')
        const since = (index: number) => times.slice(0, index + 1).reduce((sum, gap) => sum + gap, 0)
        const told = all.map((word, index): [Word, number] => [word, since(index)])
        const end = heard(talk, ...told)
        const has = (word: Word) => all.includes(word)
        expect(end.askedCity).toBe(has('شیراز') ? 'shiraz' : null)
        expect(end.askedTopic).toBe(has('هزینه') ? 'price' : has('چندروزه') ? 'time' : 'possible')
        const asksAt = told.find(([word]) => word === 'ارسال')?.[1] ?? 0
        const cityAt = told.find(([word]) => word === 'شیراز')?.[1]
        const whole = cityAt === undefined ? asksAt + pieceSeconds : Math.max(asksAt, cityAt)
        const firstSeen = talk === fresh ? sellerFirstSeconds : 0
        expect(seconds(end.answerDueAt)).toBe(Math.max(firstSeen, whole))
        expect(pieces(end)).toEqual([null, null])
      }),
    )
  })

  it('keeps no part beyond its minute and asks nothing without a question', () => {
    const word = fc.constantFrom<Word>(...(Object.keys(words) as Word[]), 'seller')
    const telling = fc.array(fc.tuple(word, fc.integer({ min: 0, max: 90 })), { maxLength: 20 })
    fc.assert(
      fc.property(telling, fc.constantFrom(known, fresh), (all, start) => {
        let [talk, clock, asked] = [start, 0, false]
        for (const [one, gap] of all) {
          clock += gap
          talk = heard(talk, [one, clock])
          asked ||= one !== 'seller' && words[one].about === 'yes'
          for (const moment of [talk.pieceTopicAt, talk.pieceCityAt])
            if (moment) expect(seconds(moment)).toBeGreaterThan(clock - pieceSeconds)
          expect(talk.pieceTopic === null).toBe(talk.pieceTopicAt === null)
          expect(talk.pieceCity === null).toBe(talk.pieceCityAt === null)
          if (!asked) expect(waits(talk)).toEqual(none)
          if (one === 'seller') expect(talk).toMatchObject(nothingOpen)
          expect(talk.askedTopic === null).toBe(talk.answerDueAt === null)
        }
      }),
    )
  })
})

describe('the decision whether to answer', () => {
  const waiting: ConversationState = { ...known, askedTopic: 'possible', answerDueAt: now }
  const may = (change: Partial<Parameters<typeof mayAnswer>[0]> = {}) =>
    mayAnswer({ assistant, talk: waiting, postIsOn: true, isShipped: true, answeredToday: 0, now, ...change })

  const soon = { ...waiting, answerDueAt: at(1) }
  // Noon and half an hour in Tehran.
  const quiet = { ...assistant, quietFrom: 12 * 60, quietTo: 13 * 60 }
  const since = (seconds: number) => ({ ...assistant, watchedSince: at(seconds) })
  const unheard = { kind: 'wait', until: at(sellerFirstSeconds) }

  it.each<[string, Partial<Parameters<typeof mayAnswer>[0]>, object]>([
    ['yes', {}, { kind: 'answer' }],
    ['not where nothing is shipped', { isShipped: false }, { kind: 'no', reason: 'not_shipped' }],
    ['not where the post is off', { postIsOn: false }, { kind: 'no', reason: 'off' }],
    ['not where nobody asked', { talk: known }, { kind: 'no', reason: 'not_asked' }],
    ['not twice', { talk: { ...waiting, answeredAt: now } }, { kind: 'no', reason: 'answered' }],
    ['not after the seller', { talk: { ...waiting, sellerWroteAt: now } }, { kind: 'no', reason: 'seller' }],
    ['not above the cap', { answeredToday: 50 }, { kind: 'no', reason: 'cap' }],
    ['not yet', { talk: { ...waiting, answerDueAt: at(1) } }, { kind: 'wait', until: at(1) }],
    ['not while turned off', { assistant: { ...assistant, state: 'off' } }, { kind: 'no', reason: 'off' }],
    ['up to the cap', { answeredToday: 49 }, { kind: 'answer' }],
    ['not in quiet hours', { assistant: quiet }, { kind: 'no', reason: 'quiet' }],
    ['not yet, rather than never for the hour', { assistant: quiet, talk: soon }, { kind: 'wait', until: at(1) }],
    ['as soon as it has listened for five minutes', { assistant: since(-300) }, { kind: 'answer' }],
    ['not before', { assistant: since(-299) }, { kind: 'wait', until: at(1) }],
    [
      'not sooner for a question that waits less',
      { assistant: since(-200), talk: soon },
      { kind: 'wait', until: at(100) },
    ],
    ['not while nobody listens', { assistant: { ...assistant, watchedSince: null } }, unheard],
    ['not without a subscription', { assistant: { ...assistant, subscribedUntil: null } }, unheard],
    ['not from its end on', { assistant: { ...assistant, subscribedUntil: now } }, unheard],
    ['but until then', { assistant: { ...assistant, subscribedUntil: at(0.001) } }, { kind: 'answer' }],
  ])('is right: %s', (_, change, expected) => {
    expect(may(change)).toEqual(expected)
  })
})
