import type { NamedSlug } from '#lib/divar/index.ts'
import { keyOf, runOf } from './hear.ts'

/** The two ends of a way, as slugs; null: not named. */
export type Ends = { from: string | null; to: string | null }

const fromWords = new Set(['از', 'مبدا'])
const toWords = new Set(['به', 'تا', 'برای', 'واسه', 'سمت', 'مقصد'])
const withinWords = new Set(['داخل', 'درون', 'تو', 'توی', 'خود', 'درونشهری'])
const fillers = new Set(['شهر', 'شهرستان', 'کلانشهر'])
const prepositions = new Set([...fromWords, ...toWords, 'در', 'و', 'یا'])

type Named = { slug: string; start: number; role: 'from' | 'to' | 'within' | null }

/**
 * The ends that the words name: whole words, the longest name first, in any spelling of `searchKey`. What stands before a
 * city says which end it is; a city without such a word fills the end that is still free in `known`, `from` first.
 */
export function findEnds(words: readonly string[], cities: readonly NamedSlug[], known: Ends): Ends {
  const named = citiesIn(words, cities)
  const within = named.find(({ role }) => role === 'within')
  if (within && named.length === 1) return { from: within.slug, to: within.slug }
  const told = (role: Named['role']) => named.find((one) => one.role === role)?.slug ?? null
  const loose = named.filter(({ role }) => role === null || role === 'within').map(({ slug }) => slug)
  // Two loose cities name a whole way of their own.
  const before = loose.length > 1 ? { from: null, to: null } : known
  const from = told('from') ?? before.from ?? loose.shift() ?? null
  const to = told('to') ?? loose.shift() ?? before.to
  return { from, to }
}

function citiesIn(words: readonly string[], cities: readonly NamedSlug[]): Named[] {
  const taken = new Set<number>()
  const found: Named[] = []
  const longestFirst = cities
    .map(({ slug, display }) => ({ slug, key: keyOf(display), first: keyOf(display.split(/[\s\u200c]/)[0] ?? '') }))
    .filter(({ key }) => key !== '')
    .sort((one, two) => two.key.length - one.key.length)
  for (const { slug, key, first } of longestFirst) {
    for (let run = runOf(words, key); run; run = runOf(words, key, run.start + 1)) {
      const cells = Array.from({ length: run.end - run.start }, (_, index) => (run?.start ?? 0) + index)
      // «به شهر …» is not بهشهر.
      const opening = words[run.start] ?? ''
      if (cells.some((cell) => taken.has(cell)) || (prepositions.has(opening) && opening !== first)) continue
      for (const cell of cells) taken.add(cell)
      found.push({ slug, start: run.start, role: roleBefore(words, run.start) })
    }
  }
  return found.sort((one, two) => one.start - two.start)
}

function roleBefore(words: readonly string[], start: number): Named['role'] {
  const before = words[start - 1] ?? ''
  const word = fillers.has(before) ? (words[start - 2] ?? '') : before
  if (withinWords.has(word)) return 'within'
  return fromWords.has(word) ? 'from' : toWords.has(word) ? 'to' : null
}
