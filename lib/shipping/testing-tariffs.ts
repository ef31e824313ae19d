import fc from 'fast-check'
import { distanceClasses } from './distance.ts'
import { parcelSizes } from './parcel.ts'
import { services } from './service.ts'
import { parseTariff, type Tariff } from './tariff.ts'

const amounts = (count: number, max: number) =>
  fc.array(fc.nat({ max }), { minLength: count, maxLength: count }).map((steps) => {
    let sum = 0
    return steps.map((by) => {
      sum += by
      return sum
    })
  })

/** A price list as most are: every amount is what the smaller or nearer one is, and something more. */
export const risingTariffs: fc.Arbitrary<Tariff> = fc
  .record({
    taxPercent: fc.integer({ min: 0, max: 100 }),
    roundToToman: fc.integer({ min: 1, max: 10_000 }),
    offers: fc.uniqueArray(
      fc.record({
        service: fc.constantFrom(...services),
        distances: fc.subarray([...distanceClasses], { minLength: 1 }),
        carried: fc.integer({ min: 1, max: parcelSizes.length }),
        bySize: amounts(parcelSizes.length, 200_000),
        byDistance: amounts(3, 200_000),
        stepPrices: amounts(3, 20_000),
        fragile: amounts(parcelSizes.length, 50_000),
        includedGrams: fc.nat({ max: 5_000 }),
        stepGrams: fc.integer({ min: 100, max: 5_000 }),
        maxWeightGrams: fc.integer({ min: 1, max: 50_000 }),
        side: fc.integer({ min: 20, max: 150 }),
      }),
      { minLength: 1, selector: (offer) => offer.service },
    ),
  })
  .map(({ taxPercent, roundToToman, offers }) =>
    parseTariff({
      name: 'تعرفه',
      sample: true,
      taxPercent,
      roundToToman,
      services: offers.map((offer) => {
        const sizes = parcelSizes.slice(0, offer.carried)
        const prices = offer.distances.map((distance) => {
          const far = distanceClasses.indexOf(distance)
          const base = sizes.map((size, index) => [size, (offer.bySize[index] ?? 0) + (offer.byDistance[far] ?? 0)])
          const { includedGrams, stepGrams } = offer
          const stepPrice = offer.stepPrices[far] ?? 0
          return [distance, { base: Object.fromEntries(base), includedGrams, stepGrams, stepPrice }]
        })
        return {
          service: offer.service,
          deliveryTime: 'زود',
          maxWeightGrams: offer.maxWeightGrams,
          maxSidesCm: [offer.side, offer.side, offer.side],
          prices: Object.fromEntries(prices),
          fragilePacking: Object.fromEntries(sizes.map((size, index) => [size, offer.fragile[index] ?? 0])),
        }
      }),
    }),
  )

const price = fc.nat({ max: 500_000 })
const bySize = fc
  .tuple(
    fc.subarray([...parcelSizes]),
    fc.array(price, { minLength: parcelSizes.length, maxLength: parcelSizes.length }),
  )
  .map(([sizes, values]) => Object.fromEntries(sizes.map((size, index) => [size, values[index] ?? 0])))

const zones = fc.dictionary(
  fc.constantFrom(...distanceClasses),
  fc.record({
    base: bySize,
    includedGrams: fc.nat({ max: 5_000 }),
    stepGrams: fc.integer({ min: 100, max: 5_000 }),
    stepPrice: fc.nat({ max: 20_000 }),
  }),
  { maxKeys: distanceClasses.length },
)

const side = fc.integer({ min: 20, max: 150 })

/** Any valid price list, however odd. */
export const anyTariffs: fc.Arbitrary<Tariff> = fc
  .record({
    name: fc.constant('تعرفه'),
    validTo: fc.option(fc.constantFrom('1405-12-29', '1408-12-30'), { nil: undefined }),
    sample: fc.boolean(),
    taxPercent: fc.integer({ min: 0, max: 100 }),
    roundToToman: fc.integer({ min: 1, max: 10_000 }),
    services: fc.uniqueArray(
      fc.record({
        service: fc.constantFrom(...services),
        deliveryTime: fc.constantFrom('زود', '۲ تا ۴ روز', '-فردا، "شب"'),
        maxWeightGrams: fc.integer({ min: 1, max: 50_000 }),
        maxSidesCm: fc.tuple(side, side, side),
        prices: zones,
        fragilePacking: bySize,
      }),
      { minLength: 1, selector: ({ service }) => service },
    ),
  })
  .map(parseTariff)
