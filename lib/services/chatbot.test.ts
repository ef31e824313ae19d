import { describe, expect, it } from 'vitest'
import { availableServices, parcelSizes, sampleTariff, weightBracketsOf } from '../shipping/index.ts'
import { priceOf } from './chatbot.ts'

describe("the chatbot's prices", () => {
  it.each(parcelSizes)('of a parcel that is %s hold every weight that a service takes', (size) => {
    const price = priceOf(sampleTariff)({ from: 'tehran', to: 'shiraz', size })
    for (const weightGrams of weightBracketsOf(size)) {
      const quotes = availableServices({
        tariff: sampleTariff,
        parcel: { size, weightGrams, fragile: false, forbiddenAccepted: true },
        pickup: { city: 'tehran', district: null },
        dropoff: { city: 'shiraz', district: null },
      })
      for (const quote of quotes) {
        if (!quote.ok) continue
        const offer = price?.offers.find(({ service }) => service === quote.service)
        expect(offer?.min).toBeLessThanOrEqual(quote.min)
        expect(offer?.max).toBeGreaterThanOrEqual(quote.max)
      }
    }
  })
})
