import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import cityList from '#lib/divar/data/cities.json' with { type: 'json' }
import { anyText } from '#lib/kernel/testing-text.ts'
import { heldOut, type Labelled, parseLine, readCorpus } from './corpus.ts'
import { cityNames } from './places.ts'
import { readMessage } from './reading.ts'

const names = cityNames(cityList)
const read = (text: string) => readMessage(text, names)
const corpus = readCorpus()
const unseen = corpus.filter(({ author }) => heldOut.includes(author))

const share = (part: number, all: number) => (all === 0 ? 1 : part / all)

/** Of the messages that are answered so many ask about shipping, and of those that ask so many are answered. */
function measure(set: readonly Labelled[]) {
  const answered = set.filter(({ text }) => read(text).about === 'yes')
  const right = answered.filter(({ topic }) => topic !== null)
  const asking = set.filter(({ topic }) => topic !== null)
  return {
    precision: share(right.length, answered.length),
    recall: share(right.length, asking.length),
    topic: share(right.filter(({ text, topic }) => read(text).topic === topic).length, right.length),
    wrongYes: set.filter(({ text, topic }) => topic === null && read(text).mayConsent).map(({ text }) => text),
  }
}

function show(name: string, set: readonly Labelled[]) {
  const { precision, recall, topic } = measure(set)
  const figures = [precision, recall, topic].map((figure) => figure.toFixed(3))
  process.stdout.write(`${name.padEnd(12)} ${String(set.length).padStart(5)}  ${figures.join('  ')}\n`)
}

const by = (set: readonly Labelled[], key: 'author' | 'kind') =>
  [...Map.groupBy(set, (sentence) => sentence[key])].sort(([one], [other]) => one.localeCompare(other))

describe('readMessage on texts of authors held out of training', () => {
  process.stdout.write('unseen       texts  precision  recall  topic\n')
  for (const [author, set] of by(unseen, 'author')) show(author, set)
  for (const [kind, set] of by(unseen, 'kind')) show(kind, set)
  show('all', unseen)

  it('is right in 98 of 100 answers and finds 89 of 100 questions', () => {
    const { precision, recall, topic } = measure(unseen)
    expect(precision).toBeGreaterThanOrEqual(0.98)
    expect(recall).toBeGreaterThanOrEqual(0.89)
    expect(topic).toBeGreaterThanOrEqual(0.93)
  })

  it('never answers yes to anything else', () => {
    expect(measure(unseen).wrongYes).toEqual([])
  })
})

// Sentences next to the repository, which a clone does not have.
const shared = join(import.meta.dirname, '../../../shared/cases')
if (existsSync(shared)) {
  describe('readMessage on the shared sentences outside of the repository', () => {
    it('reaches the same precision', () => {
      const set = ['questions.txt', 'questions-bare.txt'].flatMap((file) =>
        readFileSync(join(shared, file), 'utf8')
          .split('\n')
          .filter((line) => /^[+-]\|/.test(line))
          .map((line) => parseLine(file, line.replace('|', '|any|'))),
      )
      show('beside', set)
      const { precision, recall, wrongYes } = measure(set)
      expect(precision).toBeGreaterThanOrEqual(0.98)
      expect(recall).toBeGreaterThanOrEqual(0.85)
      expect(wrongYes).toEqual([])
    })
  })
}

