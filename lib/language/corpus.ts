import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ShippingTopic, shippingTopics } from './shipping.ts'

/**
 * A labelled sentence. `author` is one hand, a file of `data/hands`; `kind` what the hand tried. `topic`: null where nothing
 * about shipping is asked; `city`: where it is to go, by its Persian name, or empty.
 */
export type Labelled = { author: string; kind: string; topic: ShippingTopic | null; city: string; text: string }

/** Hands that no training sees, nor the eyes of those who change features or vetoes: what they show is what to expect. */
export const heldOut: readonly string[] = ['arash', 'davood', 'fatemeh', 'hossein']

const folder = join(import.meta.dirname, 'data/hands')

/** All labelled sentences, hand by hand. Throws where a line is not `sign|kind|topic|city|text`. */
export const readCorpus = (): Labelled[] =>
  readdirSync(folder)
    .sort()
    .flatMap((file) =>
      readFileSync(join(folder, file), 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '' && !line.startsWith('#'))
        .map((line) => parseLine(file.replace(/\.txt$/, ''), line)),
    )

/** One line of a hand. Throws where it is not `sign|kind|topic|city|text`. */
export function parseLine(author: string, line: string): Labelled {
  const [sign, kind = '', topic = '', city = '', ...rest] = line.split('|')
  const text = rest.join('|')
  const named = shippingTopics.find((each) => each === topic) ?? null
  const fits = sign === '+' ? named !== null : sign === '-' && topic === ''
  if (!fits || kind === '' || text === '') throw new Error(`${author}: not a labelled sentence: ${line}`)
  return { author, kind, topic: named, city: city.trim(), text }
}
