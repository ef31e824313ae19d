import { searchKey } from '#lib/kernel/text.ts'
import { type CityNames, citiesIn } from './city-names.ts'
import { type Kind, kindsOf } from './recognise-words.ts'

export { type CityNames, cityNames } from './city-names.ts'

export type ShippingTopic = 'price' | 'possible' | 'time' | 'way'

/** `cities`: Divar's slugs of the cities named, in order, each once. */
export type ShippingQuestion = { cities: string[]; topic: ShippingTopic }

type Word = { text: string; kinds: Set<Kind> }
type Clause = { words: Word[]; all: Set<Kind>; cities: { slug: string; start: number; end: number }[]; asks: boolean }

const longestText = 10_000
const longestWord = 24
// What is worth most to know is told first.
const topics: ShippingTopic[] = ['price', 'time', 'way', 'possible']

/**
 * Whether `text` (at most 10,000 characters are read) asks about shipping: each sentence by itself, by what its words can
 * mean and which stand together. Null: not, or not surely; an answer to what nobody asked costs more than none.
 */
export function recognise(text: string, cities: CityNames): ShippingQuestion | null {
  const clauses = clausesOf(text.slice(0, longestText), cities)
  const asked = new Set(clauses.map((clause, index) => topicWithNext(clause, clauses[index - 1], clauses[index + 1])))
  const topic = topics.find((one) => asked.has(one))
  if (topic === undefined) return null
  return { topic, cities: [...new Set(clauses.flatMap((clause) => clause.cities.map(({ slug }) => slug)))] }
}

function clausesOf(text: string, cities: CityNames): Clause[] {
  const clauses: Clause[] = []
  for (const [whole, body = ''] of text.matchAll(/([^.!?؟\n\r؛…]+)[.!?؟\n\r؛…]*/g)) {
    const texts = wordsOf(body)
    if (texts.length === 0) continue
    const kinds = texts.map(kindsOf)
    const speaks = (index: number) =>
      (['send', 'noun', 'post', 'carrier', 'fare'] as const).some((kind) => kinds[index]?.has(kind) ?? false)
    const found = citiesIn(texts, cities, speaks)
    const words = texts.map((one, index) => ({ text: one, kinds: new Set(kinds[index]) }))
    settle(words, found)
    const all = new Set(words.flatMap((word) => [...word.kinds]))
    clauses.push({ words, all, cities: found, asks: /[?؟]/.test(whole) })
  }
  return clauses
}

const detached = new Set(['ی', 'تون', 'مون', 'شون', 'اش', 'ها', 'های', 'هاتون'])
const prefixes = new Set(['می', 'نمی', 'چه', 'پس', 'اسنپ'])
const afterPrefix: Record<string, (word: string) => boolean> = {
  چه: (word) => word.startsWith('قد') || word.startsWith('جور') || word.startsWith('طور'),
  اسنپ: (word) => word === 'باکس',
  پس: (word) => word.startsWith('کرایه'),
}

function wordsOf(text: string): string[] {
  const words: string[] = []
  for (const [found] of searchKey(text).matchAll(/[\p{L}\p{N}]+/gu)) {
    const word = found.replace(/(\p{L})\1{2,}/gu, '$1').slice(0, longestWord)
    const before = words.at(-1) ?? ''
    if (detached.has(word)) continue
    if (prefixes.has(before) && (afterPrefix[before]?.(word) ?? true))
      words[words.length - 1] = (before === 'چه' ? 'چ' : before) + word
    else words.push(word)
  }
  return words
}

const isKnown = (word: Word | undefined) =>
  word === undefined || (word.kinds.size > 0 && !word.kinds.has('thing') && !word.kinds.has('done'))

const goodsKinds = ['noun', 'post', 'carrier'] as const

