import { searchKey } from '#lib/kernel/text.ts'

type Named = { slug: string; isWord: boolean }

/** The cities by their spelling without spaces. Made once by `cityNames`. */
export type CityNames = { byKey: ReadonlyMap<string, Named>; longestWords: number }

// Names that are words, first names or brands too: alone they name no city.
const commonWords = new Set(
  'بم نور ری قدس بهار میانه اهر لار پرند پردیس اندیشه فردوس بهارستان سهند سراب گرمی ایوان مهران نکا شوش مبارکه صدرا الوند خاش بابل تفت بانه خوی شهریار محلات ماکو داراب کیش جلفا کنارک پیشوا اقلید ازنا سرعین بناب مرند طبس'
    .split(' ')
    .map(searchKey),
)
const firstNames = new Set(['مهران', 'شهریار', 'پردیس', 'سهند', 'الوند', 'فردوس', 'صدرا'])
const forWords = new Set(['برای', 'واسه', 'برا'])
const towards = new Set(['به', 'تا', 'شهر', 'شهرستان', 'سمت', 'مقصد'])
const notFirst = new Set(['از', 'به', 'تا', 'برای', 'واسه', 'سمت', 'در', 'و', 'یا', 'تو', 'توی'])
const endings = ['م', 'ه', 'و', 'ی', 'ید', 'ین', 'یم', 'مون']
const leastWithEnding = 3

const joined = (display: string) => searchKey(display).replace(/[^\p{L}\p{N}]/gu, '')

/** Divar's cities (slug, Persian name), made ready for `citiesOf`. */
export function cityNames(list: readonly { slug: string; display: string }[]): CityNames {
  const byKey = new Map<string, Named>()
  let longestWords = 1
  for (const { slug, display } of list) {
    const key = joined(display)
    if (key === '') continue
    byKey.set(key, { slug, isWord: commonWords.has(key) })
    longestWords = Math.max(longestWords, display.split(/[\s\u200c]+/).length)
  }
  for (const { slug, display } of list) {
    const port = /^بندر[\s\u200c]*(انزلی|گناوه|کنگان|عباس)$/.exec(searchKey(display))?.[1]
    if (port !== undefined && port !== 'عباس' && !byKey.has(port)) byKey.set(port, { slug, isWord: false })
  }
  return { byKey, longestWords }
}

/** Where each city of `words` stands, in order. `isNear`: whether the word there speaks of shipping. */
export function citiesIn(
  words: readonly string[],
  cities: CityNames,
  isNear: (index: number) => boolean,
): { slug: string; start: number; end: number }[] {
  const found: { slug: string; start: number; end: number }[] = []
  for (let start = 0; start < words.length; start += 1) {
    const hit = cityAt(words, start, cities)
    if (!hit) continue
    const before = words[start - 1] ?? ''
    const isTowards = towards.has(before) || (forWords.has(before) && !firstNames.has(words[start] ?? ''))
    const sure = !hit.isWord || isTowards || isNear(start - 1) || isNear(hit.end)
    if (!sure) continue
    found.push({ slug: hit.slug, start, end: hit.end })
    start = hit.end - 1
  }
  return found
}

function cityAt(words: readonly string[], start: number, { byKey, longestWords }: CityNames) {
  const most = notFirst.has(words[start] ?? '') ? 1 : longestWords
  for (let count = Math.min(most, words.length - start); count > 0; count -= 1) {
    const key = words.slice(start, start + count).join('')
    const named = byKey.get(key) ?? withoutEnding(key, byKey)
    if (named) return { ...named, end: start + count }
  }
  return null
}

function withoutEnding(key: string, byKey: CityNames['byKey']): Named | null {
  for (const ending of endings) {
    if (!key.endsWith(ending) || key.length - ending.length < leastWithEnding) continue
    const named = byKey.get(key.slice(0, -ending.length))
    if (named && !named.isWord) return named
  }
  return null
}
