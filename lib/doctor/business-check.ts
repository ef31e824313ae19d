import { daysLeft, isUnset, readVersion, unsetVersion, type Version } from '#lib/business/index.ts'
import { type Check, good, note, type Query, wrong } from '#lib/checks/index.ts'
import { bundledCities } from '#lib/divar/index.ts'

/** The newest version of the business as the database has it; null: this version of Peyk does not understand it. */
export async function businessIn(query: Query): Promise<Version | null> {
  const [there] = await query(`select to_regclass('public.business_versions') is not null as present`)
  if (there?.present !== true) return unsetVersion
  const [row] = await query('select number, data from business_versions order by number desc limit 1')
  if (!row) return unsetVersion
  return readVersion({ number: Number(row.number), data: row.data as Record<string, unknown> })
}

const howTo = 'npm run business -- show > business.json, write your own, npm run business -- edit business.json.'

const newPrices = 'Publish new prices, or another last day, on the desk at /desk/prices.'

/** A sentence that names the cities of its area that the bundled list of Divar's cities lacks, mostly misspelt; or null. */
export function unknownCities({ area }: Pick<Version['business'], 'area'>): string | null {
  const known = new Set(bundledCities.map(({ slug }) => slug))
  const unknown = [...new Set([...(area.pickup ?? []), ...(area.dropoff ?? [])])].filter((slug) => !known.has(slug))
  if (unknown.length === 0) return null
  return `Divar's list of cities, as this version of Peyk has it, knows no ${unknown.join(', ')}: compare with the city's address at Divar.`
}

/** Whether the business has said who it is and what it takes. */
export function checkBusiness(version: Version | null, now: Date): Check {
  if (version === null) {
    const sentence =
      'The newest version of the business is not one that this version of Peyk understands: an older one stands.'
    return wrong(
      'business',
      sentence,
      'Start the version of Peyk that wrote it, or write it again: npm run business -- edit FILE.',
    )
  }
  const { number, business } = version
  if (isUnset(version)) {
    const sentence = 'The business is not set: Peyk has no name, no phone, no hours and made-up prices to show.'
    return note('business', sentence, howTo)
  }
  const days = daysLeft(business.tariff, now)
  if (days === 0) {
    const sentence = `The prices of the business ended with ${business.tariff.validTo}: no shipment is booked or accepted.`
    return wrong('business', sentence, newPrices)
  }
  if (days !== null) {
    const sentence = `The prices of the business hold until ${business.tariff.validTo}: then no shipment is booked or accepted.`
    return note('business', sentence, newPrices)
  }
  const unknown = unknownCities(business)
  if (unknown !== null) return note('business', unknown, howTo)
  if (business.tariff.sample) {
    return note('business', `The business is set (version ${number}), and its prices are a sample.`, howTo)
  }
  return good('business', `The business is set: version ${number}.`)
}
