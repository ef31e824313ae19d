import type { CityNames } from '#lib/language/places.ts'
import { partsOf } from './recognise-parts.ts'
import { type ShippingTopic, topicsInOrder, topicsOf } from './recognise-patterns.ts'

export { type CityNames, cityNames } from '#lib/language/places.ts'

export type ShippingQuestion = {
  /**
   * Divar's slugs of the cities that it may go to, each once; the first is the one asked about. Where the thing comes
   * from («از تهران») and where the seller is («کرج هستید؟») is left out.
   */
  cities: string[]
  /** The cost, whether it can be sent, how long it takes, by which carrier or only in person. */
  topic: ShippingTopic
}

/**
 * What somebody asks about shipping in Persian chat language; null where it is not surely such a question. Reads letters
 * of both keyboards, half-spaces or spaces, and common typos. Takes time in proportion to the text; never throws.
 */
export function recognise(text: string, cities: CityNames): ShippingQuestion | null {
  const parts = partsOf(text, cities)
  const topics = new Set(parts.flatMap(({ letters }) => topicsOf(letters)))
  const topic = topicsInOrder.find((each) => topics.has(each))
  if (topic === undefined) return null
  const named = parts.flatMap((part) => part.cities)
  const inOrder = [...named.filter(({ towards }) => towards), ...named.filter(({ towards }) => !towards)]
  return { cities: [...new Set(inOrder.map(({ slug }) => slug))], topic }
}
