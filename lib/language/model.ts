/**
 * Weights of hashed features, one for each output, as training stores them: the hashes ascending, each as the distance
 * from the one before it in bytes of seven bits, then its weights, a signed byte each; base64. `scale`: what one is worth.
 */
export type StoredModel = { features: number; scale: number; bias: number[]; weights: string }

/** What is looked up: an open table of hashes, and the place of each one's weights. */
export type Model = {
  outputs: number
  bias: readonly number[]
  scale: number
  hashes: Int32Array
  places: Int32Array
  weights: Int8Array
  /** By which count of `rounds` a feature was seen last. */
  seen: Int32Array
  rounds: number
}

const free = -1

/** Unpacks a stored model. Throws where its numbers do not fit together. */
export function readModel({ features, scale, bias, weights: packed }: StoredModel): Model {
  const bytes = Buffer.from(packed, 'base64')
  const size = 2 ** Math.ceil(Math.log2(features * 2 + 1))
  const model: Model = {
    outputs: bias.length,
    bias,
    scale,
    hashes: new Int32Array(size).fill(free),
    places: new Int32Array(size),
    weights: new Int8Array(features * bias.length),
    seen: new Int32Array(features),
    rounds: 0,
  }
  let at = 0
  let hash = 0
  for (let feature = 0; feature < features; feature++) {
    let distance = 0
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++] ?? 0
      distance |= (byte & 127) << shift
      if (byte < 128) break
    }
    hash += distance
    const place = slotOf(model.hashes, hash)
    model.hashes[place] = hash
    model.places[place] = feature
    for (let output = 0; output < bias.length; output++) {
      model.weights[feature * bias.length + output] = ((bytes[at++] ?? 0) << 24) >> 24
    }
  }
  if (at !== bytes.length) throw new Error('the model does not end where its numbers do: run "npm run train"')
  return model
}

/**
 * The sum of each output for features that are given by calling back, each counted once; divided by the root of how many
 * were known, so that long and short texts compare.
 */
export function sums(model: Model, each: (visit: (hash: number) => void) => void): number[] {
  const { hashes, places, weights, seen, outputs } = model
  const round = ++model.rounds
  const totals = new Array<number>(outputs).fill(0)
  let known = 0
  each((hash) => {
    const slot = slotOf(hashes, hash)
    const place = places[slot] ?? 0
    if (hashes[slot] === free || seen[place] === round) return
    seen[place] = round
    known += 1
    for (let output = 0; output < outputs; output++) {
      totals[output] = (totals[output] ?? 0) + (weights[place * outputs + output] ?? 0)
    }
  })
  const worth = model.scale / Math.sqrt(known || 1)
  return totals.map((total, output) => total * worth + (model.bias[output] ?? 0))
}

/** How likely each output is: one by itself, several together 1. */
export function likelihoods(scores: readonly number[]): number[] {
  if (scores.length === 1) return scores.map((score) => 1 / (1 + Math.exp(-score)))
  const highest = Math.max(...scores)
  const powers = scores.map((score) => Math.exp(score - highest))
  const total = powers.reduce((sum, power) => sum + power, 0)
  return powers.map((power) => power / total)
}

/** Where the hash stands, or the free slot where it would. */
function slotOf(hashes: Int32Array, hash: number): number {
  const last = hashes.length - 1
  let slot = Math.imul(hash, 0x9e3779b1) & last
  while (hashes[slot] !== free && hashes[slot] !== hash) slot = (slot + 1) & last
  return slot
}
