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

  it('begin with one that goes wherever the buyer may be, while the seller has not said where that is', async () => {
    const services = await offered()
    const marks = limited(services)
    expect(marks[0]).toBe(false)
    expect(marks).toContain(true)
    expect(marks).toEqual(marks.toSorted((a, b) => Number(a) - Number(b)))
    expect(services[0]?.sentence).not.toContain('جای دورتری')
    expect(services.find(({ time }) => /فقط/.test(time ?? ''))?.sentence).toContain('اگر خریدار جای دورتری باشد')
  })

  it('have no limit once it is known, and are in order of their prices alone', async () => {
    for (const city of ['tehran', 'mashhad']) expect(limited(await offered(city))).not.toContain(true)
    const order = async (city?: string) => (await offered(city)).map(({ value }) => value)
    const prices = cheapestFirst(availableServices({ tariff: sampleTariff, parcel, ...ends }))
    expect(await order('tehran')).toEqual(prices.map(({ service }) => service))
    expect(await order()).not.toEqual(await order('tehran'))
  })
})
