import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distanceClass, distanceClasses } from './distance.ts'
import { type Parcel, parcelSizes, presetOf, weightBracketsOf } from './parcel.ts'
import type { Place } from './place.ts'
import { availableServices, type Quote, type QuoteResult, quote } from './quote.ts'
import { deliveryTimes, priceRange, rangesBySize, reachOf, sizePrices } from './range.ts'
import { services } from './service.ts'
import { parseTariff, sampleTariff } from './tariff.ts'
import { anyTariffs, risingTariffs } from './testing-tariffs.ts'

const place = (city: string): Place => ({ city, district: null })
const cities = ['tehran', 'eslamshahr', 'karaj', 'shiraz', 'marvdasht', 'nowhere']
const places = fc.constantFrom(...cities.map(place))
const parcels: fc.Arbitrary<Parcel> = fc.constantFrom(...parcelSizes).chain((size) =>
  fc.record({
    size: fc.constant(size),
    weightGrams: fc.integer({ min: 1, max: presetOf(size).maxWeightGrams }),
    fragile: fc.boolean(),
    forbiddenAccepted: fc.constant(true as const),
  }),
)

const ends = fc.record({ pickup: fc.option(places), dropoff: fc.option(places) })
const askedOf = (tariff: typeof anyTariffs) =>
  fc.record({ tariff, parcel: parcels, service: fc.constantFrom(...services) })
const asked = askedOf(anyTariffs)

const expectDearer = (more: QuoteResult, less: QuoteResult) => {
  if (more.ok && less.ok) expect(more.max).toBeGreaterThanOrEqual(less.max)
}