// Takes from the words what they cannot mean beside their neighbours, and gives the names of cities a meaning.
function settle(words: Word[], cities: Clause['cities']): void {
  for (const { start, end } of cities) for (const word of words.slice(start, end)) word.kinds = new Set(['place'])
  const hasWork = words.some(({ text }) => text === 'کار')
  const hasPlace = words.some(({ kinds }) => kinds.has('place'))
  for (const [index, word] of words.entries()) {
    const { kinds } = word
    const before = words[index - 1]
    const after = words[index + 1]?.text === 'موتوری' ? words[index + 2] : words[index + 1]
    // «ارسال رزومه», «پست برق», «پست قبلی»
    const isKept = hasPlace || (before?.kinds.has('price') ?? false)
    if (kinds.has('noun') && !isKnown(after) && (!isKept || after?.kinds.has('thing'))) kinds.delete('noun')
    // «چند کیلو», «ساعت چند»
    if (word.text === 'چند' && (after?.kinds.has('unit') || before?.text === 'ساعت')) kinds.delete('much')
    const isElsewhere = /^(این|اون|چند|تو|توی|مدیر|طرف|کد|صندوق|آدرس|ادرس|بسته)$/.test(before?.text ?? '')
    const isOfOther = !isKnown(before) && !hasPlace && !after?.kinds.has('do') && !after?.kinds.has('have')
    const isAdjective = word.text === 'پستی' && !before?.kinds.has('noun')
    if (kinds.has('post') && (isElsewhere || isAdjective || !isKnown(after) || isOfOther)) kinds.delete('post')
    if (word.text === 'پیام' && /^می?د/.test(after?.text ?? '')) kinds.delete('thing')
    // «بنگاه باربری», «باکس پیک», «پیک کار»: a trade, not a way to ship.
    const isWayTo = words.slice(Math.max(0, index - 3), index).some(({ text }) => text === 'تا')
    if (kinds.has('carrier') && (isElsewhere || hasWork || !((isWayTo || isKnown(before)) && isKnown(after))))
      kinds.delete('carrier')
    const soon = words.slice(index + 1, index + 4)
    if (kinds.has('haul') && !isKnown(before)) kinds.delete('haul')
    if (kinds.has('money') && soon.some((one) => goodsKinds.some((kind) => one.kinds.has(kind)))) kinds.add('price')
    // «شهر دیگه»
    if (word.text === 'شهر' && /^دیگ[هر]/.test(after?.text ?? '')) kinds.add('place')
    // «کرایه میدید»: to let
    if (kinds.has('fare') && after?.kinds.has('do')) kinds.add('elsewhere')
    const isBy = before?.kinds.has('by') ?? false
    if (kinds.has('bus') && isBy && words.some((one) => one.kinds.has('send') || one.kinds.has('noun')))
      kinds.add('carrier')
    if (kinds.has('what') && isBy) kinds.add('how')
    // «به کی» is whom, not when.
    if (word.text === 'کی' && /^(به|با|از)$/.test(before?.text ?? '')) kinds.delete('when')
  }
}

const smallTalk: Kind[] = ['much', 'cost', 'may', 'plain', 'do']

// «ارسال دارید؟ چقدر میگیرید؟», «من شهرستانم. میفرستید؟»
function topicWithNext(clause: Clause, previous?: Clause, next?: Clause): ShippingTopic | null {
  const topic = topicOf(clause)
  if (topic === null) {
    const isOrder = clause.all.has('order') && !clause.all.has('may')
    const isBare = clause.all.has('send') && !isOrder && clause.words.length <= 3 && clause.asks
    const hasPlace = previous?.all.has('place') || (next?.all.has('place') && next.words.length <= 3)
    return isBare && clause.words.every(isKnown) && hasPlace ? 'possible' : null
  }
  const isVague =
    topic === 'possible' && !clause.all.has('have') && !['place', 'post'].some((kind) => clause.all.has(kind as Kind))
  // «فاکتورش هست؟ ارسال میکنید؟»
  if (isVague && previous?.all.has('thing')) return null
  const onlyCost =
    next?.all.has('cost') &&
    next.all.has('much') &&
    next.words.every((word) => smallTalk.some((kind) => word.kinds.has(kind)))
  return onlyCost ? 'price' : topic
}

