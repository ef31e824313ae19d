// What the first form of a booking asks; none of it names a person, so it may stand in an address.

/** What its prices depend on. */
const priceFields = ['size', 'weight', 'fragile', 'city', 'otherCity'] as const

const allFields = [...priceFields, 'district', 'service', 'payer', 'forbiddenAccepted'] as const

const queryOf = (names: readonly string[], read: (name: string) => string | null | undefined): string =>
  new URLSearchParams(names.map((name) => [name, (read(name) ?? '').slice(0, 64)])).toString()

/** The question for the prices of a form, always in the same words for the same choices. */
export const priceQuery = (read: (name: string) => string | null | undefined): string => queryOf(priceFields, read)

/** The first screen with this filled in: how it is drawn again where no script can do it. */
export const whatHref = (base: string, fields: Record<string, string>): string =>
  `${base}?${queryOf(allFields, (name) => fields[name])}`

/** What an address fills in. */
export const filledByQuery = (query: Record<string, string>): Record<string, string> =>
  Object.fromEntries(allFields.flatMap((name) => (query[name] === undefined ? [] : [[name, query[name].slice(0, 64)]])))