describe('quote', () => {
  const sent: Parcel = { size: 'small', weightGrams: 2_000, fragile: true, forbiddenAccepted: true }
  const toShiraz = { tariff: sampleTariff, pickup: place('tehran'), dropoff: place('shiraz') }

  it('itemises the price', () => {
    expect(quote({ ...toShiraz, parcel: sent, service: 'post_pishtaz' })).toEqual({
      ok: true,
      service: 'post_pishtaz',
      distance: 'other_province',
      min: 117_000,
      max: 117_000,
      parts: [
        { code: 'base', amount: 78_863 },
        { code: 'weight', amount: 9_500 },
        { code: 'fragile', amount: 18_000 },
        { code: 'tax', amount: 10_637 },
      ],
      exact: true,
      deliveryTime: '۲ تا ۴ روز کاری',
      tariffName: 'تعرفهٔ نمونه',
      sample: true,
      version: 0,
    })
  })

  it('rounds a fraction of tax up to a toman', () => {
    const prices = { same_city: { base: { envelope: 55 }, includedGrams: 1_000, stepGrams: 100, stepPrice: 1 } }
    const offer = { service: 'city_express', deliveryTime: 'زود', maxWeightGrams: 1_000, maxSidesCm: [40, 40, 40] }
    const services = [{ ...offer, prices, fragilePacking: {} }]
    const tariff = parseTariff({ name: 'تعرفه', sample: true, taxPercent: 10, roundToToman: 1, services })
    const parcel: Parcel = { ...sent, size: 'envelope', weightGrams: 500 }
    const result = quote({ tariff, parcel, service: 'city_express', pickup: null, dropoff: null })
    expect(result).toMatchObject({ max: 61, parts: [{ amount: 55 }, { code: 'tax', amount: 6 }] })
  })

  describe('for one service', () => {
    const prices = { same_city: { base: { small: 50_000 }, includedGrams: 1_000, stepGrams: 500, stepPrice: 7_000 } }
    const list = (change: object = {}) => {
      const offer = { service: 'city_express', deliveryTime: 'زود', maxWeightGrams: 4_000, maxSidesCm: [18, 25, 35] }
      const services = [{ ...offer, prices, fragilePacking: { small: 3_000 }, ...change }]
      return parseTariff({ name: 'تعرفه', sample: true, taxPercent: 0, roundToToman: 1_000, services })
    }
    const ask = (weightGrams: number, tariff = list()) => {
      const parcel: Parcel = { ...sent, fragile: false, weightGrams }
      return quote({ tariff, parcel, service: 'city_express', pickup: null, dropoff: null })
    }

    it.each([
      [1, 50_000],
      [999, 50_000],
      [1_000, 50_000],
      [1_001, 57_000],
      [1_499, 57_000],
      [1_500, 57_000],
      [1_501, 64_000],
      [4_000, 92_000],
    ])('counts a started weight step as a whole one: %i g', (weightGrams, price) => {
      expect(ask(weightGrams)).toMatchObject({ ok: true, min: price, max: price })
    })

    it('accepts the maximum weight and not a gram more', () => {
      expect(ask(4_000)).toMatchObject({ ok: true })
      expect(ask(4_001)).toEqual({ ok: false, service: 'city_express', reason: 'too_heavy' })
    })

    it('accepts the maximum box in any orientation and not a centimetre more', () => {
      expect(ask(500)).toMatchObject({ ok: true })
      for (const maxSidesCm of [
        [17, 25, 35],
        [18, 24, 35],
        [18, 25, 34],
      ]) {
        expect(ask(500, list({ maxSidesCm }))).toEqual({ ok: false, service: 'city_express', reason: 'too_large' })
      }
    })

    it('refuses a size without a price', () => {
      const noPrice = { same_city: { ...prices.same_city, base: { envelope: 40_000 } } }
      const tariff = list({ prices: noPrice, fragilePacking: {} })
      expect(ask(500, tariff)).toEqual({ ok: false, service: 'city_express', reason: 'too_large' })
    })

    it('rounds a sum up only from above the last step of the tariff', () => {
      const at = (base: number) => list({ prices: { same_city: { ...prices.same_city, base: { small: base } } } })
      expect([49_999, 50_000, 50_001].map((base) => ask(500, at(base)))).toMatchObject([
        { max: 50_000, parts: [{ code: 'base', amount: 50_000 }] },
        { max: 50_000, parts: [{ code: 'base', amount: 50_000 }] },
        { max: 51_000, parts: [{ code: 'base', amount: 51_000 }] },
      ])
    })
  })

  it('gives the reason why a service is unavailable', () => {
    const inTehran = { ...toShiraz, dropoff: place('tehran') }
    const reason = (result: QuoteResult) => (result.ok ? null : result.reason)
    const heavy: Parcel = { ...sent, size: 'xlarge', weightGrams: 30_000 }
    const large: Parcel = { ...sent, size: 'large' }
    const only = { ...sampleTariff, services: sampleTariff.services.slice(0, 1) }
    expect(reason(quote({ ...toShiraz, parcel: sent, service: 'city_express' }))).toBe('not_this_distance')
    expect(reason(quote({ ...inTehran, parcel: heavy, service: 'city_express' }))).toBe('too_heavy')
    expect(reason(quote({ ...inTehran, parcel: large, service: 'city_express' }))).toBe('too_large')
    expect(reason(quote({ ...inTehran, parcel: sent, service: 'post_vijeh', tariff: only }))).toBe('not_offered')
  })

  it('is exact only when both ends are known', () => {
    const open = quote({ ...toShiraz, dropoff: null, parcel: sent, service: 'post_pishtaz' }) as Quote
    expect(open).toMatchObject({ ok: true, exact: false, distance: null, min: 81_000, max: 117_000 })
    expect(quote({ ...toShiraz, dropoff: null, parcel: sent, service: 'city_express' })).toMatchObject({ exact: false })
  })

  it('has non-negative parts that add up to its highest price', () => {
    fc.assert(
      fc.property(asked, ends, (ask, way) => {
        const result = quote({ ...ask, ...way })
        if (!result.ok) return
        expect(result.parts.reduce((sum, part) => sum + part.amount, 0)).toBe(result.max)
        expect(result.parts.every(({ amount }) => Number.isInteger(amount) && amount > 0)).toBe(true)
        expect(result.min).toBeGreaterThanOrEqual(0)
        expect(result.min).toBeLessThanOrEqual(result.max)
        expect([result.min % ask.tariff.roundToToman, result.max % ask.tariff.roundToToman]).toEqual([0, 0])
        if (result.exact) expect(result.min).toBe(result.max)
      }),
    )
  })

  it('has a tax that is the tariff’s share of the price before tax, rounding included', () => {
    fc.assert(
      fc.property(asked, ends, (ask, way) => {
        const result = quote({ ...ask, ...way })
        if (!result.ok) return
        const tax = result.parts.find(({ code }) => code === 'tax')?.amount ?? 0
        const share = ((result.max - tax) * ask.tariff.taxPercent) / 100
        expect(tax).toBeGreaterThanOrEqual(share)
        expect(tax - share).toBeLessThan(2)
      }),
    )
  })

  it('never decreases with weight, size, fragility or distance where the tariff’s tables do not', () => {
    fc.assert(
      fc.property(
        askedOf(risingTariffs),
        places,
        places,
        places,
        fc.nat({ max: 30_000 }),
        (ask, from, to, other, more) => {
          const { tariff, parcel, service } = ask
          const at = (changed: Partial<Parcel>, dropoff = to) =>
            quote({ tariff, service, parcel: { ...parcel, ...changed }, pickup: from, dropoff })
          expectDearer(at({ weightGrams: parcel.weightGrams + more }), at({}))
          expectDearer(at({ fragile: true }), at({ fragile: false }))
          for (const size of parcelSizes.slice(parcelSizes.indexOf(parcel.size))) expectDearer(at({ size }), at({}))
          const far = (end: Place) => distanceClasses.indexOf(distanceClass(from, end) ?? 'same_city')
          if (far(other) >= far(to)) expectDearer(at({}, other), at({}))
        },
      ),
    )
  })

  it('covers the exact price of every possible unknown end', () => {
    fc.assert(
      fc.property(asked, ends, places, places, (ask, way, from, to) => {
        const range = quote({ ...ask, ...way })
        const exact = quote({ ...ask, pickup: way.pickup ?? from, dropoff: way.dropoff ?? to })
        if (!exact.ok) return
        expect(range.ok && range.min <= exact.min && exact.max <= range.max).toBe(true)
      }),
    )
  })
})

