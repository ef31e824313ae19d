import { describe, expect, it } from 'vitest'
import { availableServices, cheapestFirst, includedWeight, sampleTariff } from '#lib/shipping/index.ts'
import { pricesFor } from './prices.ts'

type Here = Parameters<typeof pricesFor>[0]

describe('the services on the first screen', () => {
  const cities = [
    { slug: 'tehran', display: 'تهران' },
    { slug: 'mashhad', display: 'مشهد' },
  ]
  const app = { shipping: { offers: { current: async () => sampleTariff } }, places: { cities: async () => cities } }
  const here = { app, seat: { side: 'SUPPLY' } } as unknown as Here
  const offered = async (otherCity?: string) => {
    const fields = { size: 'small', city: 'tehran', otherCity }
    return (await pricesFor(here, { post: null, choices: null }, fields)).services
  }
  const tehran = { city: 'tehran', district: null }
  const ends = { pickup: tehran, dropoff: tehran }
  const weightGrams = includedWeight(sampleTariff, 'small')
  const parcel = { size: 'small', weightGrams, fragile: false, forbiddenAccepted: false } as const
  const limited = (services: Awaited<ReturnType<typeof offered>>) =>
    services.filter(({ unavailable }) => unavailable === null).map(({ time }) => /فقط داخل شهر تهران/.test(time ?? ''))

  it('say how far each goes while the seller has not said where the buyer is, and what becomes of one farther away', async () => {
    const services = await offered()
    expect(limited(services)).toContain(true)
    expect(limited(services)).toContain(false)
    for (const { time, sentence, unavailable } of services) {
      if (unavailable !== null) continue
      expect(sentence?.includes('اگر خریدار جای دورتری باشد')).toBe(/فقط/.test(time ?? ''))
    }
  })

  it('have no limit once it is known, and are in order of their prices', async () => {
    for (const city of ['tehran', 'mashhad']) expect(limited(await offered(city))).not.toContain(true)
    const order = async (city?: string) => (await offered(city)).map(({ value }) => value)
    const prices = cheapestFirst(availableServices({ tariff: sampleTariff, parcel, ...ends }))
    expect(await order('tehran')).toEqual(prices.map(({ service }) => service))
  })
})
