import { cityWord } from './concepts.ts'
import { eachFeature } from './features.ts'
import { likelihoods, type Model, readModel, type StoredModel, sums } from './model.ts'
import { type CityNames, type Place, placesIn } from './places.ts'
import { classOf } from './word-classes.ts'
import type { Segment } from './words.ts'

/** What may be asked about shipping, most telling first: who asks for the price takes for granted that it can be sent. */
export const shippingTopics = ['price', 'time', 'way', 'possible'] as const

export type ShippingTopic = (typeof shippingTopics)[number]

/** Two models: whether shipping is asked about, and what. As `npm run train` writes them. */
export type StoredModels = { about: StoredModel; topic: StoredModel }

export type Models = { about: Model; topic: Model }

export const readModels = ({ about, topic }: StoredModels): Models => ({
  about: readModel(about),
  topic: readModel(topic),
})

/** How likely a text asks about shipping, from 0 to 1, and what of it, with how likely that is. */
export type Guess = { likely: number; topic: ShippingTopic; topicLikely: number }

/** What the likeliest of the segments says. */
export function guess(models: Models, segments: readonly Segment[]): Guess {
  let [best, most]: [Segment | null, number] = [null, 0]
  for (const segment of segments) {
    const [likely = 0] = likelihoods(sums(models.about, (visit) => eachFeature(segment, visit)))
    if (likely > most) [best, most] = [segment, likely]
  }
  if (best === null) return { likely: 0, topic: 'possible', topicLikely: 0 }
  const asked = best
  const topics = likelihoods(sums(models.topic, (visit) => eachFeature(asked, visit)))
  const topicLikely = Math.max(...topics)
  return { likely: most, topic: shippingTopics[topics.indexOf(topicLikely)] ?? 'possible', topicLikely }
}

/** The features of a text as training needs them: each once. */
export function featuresOf(segment: Segment): number[] {
  const found = new Set<number>()
  eachFeature(segment, (hash) => found.add(hash))
  return [...found]
}

/** A sentence in which `@` stands for each city, and the cities. */
export type Signed = Segment & { places: Place[] }

/** Puts the sign of a city where one is named; a name that is another word, too, is one beside a word of sending. */
export function signCities({ words, isAsked }: Segment, names: CityNames): Signed {
  const places = placesIn(words, names).filter(
    ({ sure, start, end }) => sure || isSending(words[start - 1]) || isSending(words[end]),
  )
  const signed: string[] = []
  let at = 0
  for (const { start, end } of places) {
    signed.push(...words.slice(at, start), cityWord)
    at = end
  }
  return { words: [...signed, ...words.slice(at)], isAsked, places }
}

const isSending = (word = '') => /[SVv]/.test(classOf(word))