function topicOf(clause: Clause): ShippingTopic | null {
  const { words, all, asks, cities } = clause
  const has = (...kinds: Kind[]) => kinds.some((kind) => all.has(kind))
  /** Whether a word of kind `one` has a word of kind `other` at most so many places before or after it. */
  const near: Near = (one, other, before, after) => {
    if (!all.has(one) || !all.has(other)) return false
    for (const [index, word] of words.entries()) {
      if (!word.kinds.has(one)) continue
      for (let there = index - before; there <= index + after; there += 1) {
        if (there !== index && words[there]?.kinds.has(other)) return true
      }
    }
    return false
  }
  if (has('elsewhere', 'sent') || isDone(near)) return null
  const goods = has(...goodsKinds)
  const allKnown = words.every(isKnown)
  const place = has('place') || (has('home') && allKnown)
  if (isOfThings(clause, near) && !(goods && near('price', 'noun', 0, 2))) return null

  // «پست», «پیک» and «باربری» are trades and offices too: alone they are believed only among words that are all known.
  const isWeak = !has('noun') && !place && has('post', 'carrier')
  const isPriced = near('price', 'post', 0, 1) || near('price', 'carrier', 0, 1)
  // «پیک تا نارمک»
  const isNamed = (index: number) => isKnown(words[index]) || words[index - 1]?.text === 'تا'
  if (isWeak && !isPriced && !words.every((_, index) => isNamed(index))) return null

  const asksHowLong = near('much', 'duration', 0, 2) || (has('takes') && (has('much') || asks))
  const asksWhen = has('when') && (asks || has('do', 'send'))
  const subject = goods || (has('send') && place)
  const question = asks || has('how', 'much', 'when', 'may')

  const ofGoods = goods || has('hand', 'send')
  if (has('arrive') && ((asksHowLong && (ofGoods || (!has('hours') && (place || allKnown)))) || (asksWhen && ofGoods)))
    return 'time'
  if (asksHowLong && (subject || has('send'))) return 'time'
  const isTrip = cities.some(({ start }) => /^(تا|به|با|برای|واسه)$/.test(words[start - 1]?.text ?? ''))
  const isLoad = question && (near('fare', 'vehicle', 0, 1) || (has('do') && near('fare', 'vehicle', 4, 2)))
  if (has('fare') && (isTrip || isLoad || goods || (place && has('send', 'much') && near('fare', 'by', 1, 0))))
    return 'price'
  if (has('price') && (goods || near('haul', 'price', 1, 3)) && (question || (place && !asksHowLong))) return 'price'
  if (has('free') && goods && question) return 'price'
  if (subject && has('much')) return 'price'
  if (question && (near('haul', 'price', 1, 3) || near('haul', 'much', 0, 3))) return 'price'
  if (subject && asksWhen && (has('send', 'do', 'have') || words.some(({ text }) => text === 'کی'))) return 'time'

  if (has('imperative') && !question) return null
  // «ارسال فقط با تیپاکس انجام میشه»
  const isOfYou = words.some(
    ({ text }) =>
      /(ید|ین|ی|ن|ند)$/.test(text) && ['do', 'have', 'send'].some((kind) => kindsOf(text).has(kind as Kind)),
  )
  if (!asks && has('only') && !isOfYou) return null
  const way = has('carrier', 'how') ? 'way' : 'possible'
  if (has('carrier') && (has('send', 'do', 'have') || (near('carrier', 'by', 2, 0) && has('may') && allKnown)))
    return way
  if (has('carrier') && asks && allKnown) return way
  if (has('send') && (place || goods) && (!has('order') || question)) return way
  const nounKinds = ['do', 'have', 'may', 'how'] as const
  if (nounKinds.some((kind) => near('noun', kind, 6, 6)) || (has('noun') && asks && allKnown)) return way
  if (near('post', 'do', 1, 3) || near('post', 'have', 1, 3) || near('post', 'may', 2, 3)) return way
  if (near('inPerson', 'only', 2, 2) && asks && allKnown) return 'possible'
  if (has('bring') && has('home') && cities.length === 0 && asks && allKnown) return 'possible'
  return null
}

type Near = (one: Kind, other: Kind, before: number, after: number) => boolean

// «آگهی رو پست کردم», «هزینه ارسال رو واریز کردم»
const isDone = (near: Near) => ([...goodsKinds, 'haul'] as const).some((kind) => near(kind, 'done', 0, 4))

// «عکس بفرستید», «فرم رو ارسال کنید»: what is sent is no parcel, or nobody knows what it is.
function isOfThings({ words, all }: Clause, near: Near): boolean {
  const near4 = near('send', 'thing', 4, 2) || near('noun', 'thing', 4, 2) || near('post', 'thing', 3, 2)
  if (near4 && !all.has('carrier')) return true
  const isObject = (index: number) => /^(رو|را)$/.test(words[index + 1]?.text ?? '') && !isKnown(words[index])
  // «نصابتون رو میفرستید کرج؟»
  if (words.some(({ text }, index) => text.endsWith('تون') && isObject(index))) return true
  if (all.has('place') || all.has('carrier') || all.has('post')) return false
  const sends = words.findIndex(({ kinds }) => kinds.has('send') || kinds.has('noun'))
  if (sends < 0) return false
  const before = words.slice(0, sends)
  if (before.some(({ kinds }) => kinds.has('thing'))) return true
  return before.some((_, index) => isObject(index))
}
