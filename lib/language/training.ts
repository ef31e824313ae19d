import { likelihoods, type StoredModel } from './model.ts'

/** The features of one text, each once, and the number of its output; for one output: 1 or 0. */
export type Example = { features: readonly number[]; label: number }

export type TrainingOptions = {
  outputs: number
  /** Features of fewer texts say nothing; of the others so many stay whose weights are largest. */
  leastTexts: number
  maxFeatures: number
}

type Weights = { weights: Float64Array; bias: number[] }

const epochs = 20
const rate = 0.1
const decay = 2e-6
// A part of the features is left out at each look, so that no single one is relied on.
const dropped = 0.3

/**
 * Logistic regression, with several outputs multinomial, by stochastic gradient descent with a rate of its own for each
 * weight (AdaGrad). Trained once with all features that several texts share, and once more with those that count. The
 * same examples in the same order give the same numbers.
 */
export function train(examples: readonly Example[], options: TrainingOptions): StoredModel {
  const all = shared(examples, options.leastTexts)
  const { weights } = descend(examples, all, options.outputs)
  const strength = (index: number) =>
    Math.max(
      ...Array.from({ length: options.outputs }, (_, output) =>
        Math.abs(weights[index * options.outputs + output] ?? 0),
      ),
    )
  const strongest = all
    .map((hash, index) => ({ hash, strength: strength(index) }))
    .sort((one, two) => two.strength - one.strength || one.hash - two.hash)
    .slice(0, options.maxFeatures)
  const kept = strongest.map(({ hash }) => hash).sort((one, two) => one - two)
  return store(kept, descend(examples, kept, options.outputs))
}

function shared(examples: readonly Example[], leastTexts: number): number[] {
  const counts = new Map<number, number>()
  for (const { features } of examples) for (const hash of features) counts.set(hash, (counts.get(hash) ?? 0) + 1)
  return [...counts].flatMap(([hash, count]) => (count >= leastTexts ? [hash] : [])).sort((one, two) => one - two)
}

function descend(examples: readonly Example[], vocabulary: readonly number[], outputs: number): Weights {
  const indexes = new Map(vocabulary.map((hash, index) => [hash, index]))
  const rows = examples.map(({ features, label }) => ({
    known: features.flatMap((hash) => indexes.get(hash) ?? []),
    label,
  }))
  const weights = new Float64Array(vocabulary.length * outputs)
  const squares = new Float64Array(weights.length).fill(1e-6)
  const bias = new Array<number>(outputs).fill(0)
  const random = generator(7)
  const order = rows.map((_, index) => index)
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random)
    for (const index of order) look(rows[index] ?? { known: [], label: 0 })
  }
  return { weights, bias }

  function look({ known, label }: { known: readonly number[]; label: number }) {
    const seen = known.filter(() => random() >= dropped)
    const value = 1 / Math.sqrt(seen.length || 1)
    const scores = bias.map((start, output) =>
      seen.reduce((sum, one) => sum + (weights[one * outputs + output] ?? 0) * value, start),
    )
    for (const [output, likely] of likelihoods(scores).entries()) {
      const error = likely - (outputs === 1 ? label : Number(output === label))
      bias[output] = (bias[output] ?? 0) - 0.01 * error
      for (const one of seen) {
        const place = one * outputs + output
        const weight = weights[place] ?? 0
        const gradient = error * value + decay * weight
        const square = (squares[place] ?? 0) + gradient * gradient
        squares[place] = square
        weights[place] = weight - (rate * gradient) / Math.sqrt(square)
      }
    }
  }
}

function store(hashes: readonly number[], { weights, bias }: Weights): StoredModel {
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0)
  const scale = largest / 127 || 1
  const bytes: number[] = []
  for (const [index, hash] of hashes.entries()) {
    let distance = hash - (hashes[index - 1] ?? 0)
    for (; distance > 127; distance >>>= 7) bytes.push((distance & 127) | 128)
    bytes.push(distance)
    for (let output = 0; output < bias.length; output++) {
      bytes.push(Math.round((weights[index * bias.length + output] ?? 0) / scale) & 255)
    }
  }
  const short = (value: number) => Number(value.toPrecision(8))
  return {
    features: hashes.length,
    scale: short(scale),
    bias: bias.map(short),
    weights: Buffer.from(bytes).toString('base64'),
  }
}

function shuffle(order: number[], random: () => number): void {
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    const kept = order[at] ?? 0
    order[at] = order[other] ?? 0
    order[other] = kept
  }
}

/** Mulberry32: a small generator with a seed, so that a training can be repeated. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
