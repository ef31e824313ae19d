import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { heldOut, type Labelled, readCorpus } from './corpus.ts'
import { cityNames } from './places.ts'
import { inputsOf, readAll, trainModels } from './train-models.ts'

// npm run train: reads the labelled sentences, and writes the numbers that the recogniser works with.
const cities: { slug: string; display: string }[] = JSON.parse(
  readFileSync(join(import.meta.dirname, '../divar/data/cities.json'), 'utf8'),
)
const sentences: Labelled[] = readCorpus().filter(({ author }) => !heldOut.includes(author))
const read = readAll(sentences, cityNames(cities))
const models = trainModels(read)
const text = `${JSON.stringify({ inputs: inputsOf(read), ...models })}\n`
writeFileSync(join(import.meta.dirname, 'data/model.json'), text)
process.stdout.write(
  `${sentences.length} sentences, ${models.about.features} and ${models.topic.features} features, ${text.length} bytes\n`,
)
