import type { CityNames } from './places-names.ts'
import { cityAt, type FoundCity } from './places-written.ts'

export { type CityNames, cityNames } from './places-names.ts'

/** What the words around a city's name say: which end of a way, both in one, where the one spoken to is, or nothing. */
export type PlaceRole = 'from' | 'to' | 'within' | 'yours' | 'named'

/** A city named in words: those from `start` to before `end`. */
export type Place = {
  slug: string
  start: number
  end: number
  role: PlaceRole
  /** False where the name is another word as well and nothing beside it says that the city is meant. */
  sure: boolean
}

const set = (words: string) => new Set(words.split(' '))

const fromWords = set('از مبدا مبدام مبداش az from')
const toWords = set('به ب تا برای برا واسه سمت طرف مقصد مقصدم مقصدش be ta to baraye bara vase')
const withinWords = set('داخل درون تو توی خود درونشهری داخلشهری dakhel dakhele daroon tu tuye tooye')
const fillers = set('شهر شهرستان کلانشهر shahr')
const cityWords = set('به ب تا شهر شهرستان کلانشهر be ta')
const innerWords = set('درون داخل درونشهری داخلشهری daroon dakhel')

/** What makes a name that of a street, of a carpet, of a man. */
const otherThings = set(
  'خیابان خیابون خیابونای میدان میدون کوچه بلوار بولوار اتوبان بزرگراه جاده شهرک فلکه مترو متروی پلاک فرش فرشهای قالی قالیچه گلیم گبه ' +
    'ترمه گز سوهان گلاب زعفران خاتم اقای شهید استاد دانشگاه بیمارستان بازار تیم بورس استقلال تراکتور فولاد khiaban meydan',
)
const kindsOfThings = set('دستباف دستبافت دستبافی ماشینی ابریشم ابریشمی اصل قدیمی')

const isHere = set('هستید هستین هستی کدوم کجای hastid hastin')
const isSpeaking = set('پیام مزاحم تماس زنگ')

/** All cities that the words name, with what stands around them. Takes time in proportion to the words; never throws. */
export function placesIn(words: readonly string[], names: CityNames): Place[] {
  const places: Place[] = []
  for (let at = 0; at < words.length; ) {
    const place = placeAt(words, at, names)
    if (place) places.push(place)
    at = place?.end ?? at + 1
  }
  return places
}

/** The city named at `words[at]`, as `cityAt` finds it; null also where it makes the name of a street or of a thing. */
export function placeAt(words: readonly string[], at: number, names: CityNames): Place | null {
  const found = cityAt(words, at, names)
  if (!found || isOtherThing(words, at) || isOtherPort(found, words, at)) return null
  const before = found.glued || (words[at - 1] ?? '')
  const end = at + found.words
  const role = roleOf(found, words, at)
  return { slug: found.slug, start: at, end, role, sure: !found.ambiguous || cityWords.has(before) }
}

function isOtherThing(words: readonly string[], at: number): boolean {
  const [before = '', earlier = ''] = [words[at - 1], words[at - 2]]
  return otherThings.has(before) || (kindsOfThings.has(before) && otherThings.has(earlier))
}

/** «بندر» alone is بندرعباس; another name behind it makes it another port. */
const mayFollowPort =
  /^(هم|رو|را|و|به|تا|از|با|چ.*|ارسال|پست|پیک|باربری|تیپاکس|قیمت|هزینه|کرایه|می.*|نمی.*|بفرست.*|دار.*|ندار.*|کوچ.*|بزرگ|متوسط|یه|یک|be|ta|az|m.*|ch.*|ersal.*|befrest.*|dar.*)$/

const isOtherPort = (found: FoundCity, words: readonly string[], at: number): boolean =>
  found.words === 1 && /^(بندر|bandar)$/.test(words[at] ?? '') && !mayFollowPort.test(words[at + 1] ?? 'هم')

function roleOf(found: FoundCity, words: readonly string[], at: number): PlaceRole {
  const [next = '', nextButOne = ''] = [words[at + found.words], words[at + found.words + 1]]
  const before = found.glued === '' ? wordsBefore(words, at) : [found.glued]
  const end = before.find((word) => fromWords.has(word) || toWords.has(word))
  const verb = words.slice(at + found.words + 1, at + found.words + 3).join('')
  const livesThere = next === 'زندگی' && /^میکنی[دن]?/.test(verb)
  if (end !== undefined && toWords.has(end)) return 'to'
  if (isHere.has(next) || words[at - 1] === 'کجای' || livesThere || isAskingWhere(found.ending)) return 'yours'
  if (end !== undefined) return isSpeaking.has(next) ? 'named' : 'from'
  return before.some((word) => withinWords.has(word)) || isInner(next, nextButOne) ? 'within' : 'named'
}

/** The words before a name that belong to it: «از داخل شهر», «به خود». */
function wordsBefore(words: readonly string[], at: number): string[] {
  const before: string[] = []
  for (let place = at - 1; place >= 0 && before.length < 4; place--) {
    const word = words[place] ?? ''
    const isInnerCity = /^شهری$/.test(word) && innerWords.has(words[place - 1] ?? '')
    if (!fillers.has(word) && !withinWords.has(word) && !isInnerCity) return [...before, word]
    before.push(word)
  }
  return before
}

const isInner = (next: string, nextButOne: string): boolean =>
  /^(درونشهری|داخلشهری|داخلی)$/.test(next) || (innerWords.has(next) && /^شهری?$/.test(nextButOne))

/** «تهرانید؟», «تهرانین؟» */
const isAskingWhere = (ending: string): boolean => ['ین', 'ید', 'این', 'اید'].includes(ending)
