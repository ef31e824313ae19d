import { describe, expect, it } from 'vitest'
import { touchPoints } from '#lib/chatbot/index.ts'
import { sides } from '#lib/kernel/side.ts'
import { peyk } from '#lib/peyk.ts'
import {
  faultCodes,
  forbiddenGoods,
  parcelSizes,
  payers,
  quotePartCodes,
  services,
  shipmentStates,
  unavailableReasons,
  warningCodes,
} from '#lib/shipping/index.ts'
import { actionTexts, buttonCaptions } from './chat-texts.ts'
import { chatbotTexts } from './chatbot-texts.ts'
import { eraseFaults, erasureSentence, understood, whatStays, whatThereIs } from './erase-texts.ts'
import { faultSentences, faultTexts } from './faults.ts'
import * as labels from './labels.ts'
import { assistantProblems, chatbotProblems } from './own-problems.ts'
import { type Problem, problems, withoutWay } from './problems.ts'

/** Every text of the app by its key. */
const texts: [string, string][] = [
  ...Object.entries(faultTexts),
  ...problemTexts('', problems),
  ...problemTexts('assistant ', assistantProblems),
  ...problemTexts('chatbot ', chatbotProblems),
  ...Object.values(labels).flatMap((table) => (typeof table === 'object' ? flat(table) : [])),
  ...Object.entries({ ...buttonCaptions, ...actionTexts }),
  ...Object.entries(eraseFaults),
  ...[...whatStays, ...whatThereIs({ drafts: 1, addresses: 12, problems: 3, isProved: true, isRemembered: true })].map(
    (text): [string, string] => [text, text],
  ),
  ...(['over', 'goes_on', 'cancelled'] as const).flatMap((meaning) => [
    ...shipmentStates.flatMap((state) =>
      sides.map((side): [string, string] => [
        `${meaning} ${state} ${side}`,
        erasureSentence(meaning, state, side, null),
      ]),
    ),
    [`understood ${meaning}`, understood([meaning])] as [string, string],
  ]),
  ['understood both', understood(['cancelled', 'goes_on'])],
  ...flat(chatbotTexts),
  ...chatbotSentences(),
]

function problemTexts(where: string, table: Record<string, Problem>): [string, string][] {
  return Object.entries(table).flatMap(([code, { title, sentence, button }]): [string, string][] => [
    [`${where}${code} title`, title],
    [`${where}${code} sentence`, sentence],
    [`${where}${code} button`, button.label],
  ])
}

/** What the chatbot says with something in it; its tracking codes are Latin and stand in its own test. */
function chatbotSentences(): [string, string][] {
  const { start, price, support, track, xo, other } = chatbotTexts
  const way = { from: 'تهران', to: 'شیراز' }
  const offers = {
    offers: services.map((service) => ({ service, min: 81_000, max: 117_000, deliveryTime: 'تا فردا' })),
  }
  return [
    ...[null, ...touchPoints].map((point) => [`start ${point}`, start.greeting(point)]),
    ...[way, { ...way, from: null }, { ...way, to: null }, { from: null, to: null }].map((ends) => [
      `price of ${JSON.stringify(ends)}`,
      price.askCities(ends),
    ]),
    ['price size', price.askSize(way)],
    ...parcelSizes.flatMap((size) => [
      [`price ${size}`, price.offers({ ...way, size }, { ...offers, sample: size === 'small' })],
      [`no price ${size}`, price.nobody({ from: 'قم', to: 'قم', size })],
    ]),
    ['support ask', support.ask(2_000)],
    ['support too long', support.tooLong(2_001, 2_000)],
    ...[0, 45, 61, 7_200].flatMap((seconds) => [
      [`support stopped ${seconds}`, support.stopped(seconds)],
      [`track stopped ${seconds}`, track.stopped(seconds)],
    ]),
    ...(['person', 'bot'] as const).map((player) => [`xo ${player}`, xo.begun(player)]),
    ...[true, false].map((near) => [`unknown ${near}`, other.unknown(near)]),
    ...(['image', 'file', 'voice', 'video', 'location', 'contact', 'unknown'] as const).map((kind) => [
      `not text ${kind}`,
      other.notText(kind),
    ]),
  ].map(([name = '', text = '']) => [name, text])
}