describe('availableServices', () => {
  it('returns every service of the tariff in its order', () => {
    fc.assert(
      fc.property(anyTariffs, parcels, ends, (tariff, parcel, way) => {
        const results = availableServices({ tariff, parcel, ...way })
        expect(results.map(({ service }) => service)).toEqual(tariff.services.map(({ service }) => service))
      }),
    )
  })
})

describe('priceRange', () => {
  it('is known before any input', () => {
    const range = { tariffName: 'تعرفهٔ نمونه', sample: true }
    expect(priceRange({ tariff: sampleTariff, pickup: null, dropoff: null })).toEqual({
      min: 47_000,
      max: 661_000,
      ...range,
    })
    const near = { pickup: place('tehran'), dropoff: place('tehran') }
    expect(priceRange({ tariff: sampleTariff, ...near })).toEqual({ min: 47_000, max: 407_000, ...range })
  })

  it('is null when no service is available', () => {
    const tariff = {
      ...sampleTariff,
      services: sampleTariff.services.filter(({ service }) => service === 'city_express'),
    }
    expect(priceRange({ tariff, pickup: place('tehran'), dropoff: place('shiraz') })).toBeNull()
  })

  it('covers every possible value of the ends', () => {
    fc.assert(
      fc.property(anyTariffs, ends, places, places, (tariff, way, from, to) => {
        const known = priceRange({ tariff, pickup: way.pickup ?? from, dropoff: way.dropoff ?? to })
        const open = priceRange({ tariff, ...way })
        if (known) expect(open !== null && open.min <= known.min && known.max <= open.max).toBe(true)
      }),
    )
  })
})

describe('a range before the parcel is known', () => {
  const choices = fc.constantFrom(...parcelSizes).chain((size) =>
    fc.record({
      size: fc.constant(size),
      weightGrams: fc.constantFrom(...weightBracketsOf(size)),
      fragile: fc.boolean(),
    }),
  )

  it('is kept by every price that can then be chosen: size, weight, fragility, service and ends', () => {
    fc.assert(
      fc.property(anyTariffs, choices, ends, places, places, (tariff, choice, way, from, to) => {
        const parcel: Parcel = { ...choice, forbiddenAccepted: true }
        const whole = priceRange({ tariff, ...way })
        const bySize = rangesBySize({ tariff, ...way }).find(({ size }) => size === choice.size)
        const ofSize = sizePrices({ tariff, ...way, size: choice.size })
        const going = deliveryTimes({ tariff, ...way }).map(({ service }) => service)
        for (const offer of availableServices({
          tariff,
          parcel,
          pickup: way.pickup ?? from,
          dropoff: way.dropoff ?? to,
        })) {
          if (!offer.ok) continue
          const shown = ofSize.find(({ service }) => service === offer.service)
          expect(shown?.ok && shown.min <= offer.min && offer.max <= shown.max).toBe(true)
          expect(whole && whole.min <= offer.min && offer.max <= whole.max).toBe(true)
          expect(bySize && bySize.min <= offer.min && offer.max <= bySize.max).toBe(true)
          expect(going).toContain(offer.service)
        }
      }),
    )
  })

  it('offers a service that takes the lighter parcels of a size, and says why one takes none', () => {
    const near = { tariff: sampleTariff, pickup: place('tehran'), dropoff: place('tehran') }
    const far = { ...near, dropoff: place('shiraz') }
    expect(sizePrices({ ...near, size: 'xlarge' })).toHaveLength(sampleTariff.services.length)
    expect(sizePrices({ ...far, size: 'small' })[0]).toEqual({
      ok: false,
      service: 'city_express',
      reason: 'not_this_distance',
    })
  })
})

describe('the reach of a service', () => {
  it('is the city alone for one that goes to no other city, and farther for one that does', () => {
    for (const { service } of sampleTariff.services) {
      const parcel = { size: 'small', weightGrams: 1000, fragile: false, forbiddenAccepted: true } as const
      const offerTo = (city: string) =>
        quote({
          tariff: sampleTariff,
          parcel,
          service,
          pickup: { city: 'tehran', district: null },
          dropoff: { city, district: null },
        })
      const goesOn = ['shahriar', 'mashhad'].some((city) => offerTo(city).ok)
      expect(
        reachOf(sampleTariff, service, 'small').some((distance) => distance !== 'same_city'),
        service,
      ).toBe(goesOn)
    }
    const local = sampleTariff.services.filter(({ service }) => reachOf(sampleTariff, service).length === 1)
    expect(local).not.toHaveLength(0)
  })

  it('is of one size where that is asked: a distance at which it has no price is none', () => {
    const [first] = sampleTariff.services
    if (!first?.prices.same_city) throw new Error('the sample has no such price')
    const zone = first.prices.same_city
    const far = { ...zone, base: { envelope: zone.base.envelope } }
    const offer = { ...first, prices: { same_city: zone, other_province: far } }
    const tariff = { ...sampleTariff, services: [offer] } as typeof sampleTariff
    expect(reachOf(tariff, first.service)).toEqual(['same_city', 'other_province'])
    expect(reachOf(tariff, first.service, 'small')).toEqual(['same_city'])
  })
})
