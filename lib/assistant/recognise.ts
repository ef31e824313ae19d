import { searchKey } from '#lib/kernel/text.ts'
import { type CityNames, citiesIn } from './city-names.ts'
import { type Kind, kindsOf } from './recognise-words.ts'

export { type CityNames, cityNames } from './city-names.ts'

export type ShippingTopic = 'price' | 'possible' | 'time' | 'way'

/** `cities`: Divar's slugs of the cities named, in order, each once. */
export type ShippingQuestion = { cities: string[]; topic: ShippingTopic }

type Clause = { words: string[]; kinds: ReadonlySet<Kind>[]; cities: { slug: string; start: number }[]; asks: boolean }

const longestText = 10_000
const longestWord = 24
const mostClauses = 400
// What is worth most to know is told first.
const topics: ShippingTopic[] = ['price', 'time', 'way', 'possible']

/** Null: not (surely) a question about shipping. */
export function recognise(text: string, cities: CityNames): ShippingQuestion | null {
  const clauses = clausesOf(text.slice(0, longestText), cities)
  const asked = clauses.map(topicOf).filter((topic) => topic !== null)
  const topic = topics.find((one) => asked.includes(one))
  if (topic === undefined) return null
  return { topic, cities: [...new Set(clauses.flatMap((clause) => clause.cities.map(({ slug }) => slug)))] }
}

function clausesOf(text: string, cities: CityNames): Clause[] {
  const clauses: Clause[] = []
  for (const [whole, body = ''] of text.matchAll(/([^.!?؟\n\r؛…]+)[.!?؟\n\r؛…]*/g)) {
    if (clauses.length === mostClauses) break
    const words = wordsOf(body)
    if (words.length === 0) continue
    const kinds = words.map(kindsOf)
    const isNear = (index: number) =>
      ['send', 'noun', 'carrier'].some((kind) => kinds[index]?.has(kind as Kind) ?? false)
    clauses.push({ words, kinds, cities: citiesIn(words, cities, isNear), asks: /[?؟]/.test(whole) })
  }
  return clauses
}

const prefixes = new Set(['می', 'نمی', 'چه'])

function wordsOf(text: string): string[] {
  const words: string[] = []
  let prefix = ''
  for (const [found] of searchKey(text).matchAll(/[\p{L}\p{N}]+/gu)) {
    const word = prefix + found.replace(/(\p{L})\1{2,}/gu, '$1').slice(0, longestWord)
    prefix = prefixes.has(word) ? word : ''
    if (prefix === '' && word !== 'ی') words.push(word)
  }
  return words
}

function topicOf({ words, kinds, cities, asks }: Clause): ShippingTopic | null {
  const has = (kind: Kind) => kinds.some((one) => one.has(kind))
  const at = (kind: Kind, index: number) => kinds[index]?.has(kind) ?? false
  const near = (one: Kind, other: Kind, before: number, after: number) =>
    kinds.some((kind, index) => {
      if (!kind.has(one)) return false
      for (let there = index - before; there <= index + after; there += 1) {
        if (there !== index && at(other, there)) return true
      }
      return false
    })
  if (has('unwanted') || has('done')) return null
  const place = cities.length > 0 || has('place')
  const question = asks || has('how') || has('much') || has('when') || has('may')
  // «عکس بفرستید», «ارسال پیام», «پست مدیریت»
  const otherThing = near('send', 'thing', 4, 2) || near('noun', 'thing', 3, 2) || near('post', 'thing', 3, 2)
  const goods = has('noun') || has('carrier') || has('post')
  if (otherThing && !has('carrier') && !has('price')) return null

  const way = has('carrier') || has('how')
  const subject = has('noun') || has('carrier') || has('post') || (has('send') && place)
  // «هزینه پست تا مشهد چقده», «کرایه تا کرج», «ارسالش چنده»
  if (has('rent')) return null
  if (has('fare') && (cities.length > 0 || near('fare', 'vehicle', 1, 2))) return 'price'
  if (has('price') && (goods || (has('send') && question)) && (question || (place && !has('self')))) return 'price'
  if (subject && has('much') && !otherThing) return has('duration') ? 'time' : 'price'
  // «چند روزه میرسه دستم»
  if (has('arrive') && (has('duration') || (has('when') && (has('hand') || place)))) return 'time'
  if (
    subject &&
    !otherThing &&
    (has('duration') || has('when')) &&
    (has('send') || has('do') || has('arrive') || asks)
  ) {
    return 'time'
  }
  if (otherThing) return null
  if (has('carrier') && (has('send') || has('do') || (near('carrier', 'by', 1, 0) && has('may')))) return 'way'
  if (has('send') && (place || goods) && (!has('order') || question)) return way ? 'way' : 'possible'
  if (has('noun') && (has('do') || has('may') || has('how') || asks)) return way ? 'way' : 'possible'
  if (near('post', 'do', 1, 3) || near('post', 'may', 2, 3)) return way ? 'way' : 'possible'
  if (has('inPerson') && has('only') && asks && words.length <= 8) return 'possible'
  if (has('bring') && has('place') && (asks || has('may'))) return 'possible'
  return null
}
