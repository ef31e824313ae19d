import { describe, expect, it } from 'vitest'
import sample from './data/sample-tariff.json' with { type: 'json' }
import { services } from './service.ts'
import { parseTariff, sampleTariff } from './tariff.ts'

type Draft = typeof sample

const changed = (change: (draft: Draft) => unknown) => {
  const draft = structuredClone(sample)
  change(draft)
  return () => parseTariff(draft)
}

describe('parseTariff', () => {
  it('accepts the sample tariff, which is marked as one and has every service', () => {
    expect(sampleTariff).toMatchObject({ name: 'تعرفهٔ نمونه', sample: true, taxPercent: 10, roundToToman: 1_000 })
    expect(sampleTariff.services.map(({ service }) => service)).toEqual([...services])
  })

  it.each<[string, (draft: Draft) => unknown]>([
    ['a fraction of a toman', (draft) => (at(draft, 0).fragilePacking.envelope = 0.5)],
    ['a negative price', (draft) => (at(draft, 0).fragilePacking.envelope = -1)],
    ['an unknown service', (draft) => (at(draft, 0).service = 'balloon')],
    ['a service twice', (draft) => (at(draft, 0).service = 'city_same_day')],
    ['no service', (draft) => (draft.services = [])],
    ['a step that costs more than a million', (draft) => (far(draft).stepPrice = 1_000_001)],
    ['a field that is not known', (draft) => Object.assign(draft, { discount: 1 })],
  ])('refuses %s', (_, change) => {
    expect(changed(change)).toThrow(expect.objectContaining({ code: 'invalid_input' }))
  })

  it.each<[string, (draft: Draft) => unknown]>([
    ['a farther way at the price of a nearer one', (draft) => Object.assign(far(draft), near(draft))],
    ['a larger parcel at the price of a smaller one', (draft) => Object.assign(far(draft).base ?? {}, flat(draft))],
    ['a larger parcel that costs less', (draft) => ((at(draft, 0).prices.same_city?.base ?? {}).medium = 1)],
    ['packing that costs less for a larger parcel', (draft) => (at(draft, 0).fragilePacking.medium = 1)],
    ['a farther way that costs less', (draft) => ((at(draft, 3).prices.other_province?.base ?? {}).envelope = 1)],
    ['a lighter step on a farther way', (draft) => ((at(draft, 3).prices.other_province ?? {}).stepPrice = 1)],
    ['another step on a farther way', (draft) => ((at(draft, 3).prices.other_province ?? {}).stepGrams = 500)],
    ['another included weight on a farther way', (draft) => (far(draft).includedGrams = 1)],
    ['a larger parcel that costs less on one way of several', (draft) => ((far(draft).base ?? {}).xlarge = 1)],
    ['a step that costs a million', (draft) => (far(draft).stepPrice = 1_000_000)],
  ])('accepts %s', (_, change) => {
    expect(changed(change)).not.toThrow()
  })

  it.each([null, 1, 'x', [], {}])('refuses %j', (data) => {
    expect(() => parseTariff(data)).toThrow(expect.objectContaining({ code: 'invalid_input' }))
  })
})

type Loose = {
  service: string
  fragilePacking: Record<string, number>
  prices: Record<string, Zone>
}

type Zone = { base?: Record<string, number>; stepPrice?: number; stepGrams?: number; includedGrams?: number }

function at(draft: Draft, index: number): Loose {
  return draft.services[index] as unknown as Loose
}

/** The farthest way of the service that goes there, and the way before it. */
const far = (draft: Draft): Zone => at(draft, 3).prices.other_province ?? {}
const near = (draft: Draft): Zone => at(draft, 3).prices.same_province ?? {}

function flat(draft: Draft): Record<string, number> {
  const { base = {} } = far(draft)
  return Object.fromEntries(Object.keys(base).map((size) => [size, base.xlarge ?? 0]))
}
