import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import cities from '#lib/divar/data/cities.json' with { type: 'json' }
import { cityNames, recognise, type ShippingTopic } from './recognise.ts'

type Labelled = [sentence: string, topic: ShippingTopic | null, cities: string[]]

const names = cityNames(cities)
const ask = (text: string) => recognise(text, names)

// Files from this one on were labelled after the rules were last changed. Who changes the rules after reading what these
// get wrong writes new files, and moves this number on.
const heldOutFrom = 18
const folder = new URL('./data/', import.meta.url)
const rounds = readdirSync(folder)
  .filter((file) => /^sentences-\d+\.json$/.test(file))
  .map((file) => ({
    round: Number(/\d+/.exec(file)?.[0]),
    sentences: JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Labelled[],
  }))
const heldOut = rounds.filter(({ round }) => round >= heldOutFrom).flatMap(({ sentences }) => sentences)
const development = rounds.filter(({ round }) => round < heldOutFrom).flatMap(({ sentences }) => sentences)
const everything = [...development, ...heldOut]

function figuresOf(name: string, sentences: Labelled[]) {
  const asked = sentences.filter(([, topic]) => topic !== null)
  const heard = sentences.filter(([sentence]) => ask(sentence) !== null)
  const right = asked.filter(([sentence]) => ask(sentence) !== null)
  const ofTopic = right.filter(([sentence, topic]) => ask(sentence)?.topic === topic)
  const ofCities = right.filter(([sentence, , slugs]) => ask(sentence)?.cities.join() === slugs.join())
  const figures = {
    precision: right.length / heard.length,
    recall: right.length / asked.length,
    topic: ofTopic.length / right.length,
    cities: ofCities.length / right.length,
  }
  const told = Object.entries(figures).map(([key, value]) => `${key} ${value.toFixed(3)}`)
  process.stdout.write(`${name}: ${sentences.length} sentences, ${asked.length} ask; ${told.join(', ')}\n`)
  return figures
}

describe('recognise', () => {
  it('is right on sentences that it was not tuned on', () => {
    const figures = figuresOf('held out', heldOut)
    expect(figures.precision).toBeGreaterThanOrEqual(0.98)
    expect(figures.recall).toBeGreaterThanOrEqual(0.9)
    expect(figures.cities).toBeGreaterThanOrEqual(0.95)
  })

  it('stays right on those it was tuned on', () => {
    const figures = figuresOf('development', development)
    expect(figures.precision).toBeGreaterThanOrEqual(0.99)
    expect(figures.recall).toBeGreaterThanOrEqual(0.94)
    expect(figures.topic).toBeGreaterThanOrEqual(0.95)
  })

  it('has labelled sentences once each, with cities that are Divar’s', () => {
    const known = new Set(cities.map(({ slug }) => slug))
    expect(new Set(everything.map(([sentence]) => sentence)).size).toBe(everything.length)
    for (const [sentence, topic, slugs] of everything) {
      expect(
        slugs.filter((slug) => !known.has(slug) || topic === null),
        sentence,
      ).toEqual([])
    }
  })

  it('hears the same in any spelling of letters, digits and spaces', () => {
    const spellings = [
      (text: string) => text.replace(/ی/g, 'ي').replace(/ک/g, 'ك'),
      (text: string) => text.replace(/[۰-۹]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0x06f0 + 0x0660)),
      (text: string) => text.replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0)),
      (text: string) => text.replace(/\u200c/g, ''),
      (text: string) => text.replace(/(^|[\s\u200c])(ن?می)(?=فرست|کن|ش[هو])/g, '$1$2\u200c'),
      (text: string) => text.replace(/(^|[\s\u200c])(ن?می)(?=فرست|کن|ش[هو])/g, '$1$2 '),
      (text: string) => text.replace(/ /g, '\u00a0 '),
      (text: string) => `\u200f  ${text} \n\n`,
      (text: string) => `سلام!\n${text}\nممنون.`,
    ]
    for (const [sentence] of everything) {
      for (const spell of spellings) expect(ask(spell(sentence)), spell(sentence)).toEqual(ask(sentence))
    }
  })

  it('takes any text', () => {
    const letters = Array.from('سلام ارسال میفرستید؟ پست\u200c\n.،!؟۱٢3 aZ\ud83d\ude00\udc00\u0640\u064b')
    for (let seed = 1; seed <= 300; seed += 1) {
      let state = seed
      const text = Array.from({ length: seed % 120 }, () => {
        state = (state * 48_271) % 0x7fffffff
        return letters[state % letters.length]
      }).join('')
      expect(() => ask(text)).not.toThrow()
    }
    expect(ask('')).toBeNull()
    expect(ask(' \u200c؟؟؟')).toBeNull()
    expect(ask('ش'.repeat(10_000))).toBeNull()
    expect(ask('میفرستید به '.repeat(2_000))).toEqual(ask('میفرستید به '.repeat(2_000)))
  })

  it('names each city once, in order, and none that only is a word', () => {
    expect(ask('از تهران به شیراز ارسال دارید؟ شیراز چند روزه میرسه؟')?.cities).toEqual(['tehran', 'shiraz'])
    expect(ask('نور صفحه خوبه؟ ارسال دارید؟')?.cities).toEqual([])
    expect(ask('به نور ارسال دارید؟')?.cities).toEqual(['nur'])
    expect(ask('به شهر کرد ارسال دارید؟')?.cities).toEqual(['shahrekord'])
    expect(ask('به شهر دیگه ارسال دارید؟')?.cities).toEqual([])
    for (const { display } of cities) expect(ask(`سلام ${display}`), display).toBeNull()
  })
})
