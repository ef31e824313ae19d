import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Labelled } from './corpus.ts'
import { readModel, sums } from './model.ts'
import type { CityNames } from './places.ts'
import { featuresOf, type StoredModels, shippingTopics, signCities } from './shipping.ts'
import { type Example, train } from './training.ts'
import { piecesOf, sentencesOf, wholeOf } from './words.ts'

/** Files whose change makes other numbers. */
const code = ['words', 'sounds', 'concepts', 'word-classes', 'features', 'training', 'train-models', 'shipping']

/** A fingerprint of the sentences and of the code that the models are made of. */
export function inputsOf(sentences: readonly Labelled[]): string {
  const hash = createHash('sha256').update(JSON.stringify(sentences))
  for (const name of code)
    hash.update(readFileSync(join(import.meta.dirname, `${name}.ts`), 'utf8').replace(/\s+/g, ' '))
  return hash.digest('base64url').slice(0, 22)
}

const aboutOptions = { outputs: 1, leastTexts: 2, mostFeatures: 46_000 }
const topicOptions = { outputs: shippingTopics.length, leastTexts: 3, mostFeatures: 7_000 }

/**
 * Trains on whole messages first; of a long one that asks, the sentence which then looks most like a question is learnt as
 * one in a second round, and of one that does not, every sentence as none.
 */
export function trainModels(sentences: readonly Labelled[], names: CityNames): StoredModels {
  const read = sentences.map(({ topic, text }) => {
    const signed = sentencesOf(text).map((sentence) => signCities(sentence, names))
    return {
      ...{ label: Number(topic !== null), topic },
      whole: featuresOf(wholeOf(signed)),
      pieces: piecesOf(signed).map(featuresOf),
    }
  })
  const whole = read.map(({ label, whole }): Example => ({ label, features: whole }))
  const first = readModel(train(whole, aboutOptions))
  const score = (features: readonly number[]) => sums(first, (visit) => features.forEach(visit))[0] ?? 0
  const asking = (pieces: readonly (readonly number[])[]) =>
    pieces.reduce((best, other) => (score(other) > score(best) ? other : best), pieces[0] ?? [])
  const parts = read.flatMap(({ label, pieces }): Example[] => {
    if (pieces.length < 2) return []
    return label === 1 ? [{ label, features: asking(pieces) }] : pieces.map((features) => ({ label, features }))
  })
  const topics = read.flatMap(({ topic, pieces }): Example[] =>
    topic === null ? [] : [{ label: shippingTopics.indexOf(topic), features: asking(pieces) }],
  )
  return { about: train([...whole, ...parts], aboutOptions), topic: train(topics, topicOptions) }
}
