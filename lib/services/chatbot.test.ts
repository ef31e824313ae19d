import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { offeredAt } from '#lib/business/index.ts'
import type { Database } from '#lib/db/client.ts'
import { openMemoryDatabase } from '#lib/db/testing.ts'
import { notedMeasures } from '#lib/kernel/testing-measures.ts'
import { availableServices, parcelSizes, sampleTariff, weightBracketsOf } from '#lib/shipping/index.ts'
import { sampleOffers } from '#lib/shipping/testing-offers.ts'
import { threadWorld } from '#lib/threads/testing.ts'
import { createChatbot, priceOf } from './chatbot.ts'

describe("the chatbot's price range", () => {
  it.each(parcelSizes)('for a %s parcel covers every weight that a service accepts', (size) => {
    const price = priceOf(sampleTariff)({ from: 'tehran', to: 'shiraz', size })
    if (price === null || price === 'nothing_offered') throw new Error(`no price of ${size}`)
    for (const weightGrams of weightBracketsOf(size)) {
      const quotes = availableServices({
        tariff: sampleTariff,
        parcel: { size, weightGrams, fragile: false, forbiddenAccepted: true },
        pickup: { city: 'tehran', district: null },
        dropoff: { city: 'shiraz', district: null },
      })
      for (const quote of quotes) {
        if (!quote.ok) continue
        const offer = price.offers.find(({ service }) => service === quote.service)
        expect(offer?.min).toBeLessThanOrEqual(quote.min)
        expect(offer?.max).toBeGreaterThanOrEqual(quote.max)
      }
    }
  })
})

describe('prices that have ended', () => {
  it('are told by the chatbot as nothing that is offered, not as a way that nobody goes', () => {
    const ended = offeredAt({ ...sampleTariff, validTo: '1300-01-01' }, new Date())
    expect(priceOf(ended)({ from: 'tehran', to: 'shiraz', size: 'small' })).toBe('nothing_offered')
  })
})

describe("the chatbot's rate limit", () => {
  let database: Database
  beforeAll(async () => {
    database = await openMemoryDatabase()
  })
  afterAll(async () => await database.close())

  it('for one conversation protects the calls of all others', async () => {
    const sent: string[] = []
    const nothing = async () => await Promise.resolve([])
    let left = 2
    const chatbot = createChatbot({
      db: database.db,
      clock: () => new Date('2026-11-22T09:00:00Z'),
      random: randomBytes,
      log: { info: () => undefined, debug: () => undefined, warn: () => undefined, error: () => undefined },
      measures: notedMeasures().measures,
      places: { cities: nothing, districts: nothing },
      offers: sampleOffers,
      business: async () => null,
      shipments: { shipmentByCode: async () => null },
      divar: {
        async sendBotMessage({ conversationId }) {
          sent.push(conversationId)
          return { conversationId }
        },
      },
      limited: async (limiter) => {
        if (limiter !== 'botMessages') return null
        left -= 1
        return left >= 0 ? null : 60
      },
      supportWait: async () => null,
      askSupport: async () => ({ kind: 'waiting' }),
      threads: threadWorld(database.db).threads,
      sleep: async () => undefined,
    })
    for (let text = 0; text < 5; text += 1) {
      const at = new Date('2026-11-22T09:00:00Z')
      const input = { kind: 'text', text: 'سلام' } as const
      await chatbot.hear({ id: `event-${text}`, conversationId: 'bot-1', at, input }, async () => true)
    }
    expect(sent).toEqual(['bot-1', 'bot-1'])
  })
})
