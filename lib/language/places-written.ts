import {
  type LatinName,
  latinEndings,
  latinKey,
  otherLatinWords,
  type Sounded,
  soundedOf,
  soundsLike,
} from './places-latin.ts'
import { type CityNames, mayBegin, mayBeginLonger, type Name } from './places-names.ts'
import { isAlsoWord, otherWords, phoneticKey } from './places-spellings.ts'

/** A city found in words, without what stands around it. */
export type FoundCity = {
  slug: string
  /** How many words it takes. */
  words: number
  /** The case ending in Persian letters, empty for none: «تهرانید» ends in «ید». */
  ending: string
  /** The preposition that is written together with the name: «بهشیراز», «ازتهران»; empty for none. */
  glued: string
  /** Whether the name is another word as well, so that something else must say that a city is meant. */
  ambiguous: boolean
}

const maxNameLength = 30
const maxWords = 3
const prepositions = ['به', 'از', 'تا', 'در', 'برای', 'واسه', 'ب']
const endings = ['', 'م', 'ه', 'و', 'یم', 'ین', 'ید', 'ام', 'ش', 'رو', 'مون', 'تون', 'شون', 'ست', 'ایم', 'این', 'اید']
const afterShortNames = ['', 'م', 'و', 'رو', 'ید', 'ین']
/** Endings that people write as a word of their own; «تهران و» is "Tehran and". */
const mayStandApart = ['م', 'ام', 'یم', 'ید', 'ین', 'مون']
const isLatin = (word: string) => /^[a-z]+$/.test(word)

/**
 * The city that begins at `words[at]`, the longest name first; null if there is none. `words` are those of a text under
 * `searchKey`, parted at spaces, half-spaces and signs. What stands around it is read by `placeAt`.
 */
export function cityAt(words: readonly string[], at: number, names: CityNames): FoundCity | null {
  const first = words[at] ?? ''
  if (first === '' || first.length > maxNameLength) return null
  const isNameOfMany = isLatin(first) ? names.latinFirsts.has(latinKey(soundedOf(first))) : mayBeginLonger(first, names)
  const read = isLatin(first) ? latinCity : persianCity
  // «به شهر» is not بهشهر.
  const most = isNameOfMany && !prepositions.includes(first) ? maxWords : 1
  for (let count = Math.min(most, words.length - at); count > 1; count--) {
    const found = read(words.slice(at, at + count), names)
    if (found) return found
  }
  return read([first], names) ?? withPreposition(first, names)
}

type Spelled = { name: Name; spelling: string; ending: string }

function spelled(word: string, names: CityNames): Spelled | null {
  if (word.length < 2 || word.length > maxNameLength || otherWords.has(word)) return null
  if (!mayBegin(word, names)) return null
  for (const ending of endings) {
    if (!word.endsWith(ending)) continue
    const spelling = word.slice(0, word.length - ending.length)
    if (!mayEnd(spelling, ending)) continue
    const name = names.bySpelling.get(spelling) ?? names.bySound.get(phoneticKey(spelling))
    if (name && (ending === '' || !name.ambiguous)) return { name, spelling, ending }
  }
  return null
}

function mayEnd(spelling: string, ending: string): boolean {
  if (ending === '') return true
  if (spelling.length < 3 || isAlsoWord(spelling)) return false
  return spelling.length > 3 || afterShortNames.includes(ending) || (ending === 'ه' && spelling !== 'رشت')
}

/** A name of one word that was written as several is sure only where it is long: «آب یک», «ما کو», «با نه». */
const leastWhenParted = 6

function persianCity(words: readonly string[], names: CityNames): FoundCity | null {
  const found = spelled(words.join(''), names)
  if (!found) return null
  const { name, spelling, ending } = found
  const last = words.at(-1) ?? ''
  const isEndingApart = words.length > 1 && ending !== '' && last.length <= ending.length
  if (isEndingApart && !(last === ending && mayStandApart.includes(ending))) return null
  const isParted = words.length - (isEndingApart ? 1 : 0) > 1
  const isLoose = isParted && name.isOneWord && spelling.length < leastWhenParted
  return { slug: name.slug, words: words.length, ending, glued: '', ambiguous: name.ambiguous || isLoose }
}

function latinCity(words: readonly string[], names: CityNames): FoundCity | null {
  const word = words.join('')
  if (!isLatin(word) || word.length > maxNameLength || otherLatinWords.has(word)) return null
  for (const [latin, ending] of latinEndings) {
    if (!word.endsWith(latin) || word.length - latin.length < 3) continue
    const sounded = soundedOf(word.slice(0, word.length - latin.length))
    const name = latinName(sounded, words.length > 1, names)
    if (!name || (ending !== '' && name.ambiguous)) continue
    return { slug: name.slug, words: words.length, ending, glued: '', ambiguous: name.ambiguous }
  }
  return null
}

const leastBehind = (preposition: string) => (preposition === 'ب' || preposition === 'در' ? 4 : 3)

/** The one with the very vowels first: «gonbad» is no gonabad. */
function latinName(sounded: Sounded, isOfMany: boolean, names: CityNames): LatinName | undefined {
  const all = names.byLatin.get(latinKey(sounded))?.filter(({ parts }) => !isOfMany || parts > 1)
  return (
    all?.find(({ vowels }) => vowels.join() === sounded.vowels.join()) ?? all?.find((each) => soundsLike(sounded, each))
  )
}

/** «بهشیراز», «ازتهران»: only names that are nothing else, and long enough to be surely meant. */
function withPreposition(word: string, names: CityNames): FoundCity | null {
  for (const glued of prepositions) {
    if (!word.startsWith(glued)) continue
    const found = otherWords.has(word) ? null : spelled(word.slice(glued.length), names)
    if (!found || found.name.ambiguous || found.spelling.length < leastBehind(glued)) continue
    return { slug: found.name.slug, words: 1, ending: found.ending, glued, ambiguous: false }
  }
  return null
}
