import { searchKey } from '#lib/kernel/text.ts'
import { type LatinName, latinKey, soundedOf } from './places-latin.ts'
import { isAlsoWord, otherNamesOf, phoneticKey, spokenOf } from './places-spellings.ts'

export type City = { slug: string; display: string }

/** `isOneWord`: Divar writes it without a space or half-space. */
export type Name = { slug: string; ambiguous: boolean; isOneWord: boolean }

/** Divar's cities by all ways in which their names are written. Made by `cityNames`; to be handed on, not looked into. */
export type CityNames = {
  bySpelling: ReadonlyMap<string, Name>
  bySound: ReadonlyMap<string, Name>
  byLatin: ReadonlyMap<string, readonly LatinName[]>
  /** The keys of the first words of names of several. */
  latinFirsts: ReadonlySet<string>
  beginnings: ReadonlySet<string>
}

const known = new WeakMap<readonly City[], CityNames>()

/** What `cityAt` looks for, from Divar's list of cities. Made once for each list, so that it can be asked for each time. */
export function cityNames(cities: readonly City[]): CityNames {
  const names = known.get(cities) ?? gather(cities)
  known.set(cities, names)
  return names
}

const beginning = 3

/** Whether a city may begin as `word` does: most words of a text begin as none does. */
export const mayBegin = (word: string, { beginnings }: CityNames): boolean =>
  beginnings.has(phoneticKey(word, beginning))

/** Whether the same is so of `word` with others written to it. */
export function mayBeginLonger(word: string, { beginnings }: CityNames): boolean {
  const sound = phoneticKey(word, beginning)
  return sound.length < beginning || word.length <= beginning || beginnings.has(sound)
}

const isLatin = (name: string) => /^[a-z]+$/.test(name)
const compact = (text: string) => searchKey(text.replace(/\u200c/g, ' ')).replace(/[^\p{L}\p{N}]+/gu, '')

/** Below this many sounds, too many words sound alike. */
const leastSounds = 4

type Maps = {
  bySpelling: Map<string, Name>
  bySound: Map<string, Name>
  byLatin: Map<string, LatinName[]>
  latinFirsts: Set<string>
}

function gather(cities: readonly City[]): CityNames {
  const maps: Maps = { bySpelling: new Map(), bySound: new Map(), byLatin: new Map(), latinFirsts: new Set() }
  // Where two cities bear one name, Divar adds the province: «صدرا-فارس».
  const named = cities.map(({ slug, display }) => ({ slug, display: display.split(/\s*[-–(]/)[0] ?? '' }))
  // No rule and no old name takes a name from the city that bears it.
  for (const city of named) put(maps.bySpelling, compact(city.display), nameOf(city, compact(city.display)))
  for (const city of named) addPersian(maps, city)
  for (const city of named) addLatin(maps, city)
  const all = [...maps.bySpelling.keys(), ...maps.bySound.keys()]
  return { ...maps, beginnings: new Set(all.map((name) => phoneticKey(name, beginning))) }
}

const nameOf = ({ slug, display }: City, spelling: string): Name => ({
  slug,
  ambiguous: isAlsoWord(spelling),
  isOneWord: !/[\s\u200c]/.test(display.trim()),
})

function put(map: Map<string, Name>, key: string, name: Name): void {
  if (key !== '' && !map.has(key)) map.set(key, name)
}

const otherPort = /^بندر(?!عباس)(.{4,})/

function addPersian({ bySpelling, bySound }: Maps, city: City): void {
  const whole = compact(city.display)
  const port = otherPort.exec(whole)?.[1] ?? ''
  const others = otherNamesOf(city.slug).filter((name) => !isLatin(name))
  for (const spelling of [whole, port, ...others].filter((each) => each !== '')) {
    const name = nameOf(city, spelling)
    for (const each of [spelling, ...spokenOf(spelling)]) {
      put(bySpelling, each, name)
      const sound = phoneticKey(each)
      if (sound.length >= leastSounds) put(bySound, sound, name)
    }
  }
}

function addLatin({ byLatin, latinFirsts }: Maps, city: City): void {
  const parts = city.slug
    .normalize('NFKD')
    .replace(/[^a-z-]/g, '')
    .split('-')
  const whole = parts.filter((part) => part !== 'e' && part !== 'va').join('')
  const others = otherNamesOf(city.slug).filter(isLatin)
  if (parts.length > 1) latinFirsts.add(latinKey(soundedOf(parts[0] ?? '')))
  const ambiguous = isAlsoWord(compact(city.display))
  for (const spelling of [whole, parts.join(''), ...others]) {
    const sounded = soundedOf(spelling)
    const key = latinKey(sounded)
    const name = {
      ...sounded,
      slug: city.slug,
      parts: parts.length,
      ambiguous: ambiguous || (parts.length > 1 && spelling === parts[0]),
    }
    byLatin.set(key, [...(byLatin.get(key) ?? []), name])
  }
}