function flat(table: object): [string, string][] {
  return Object.entries(table)
    .filter(([, value]) => typeof value !== 'function')
    .flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : flat(value)))
}

describe('Persian texts', () => {
  it.each(texts)('use Persian letters and spacing only in %s', (_, text) => {
    expect(text).not.toMatch(/[a-z0-9يكى٠-٩]/i)
    expect(text).not.toMatch(/ {2}|^\s|\s$|\u200c\u200c|\u200c[ .،]|[ ]\u200c|[ ][.،؛؟]/)
    expect(text.length).toBeGreaterThan(1)
  })

  it.each(texts)('have half-spaces in %s', (_, text) => {
    expect(text).not.toMatch(/(^|[ «])ن?می /)
    expect(text).not.toMatch(/ (ها|های|هایی|تر|ترین|ام|اید|اند)([ .،:؛]|$)/)
  })

  it('exist for every code and for nothing else', () => {
    const keys = (table: object) => Object.keys(table).sort()
    const sorted = (codes: readonly string[]) => [...codes].sort()
    expect(keys(faultTexts)).toEqual(sorted([...faultCodes, ...warningCodes]))
    expect(keys(problems)).toEqual(sorted(peyk.errorCodes))
    expect(keys(labels.parcelSizeLabels)).toEqual(sorted(parcelSizes))
    expect(keys(labels.serviceLabels)).toEqual(sorted(services))
    expect(keys(labels.payerLabels)).toEqual(sorted(payers))
    expect(keys(labels.stateLabels)).toEqual(sorted(shipmentStates))
    expect(keys(labels.sideLabels)).toEqual(sorted(sides))
    expect(keys(labels.quotePartLabels)).toEqual(sorted(quotePartCodes))
    expect(keys(labels.unavailableLabels)).toEqual(sorted(unavailableReasons))
    expect(keys(labels.forbiddenGoodLabels)).toEqual(sorted(forbiddenGoods))
  })

  it('end every sentence of a problem with a full stop', () => {
    for (const table of [problems, assistantProblems, chatbotProblems]) {
      for (const { sentence } of Object.values(table)) expect(sentence).toMatch(/\.$/)
    }
    for (const sentence of Object.values(faultTexts)) expect(sentence).toMatch(/\.$/)
  })

  it('say what to do by the one button of a dead end, also where nothing but the way back to Divar is left', () => {
    for (const problem of Object.values(problems)) {
      const { sentence, button } = withoutWay(problem)
      expect(button.kind).toBe('back_to_divar')
      expect(sentence).toMatch(/^[^.]+\. کمی بعد به چت برگردید و پیک را دوباره از همان‌جا باز کنید\.$/)
      expect(problem.sentence.startsWith(sentence.split('. ')[0] ?? ' ')).toBe(true)
    }
  })

  it('have captions that fit a button in the chat', () => {
    for (const caption of Object.values(buttonCaptions)) expect(caption.length).toBeLessThanOrEqual(25)
  })
})

describe('faultSentences', () => {
  it('returns a sentence for each field', () => {
    expect(faultSentences({ city: 'city_required' })).toEqual({ city: 'شهر را انتخاب کنید.' })
  })
})

describe('labels', () => {
  it.each([
    [500, '۵۰۰ گرم'],
    [1_000, '۱ کیلوگرم'],
    [1_500, '۱٫۵ کیلوگرم'],
    [30_000, '۳۰ کیلوگرم'],
  ])('format %i grams', (grams, text) => {
    expect(labels.formatWeight(grams)).toBe(text)
    expect(labels.formatWeightUpTo(grams)).toBe(`تا ${text}`)
  })

  it('format the sides of a parcel', () => {
    expect(labels.formatSides([35, 25, 18])).toBe('۳۵ × ۲۵ × ۱۸ سانتی‌متر')
  })
})
