import { searchKey } from '../kernel/text.ts'

/** Divar's cities by the ways their names are typed, as `searchKey` leaves them and without spaces. */
export type CityNames = { bySpelling: ReadonlyMap<string, string>; longest: number; beginnings: ReadonlySet<string> }

/** A city found in words: how many words it takes, and how sure it is without what stands around it. */
export type FoundCity = { slug: string; words: number; ending: string; ambiguous: boolean }

// Spellings that are not made of the name by a rule.
const otherSpellings: Record<string, string> = {
  طهران: 'tehran',
  تهرون: 'tehran',
  مشد: 'mashhad',
  مشهدمقدس: 'mashhad',
  اصفهون: 'isfahan',
  اصفحان: 'isfahan',
  اسفهان: 'isfahan',
  اورمیه: 'urmia',
  ارومیع: 'urmia',
  کرمونشاه: 'kermanshah',
  کرمانشا: 'kermanshah',
  انزلی: 'bandar-anzali',
  گناوه: 'bandar-ganaveh',
}

// Cities whose name is also a word, a first name, a street or a quarter: they need something that says "city".
const alsoWords = new Set(
  (
    'نور بم قدس شهریار پردیس پرند اندیشه فردوس صدرا گرمی میانه ایوان مهران سراب شوش خوی الوند سهند لار خمین خاش کیش ماکو اهر پیشوا تفت ' +
    'دورود بهارستان نکا بانه امیدیه داراب شیروان کنارک اباده مبارکه محلات گلبهار جلفا ایرانشهر نقده خلخال فسا قیدار گرمسار'
  ).split(' '),
)

const endings = ['', 'م', 'ه', 'یم', 'ین', 'ید', 'و', 'مون', 'ام']
const afterShortNames = ['', 'م', 'و']
const sellersOwn = new Set(['ین', 'ید'])

/**
 * Built once from Divar's list of cities: their names with Persian case endings and spelling variants. A Finglish slug
 * of one word counts as a spelling too.
 */
export function cityNames(cities: readonly { slug: string; display: string }[]): CityNames {
  const bySpelling = new Map<string, string>()
  for (const { slug, display } of cities) {
    const name = searchKey(display).replace(/ /g, '')
    if (name !== '') bySpelling.set(name, slug)
    if (/^[a-z]{5,}$/.test(slug)) bySpelling.set(slug, slug)
  }
  const slugs = new Set(cities.map(({ slug }) => slug))
  for (const [spelling, slug] of Object.entries(otherSpellings)) if (slugs.has(slug)) bySpelling.set(spelling, slug)
  const beginnings = new Set([...bySpelling.keys()].map((spelling) => spelling.slice(0, 2)))
  return { bySpelling, longest: 3, beginnings }
}

/** The city that begins at `words[at]`, the longest name first; null if there is none. */
export function cityAt(words: readonly string[], at: number, names: CityNames): FoundCity | null {
  if (!names.beginnings.has(`${words[at] ?? ''}${words[at + 1] ?? ''}`.slice(0, 2))) return null
  for (let count = names.longest; count > 0; count--) {
    if (at + count > words.length) continue
    // «به شهر» is not بهشهر.
    if (count > 1 && words[at] === 'به') continue
    const joined = words.slice(at, at + count).join('')
    if (joined.length > maxNameLength) continue
    for (const ending of endings) {
      if (!joined.endsWith(ending)) continue
      const name = joined.slice(0, joined.length - ending.length)
      const slug = names.bySpelling.get(name)
      if (slug === undefined || !mayEnd(name, ending)) continue
      return { slug, words: count, ending, ambiguous: alsoWords.has(name) }
    }
  }
  return null
}

const maxNameLength = 30

function mayEnd(name: string, ending: string): boolean {
  if (ending === '') return true
  if (alsoWords.has(name) || name.length < 3) return false
  return name.length > 3 || afterShortNames.includes(ending) || (ending === 'ه' && name !== 'رشت')
}

/** Whether the ending asks where somebody is: «تهرانید؟». */
export const asksWhere = (ending: string): boolean => sellersOwn.has(ending)
