import { expect, it } from 'vitest'
import { takeEvent } from '#lib/addon/inbox/take-event.ts'
import { outbox } from '#lib/db/schema/outbox.ts'
import { shipmentAddresses, shipmentSteps, shipments } from '#lib/db/schema/shipping.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { isMessage, isOrder } from '#lib/db/testing-outbox.ts'
import { reportProblem, type ShipmentState } from '#lib/shipping/index.ts'
import { eraseExpired } from './erase-expired.ts'
import { foundIn, peykWorld, twoPeople } from './testing.ts'

const day = 24 * 3600
const words = 'بسته خیس رسید و گوشه‌اش پاره بود'
const minute = 60

describeOnBothEngines('an ended shipment', (open) => {
  /** Both people at their seats, consented, their shipment at its end, a problem reported, an event received. */
  async function world(state: ShipmentState) {
    const made = peykWorld(open())
    const { access, shipping, clock } = made
    const conversationId = 'conversation-of-both'
    const people = await twoPeople(made, conversationId)
    const { buyer, seller } = people
    const { id, trackingCode, itemTitle } = await shipping.reach(state, true, {
      buyer: buyer.actor,
      seller: seller.actor,
    })
    await shipping.send(id)
    const reported = await reportProblem(shipping.deps, buyer.actor, { trackingCode, text: words })
    await access.begin(buyer.seat)
    await takeEvent(access.deps, { type: 'unknown', id: 'event', hashed: true, metadata: {}, name: 'NEW' })
    const personal = [...buyer.traces, ...seller.traces, ...(reported.kind === 'reported' ? [words] : [])]
    const trace = [conversationId, trackingCode, itemTitle ?? '', 'post-1', 'narmak']
    const sweep = async (seconds: number) => {
      clock.advance(seconds)
      await eraseExpired({ db: open().db, clock })
      return await made.dump()
    }
    return { ...made, people, id, personal, trace, sweep }
  }

  it.each(['delivered', 'returned'] as const)(
    'that was %s names nobody after a week and leaves no trace after a month',
    async (state) => {
      const { personal, trace, sweep, dump, id } = await world(state)
      expect(foundIn(await dump(), [...personal, ...trace])).toEqual([...personal, ...trace])
      const named = ['divar-', 'launch-', 'access-', 'refresh-']
      const typed = personal.filter((text) => !named.some((start) => text.startsWith(start)))
      expect(foundIn(await sweep(7 * day - minute), typed)).toEqual(typed)
      expect(foundIn(await sweep(minute), typed)).toEqual([])
      expect(foundIn(await sweep(23 * day - minute), trace)).toEqual(trace)
      const left = await sweep(minute)
      expect(foundIn(left, [...personal, ...trace])).toEqual([])

      const { db } = open()
      const [row] = await db.select().from(shipments)
      expect(row).toMatchObject({
        state,
        conversationId: '',
        postToken: null,
        itemTitle: null,
        pickupCity: 'tehran',
        pickupDistrict: null,
        dropoffCity: 'tehran',
        dropoffDistrict: null,
        service: 'city_express',
        payer: 'buyer',
        quote: { max: 94_000 },
        grantId: null,
        otherGrantId: null,
        endedAt: expect.any(Date),
      })
      expect((await db.select().from(shipmentSteps)).length).toBeGreaterThan(3)
      expect([await db.select().from(outbox).where(isMessage), await db.select().from(outbox).where(isOrder)]).toEqual([
        [],
        [],
      ])
      expect(row?.id).toBe(id)
      expect(await sweep(60 * day)).toBe(await sweep(60 * day))
    },
  )

  it.each(['rejected', 'cancelled', 'expired'] as const)(
    'that was %s gives its address back to its proposer for a day and leaves no trace after a month',
    async (state) => {
      const { people, personal, trace, sweep } = await world(state)
      const { name, line } = people.buyer.contact
      expect(foundIn(await sweep(day - minute), [name, line])).toEqual([name, line])
      expect(await open().db.select().from(shipmentAddresses)).toEqual([])
      expect(foundIn(await sweep(minute), [name, line])).toEqual([])
      expect(foundIn(await sweep(30 * day), [...personal, ...trace])).toEqual([])
    },
  )

  it('does not block its conversation, in any number', async () => {
    const { shipping, people, sweep } = await world('delivered')
    const actors = { buyer: people.buyer.actor, seller: people.seller.actor }
    await shipping.reach('delivered', true, actors)
    await sweep(31 * day)
    expect((await open().db.select().from(shipments)).map(({ conversationId }) => conversationId)).toEqual(['', ''])
    expect(await shipping.booked(people.buyer.actor)).toMatchObject({ state: 'proposed' })
  })

  it('is distinguished from an open one of any age', async () => {
    const { people, trace, sweep } = await world('picked_up')
    const typed = [people.buyer.contact.name, people.seller.contact.line, words]
    expect(foundIn(await sweep(90 * day), [...typed, ...trace])).toEqual([...typed, ...trace])
  })
})
