import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sizesOfCategories, tooLargeCategories } from './category-sizes.ts'
import { cheapestFirst, isShownPrice, shownPrices } from './choice.ts'
import { parcelSizes, parseParcel, presetOf } from './parcel.ts'
import { availableServices } from './quote.ts'
import { sampleTariff } from './tariff.ts'
import { heavierWeights, includedWeight, isUsuallyTooLarge, usualSize } from './usual.ts'

const sizes = fc.constantFrom(...parcelSizes)
const included = (size: (typeof parcelSizes)[number]) => includedWeight(sampleTariff, size)
const tehran = { city: 'tehran', district: null }

describe('the usual size', () => {
  it.each([
    ['mobile-phones', 'small'],
    ['mobile-tablet-accessories', 'small'],
    ['sim-card', 'envelope'],
    ['laptops', 'medium'],
    ['clothing', 'medium'],
    ['desktops', 'large'],
    ['bicycle', 'xlarge'],
    ['strollers-and-accessories', 'xlarge'],
    ['sofa-armchair', 'xlarge'],
    ['apartment-rent', 'medium'],
    ['a-new-category', 'medium'],
    ['constructor', 'medium'],
    [null, 'medium'],
  ])('of %s is %s', (category, size) => {
    expect(usualSize(category)).toBe(size)
  })

  it('is one of the list for any text, and medium for what no table names', () => {
    const named = [...Object.values(sizesOfCategories).flat(), ...tooLargeCategories]
    const odd = fc.constantFrom('__proto__', 'constructor', '', 'MOBILE-PHONES', 'mobile-phones ')
    fc.assert(
      fc.property(fc.oneof(fc.string(), odd, fc.constantFrom(...named)), (category) => {
        expect(parcelSizes).toContain(usualSize(category))
        if (!named.includes(category)) expect(usualSize(category)).toBe('medium')
        if (isUsuallyTooLarge(category)) expect(usualSize(category)).toBe('xlarge')
      }),
    )
  })

  it('is said once for each category, under a slug that Divar could send', () => {
    const named = [...Object.values(sizesOfCategories).flat(), ...tooLargeCategories]
    expect(named.filter((slug, index) => named.indexOf(slug) !== index)).toEqual([])
    for (const slug of named) expect(slug).toMatch(/^[a-z0-9-]{1,64}$/)
  })
})

it.each([
  ['refrigerator-freezer', true],
  ['washing-machines', true],
  ['sofa-armchair', true],
  ['mobile-phones', false],
  ['a-new-category', false],
  [null, false],
])('goods of %s usually fit no size: %s', (category, is) => {
  expect(isUsuallyTooLarge(category)).toBe(is)
})

describe('the weight of a size', () => {
  it('that is not named is the included one, which costs nothing on top and is allowed for the size', () => {
    fc.assert(
      fc.property(sizes, (size) => {
        const parsed = parseParcel({ size, weight: '', forbiddenAccepted: '1' }, included)
        expect(parsed).toMatchObject({ ok: true, value: { weightGrams: included(size) } })
        if (!parsed.ok) return
        expect(parsed.value.weightGrams).toBeLessThanOrEqual(presetOf(size).maxWeightGrams)
        for (const offer of availableServices({
          tariff: sampleTariff,
          parcel: parsed.value,
          pickup: tehran,
          dropoff: null,
        })) {
          if (offer.ok) expect(offer.parts.map(({ code }) => code)).not.toContain('weight')
        }
      }),
    )
  })

  it('that is offered is never lighter than the included one and never above what the size allows', () => {
    fc.assert(
      fc.property(sizes, (size) => {
        for (const weight of heavierWeights(sampleTariff, size)) {
          expect(weight).toBeGreaterThan(included(size))
          const form = { size, weight: String(weight), forbiddenAccepted: '1' }
          expect(parseParcel(form, included)).toMatchObject({ ok: true, value: { weightGrams: weight } })
        }
      }),
    )
    expect(heavierWeights(sampleTariff, 'envelope')).toEqual([])
  })

  it('that is too much for the size is refused, and so is one that no list has', () => {
    const form = { size: 'envelope', forbiddenAccepted: '1' }
    expect(parseParcel({ ...form, weight: '30000' }, included)).toMatchObject({
      faults: { weight: 'weight_over_size' },
    })
    expect(parseParcel({ ...form, weight: 'much' }, included)).toMatchObject({ faults: { weight: 'weight_invalid' } })
  })

  it('is the lightest bracket where even that costs something', () => {
    const [first, ...rest] = sampleTariff.services
    if (!first?.prices.same_city) throw new Error('the sample has no such price')
    const dear = { ...first, prices: { same_city: { ...first.prices.same_city, includedGrams: 0 } } }
    expect(includedWeight({ ...sampleTariff, services: [dear, ...rest] }, 'small')).toBe(500)
  })
})

describe('prices as a page showed them', () => {
  const offersTo = (city: string) => {
    const parcel = { size: 'small', weightGrams: 1000, fragile: false, forbiddenAccepted: true } as const
    const dropoff = { city, district: null }
    return cheapestFirst(availableServices({ tariff: sampleTariff, parcel, pickup: tehran, dropoff }))
  }

  it('are in order: cheapest first, impossible ones last', () => {
    for (const city of ['tehran', 'karaj', 'mashhad']) {
      const prices = offersTo(city).map((offer) => (offer.ok ? offer.max : Number.POSITIVE_INFINITY))
      expect(prices).toEqual(prices.toSorted((a, b) => a - b))
    }
  })

  it('hold for the same choices, and not for others, for none, or for a made-up one', () => {
    const shown = shownPrices(offersTo('mashhad'))
    for (const offer of offersTo('mashhad')) if (offer.ok) expect(isShownPrice(shown, offer)).toBe(true)
    for (const other of [shownPrices(offersTo('tehran')), '', undefined, 'post_pishtaz:1-1', ` ${shown.slice(1)}`]) {
      const [offer] = offersTo('mashhad')
      if (offer?.ok) expect(isShownPrice(other, offer)).toBe(false)
    }
  })
})
