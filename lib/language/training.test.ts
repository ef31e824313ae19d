import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import cityList from '#lib/divar/data/cities.json' with { type: 'json' }
import { heldOut, parseLine, readCorpus } from './corpus.ts'
import stored from './data/model.json' with { type: 'json' }
import { readModel, sums } from './model.ts'
import { cityNames } from './places.ts'
import { inputsOf, readAll, trainModels } from './train-models.ts'
import { train } from './training.ts'

const names = cityNames(cityList)
const corpus = readCorpus()
const learnt = corpus.filter(({ author }) => !heldOut.includes(author))

describe('training the model', () => {
  it('learns what distinguishes two kinds of texts and stores each weight in a byte', () => {
    const examples = Array.from({ length: 60 }, (_, index) => ({ label: index % 2, features: [index % 2, 7, 300_000] }))
    const model = readModel(train(examples, { outputs: 1, leastTexts: 2, maxFeatures: 10 }))
    const score = (...features: number[]) => sums(model, (visit) => features.forEach(visit))[0] ?? 0
    expect(score(1, 7)).toBeGreaterThan(0)
    expect(score(0, 7)).toBeLessThan(0)
    expect(score(1, 1, 1, 7, 999), 'each counts once, the unknown not at all').toBe(score(1, 7))
  })

  it('drops features of a single text and keeps the strongest', () => {
    const examples = Array.from({ length: 40 }, (_, index) => ({
      label: index % 2,
      features: [index % 2, 50, 1000 + index],
    }))
    expect(train(examples, { outputs: 1, leastTexts: 2, maxFeatures: 10 }).features).toBe(3)
    expect(train(examples, { outputs: 1, leastTexts: 2, maxFeatures: 2 }).features).toBe(2)
  })

  it('is deterministic', () => {
    const some = readAll(corpus.slice(0, 300), names)
    expect(trainModels(some)).toEqual(trainModels(some))
  })

  it('refuses inconsistent sizes', () => {
    const model = train(
      [
        { label: 1, features: [1] },
        { label: 0, features: [1] },
      ],
      { outputs: 1, leastTexts: 1, maxFeatures: 5 },
    )
    expect(() => readModel({ ...model, features: 2 })).toThrow('npm run train')
  })
})

describe('the stored model', () => {
  it('fits the current sentences, features and cities: else run "npm run train"', () => {
    expect(stored.inputs).toBe(inputsOf(readAll(learnt, names)))
  })

  it('is at most 200 kilobytes', () => {
    expect(readFileSync(new URL('./data/model.json', import.meta.url)).length).toBeLessThanOrEqual(200_000)
  })
})

describe('the labelled sentences', () => {
  it('are many, of many authors, each with one label', () => {
    expect(new Set(corpus.map(({ author }) => author)).size).toBeGreaterThanOrEqual(20)
    const labels = Map.groupBy(corpus, ({ text }) => text.trim())
    const torn = [...labels].filter(([, same]) => new Set(same.map(({ topic }) => topic === null)).size > 1)
    expect(torn.map(([text]) => text)).toEqual([])
  })

  it("exclude every held-out author's text from training", () => {
    const seen = new Set(learnt.map(({ text }) => text.trim()))
    const shared = corpus.filter(({ author, text }) => heldOut.includes(author) && seen.has(text.trim()))
    expect(shared.length).toBeLessThan(corpus.length / 200)
  })

  it('are refused for a malformed line', () => {
    for (const line of ['', 'x', '+|polite|when||کی', '-|price|price||چند', '+|a|price||', '-||| |x'])
      expect(() => parseLine('someone', line), line).toThrow('someone')
  })
})
