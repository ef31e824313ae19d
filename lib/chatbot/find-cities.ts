import type { NamedSlug } from '#lib/divar/index.ts'
import { cityNames, type Place, placesIn } from '#lib/language/places.ts'

/** The two ends of a way, as slugs; null: not named. */
export type Ends = { from: string | null; to: string | null }

/** Beside these a name that is also a word is a city's. */
const aboutWays = new Set(
  'قیمت هزینه کرایه تعرفه نرخ ارسال ارسالش پست پیک چنده چند چقدر چقدره میشه میفرستید از به تا و در شهر سلام لطفا'.split(
    ' ',
  ),
)

/** «بفرستم», «می‌فرستید», «فرستادنش», "befrestam". */
const saysSend = (words: readonly string[]): boolean => words.some((word) => /فرست|ferest/.test(word))

/**
 * The ends that the words name. What stands around a city says which end it is; a city without that fills the end that is
 * still free in `known`, `from` first; the only one of «بفرستم مشهد» is where it goes.
 */
export function findEnds(words: readonly string[], cities: readonly NamedSlug[], known: Ends): Ends {
  const named = endsIn(words, placesIn(words, cityNames(cities)))
  const within = named.find(({ role }) => role === 'within')
  if (within && named.length === 1) return { from: within.slug, to: within.slug }
  const told = (role: Place['role']) => named.find((one) => one.role === role)?.slug ?? null
  const loose = named.filter(({ role }) => role === 'named' || role === 'within').map(({ slug }) => slug)
  const isAlone = named.length === 1 && loose.length === 1 && known.from === null && known.to === null
  if (isAlone && saysSend(words)) return { from: null, to: loose[0] ?? null }
  // Two loose cities name a whole way of their own.
  const before = loose.length > 1 ? { from: null, to: null } : known
  const from = told('from') ?? before.from ?? loose.shift() ?? null
  const to = told('to') ?? loose.shift() ?? before.to
  return { from, to }
}

/** Without the cities where Peyk is said to be, and without names that may as well be other words. */
function endsIn(words: readonly string[], places: readonly Place[]): Place[] {
  const inside = (at: number) => places.some(({ start, end }) => start <= at && at < end)
  const onlyWays = words.every((word, at) => inside(at) || aboutWays.has(word))
  return places.filter(
    ({ role, sure }) => role !== 'yours' && (sure || role !== 'named' || places.length > 1 || onlyWays),
  )
}
