import type { Shipment } from '#lib/shipping/index.ts'

type Quote = Shipment['quote']
type Part = Quote['parts'][number]
type StoredPart = Omit<Part, 'code'> & { code: Part['code'] | 'rounding' }

/** As earlier versions wrote it, too: without a version of the business, and with a part for what rounding up adds. */
export type StoredQuote = Omit<Quote, 'version' | 'parts'> & { version?: number; parts: StoredPart[] }

/** `bundledVersion` of lib/shipping: a quote without a version was made with the prices in the code. */
const bundledQuote = 0

export const readQuote = (stored: StoredQuote): Quote => ({
  ...stored,
  version: stored.version ?? bundledQuote,
  parts: foldRounding(stored.parts),
})

/** What rounding added belongs to the base. The sum stays as it is. */
function foldRounding(stored: readonly StoredPart[]): Part[] {
  const isKept = (part: StoredPart): part is Part => part.code !== 'rounding'
  const parts = stored.filter(isKept)
  const rounding = stored.find((part) => !isKept(part))
  if (!rounding) return parts
  const base = { code: 'base', amount: rounding.amount } as const
  if (!parts.some(({ code }) => code === 'base')) return [base, ...parts]
  return parts.map((part) => (part.code === 'base' ? { ...part, amount: sumOf(part, base) } : part))
}

const sumOf = (one: Part, other: Part) => (one.amount + other.amount) as Part['amount']