describe('readMessage', () => {
  it.each([
    ['ارسال دارید؟', 'possible', []],
    ['میفرستین شیراز؟', 'possible', ['shiraz']],
    ['هزينه پست تا مشهد چقده', 'price', ['mashhad']],
    ['با تیپاکس میشه؟', 'way', []],
    ['کرایه تا کرج', 'price', ['karaj']],
    ['پیک میفرستید؟', 'way', []],
    ['چند روزه میرسه دستم', 'time', []],
    ['من شیرازم، برای تبریز هم ارسال دارید؟', 'possible', ['tabriz', 'shiraz']],
    ['از تهران به مشهد ارسال دارید؟', 'possible', ['mashhad']],
    ['شما کرج هستید؟ ارسال به قم چنده؟', 'price', ['qom']],
    ['mishe befresti shiraz?', 'possible', ['shiraz']],
  ])('recognises «%s»', (text, topic, cities) => {
    expect(read(text)).toMatchObject({ about: 'yes', topic, cities })
  })

  it.each([
    'ارسال پیام',
    'آدرس کانال',
    'عکس بفرستید',
    'شماره کارت بفرستین',
    'آگهی رو پست کردم',
    'شیراز هستید؟',
    'گارانتی ارسال شده',
    'چند روز دیگه میتونم ببینم',
    'نور خوبه؟ بم چطور؟',
    'معاوضه می‌کنید؟ ارسال هم دارید؟',
    'پول رو زدم، کی می‌فرستید؟',
    'اجاره ماهی چنده؟',
    '',
    '؟؟؟',
  ])('does not answer «%s»', (text) => {
    expect(read(text).about).not.toBe('yes')
  })

  it.each([
    ['شیراز', { about: 'no', cities: ['shiraz'], isPiece: true }],
    ['چنده؟', { about: 'no', topic: 'price', isPiece: true }],
    ['ارسال', { about: 'yes', isPiece: true }],
    ['ارسال شیراز', { about: 'yes', cities: ['shiraz'], isPiece: false }],
    ['ارسال؟', { about: 'yes', isPiece: true }],
    ['هزینه ارسال', { about: 'yes', topic: 'price', isPiece: true }],
    ['هزینه ارسال؟', { about: 'yes', topic: 'price', isPiece: false }],
    ['ارسال دارید', { about: 'yes', isPiece: false }],
    ['سلام میفرستید؟', { about: 'yes', isPiece: false }],
    ['سلام', { about: 'no', topic: null, isPiece: false }],
  ])('reads «%s» with its kind and city', (text, expected) => {
    expect(read(text)).toMatchObject(expected)
  })

  it('reads both keyboards, half-spaces and spaces alike', () => {
    const sentence = fc.constantFrom(...unseen.map(({ text }) => text))
    fc.assert(
      fc.property(sentence, fc.infiniteStream(fc.boolean()), (text, stream) => {
        const other = text.replace(/[یکه۰-۹ \u200c]/g, (letter) => (stream.next().value ? flipped(letter) : letter))
        expect(read(other)).toEqual(read(text))
      }),
      { numRuns: 200 },
    )
  })

  it('never throws', () => {
    fc.assert(fc.property(anyText(200), (text) => void read(text)))
  })

  it('finds the question after long unrelated text and none in that text', () => {
    const long = 'این وسیله سالم و تمیز است و در خانه مانده '.repeat(230)
    expect(read(long).about).toBe('no')
    expect(read(`${long}. ارسال به یزد دارید؟`)).toMatchObject({ about: 'yes', cities: ['yazd'] })
    for (const unit of ['ارسال ', 'ا', 'می ', 'با ', 'چند روز ', '؟', '، ', '\u200c', '\u064b', 'بندر ', '۱- '])
      expect(() => read(unit.repeat(10_000 / unit.length))).not.toThrow()
  })

  it('prints its running time', () => {
    const message = 'سلام وقت بخیر، این میز چند سال کار کرده و رنگش چطوره؟ ارسال به شیراز دارید؟ '
    const milliseconds = (length: number) => {
      const text = message.repeat(Math.ceil(length / message.length)).slice(0, length)
      for (let run = 0; run < 100; run++) read(text)
      const start = performance.now()
      for (let run = 0; run < 100; run++) read(text)
      return ((performance.now() - start) / 100).toFixed(3)
    }
    process.stdout.write(`1,000 characters: ${milliseconds(1000)} ms; 10,000: ${milliseconds(10_000)} ms\n`)
  })
})

const pairs = 'یي کك هة 0۰ 1۱ 2۲ 3۳ 4۴ 5۵ 6۶ 7۷ 8۸ 9۹'.split(' ').concat(' \u200c')

function flipped(letter: string): string {
  const pair = pairs.find((each) => each.includes(letter)) ?? letter
  return [...pair].find((each) => each !== letter) ?? letter
}
