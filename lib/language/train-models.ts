import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Labelled } from './corpus.ts'
import { readModel, sums } from './model.ts'
import type { CityNames } from './places.ts'
import { featuresOf, type ShippingTopic, type StoredModels, shippingTopics, signCities } from './shipping.ts'
import { type Example, train } from './training.ts'
import { segmentsOf, sentencesOf, wholeOf } from './words.ts'

const aboutOptions = { outputs: 1, leastTexts: 2, maxFeatures: 46_000 }
const topicOptions = { outputs: shippingTopics.length, leastTexts: 3, maxFeatures: 7_000 }

type Read = { topic: ShippingTopic | null; whole: number[]; segments: number[][] }

/** What the models learn from: the features of each sentence, with cities as `names` has them. */
export const readAll = (sentences: readonly Labelled[], names: CityNames): Read[] =>
  sentences.map(({ topic, text }) => {
    const signed = sentencesOf(text).map((sentence) => signCities(sentence, names))
    return { topic, whole: featuresOf(wholeOf(signed)), segments: segmentsOf(signed).map(featuresOf) }
  })

/** A fingerprint of all that makes the models' numbers: what is learnt from, and how. */
export function inputsOf(read: readonly Read[]): string {
  const hash = createHash('sha256').update(JSON.stringify([aboutOptions, topicOptions]))
  for (const one of read) hash.update(JSON.stringify(one))
  for (const name of ['training', 'train-models'])
    hash.update(readFileSync(join(import.meta.dirname, `${name}.ts`), 'utf8').replace(/\s+/g, ' '))
  return hash.digest('base64url').slice(0, 22)
}

/**
 * Trains on whole messages first; of a long one that asks, the sentence which then looks most like a question is learnt as
 * one in a second round, and of one that does not, every sentence as none.
 */
export function trainModels(read: readonly Read[]): StoredModels {
  const labelOf = ({ topic }: Read) => Number(topic !== null)
  const whole = read.map((one): Example => ({ label: labelOf(one), features: one.whole }))
  const first = readModel(train(whole, aboutOptions))
  const score = (features: readonly number[]) => sums(first, (visit) => features.forEach(visit))[0] ?? 0
  const asking = ({ segments }: Read) =>
    segments.reduce((best, other) => (score(other) > score(best) ? other : best), segments[0] ?? [])
  const parts = read.flatMap((one): Example[] => {
    if (one.segments.length < 2) return []
    const learnt = one.topic === null ? one.segments : [asking(one)]
    return learnt.map((features) => ({ label: labelOf(one), features }))
  })
  const topics = read.flatMap((one): Example[] =>
    one.topic === null ? [] : [{ label: shippingTopics.indexOf(one.topic), features: asking(one) }],
  )
  return { about: train([...whole, ...parts], aboutOptions), topic: train(topics, topicOptions) }
}
