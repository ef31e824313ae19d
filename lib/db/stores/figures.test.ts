import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { countPage, readFigures } from '#lib/figures/index.ts'
import { fixedClock } from '#lib/kernel/testing-clock.ts'
import { peykWorld, twoPeople } from '#lib/services/testing.ts'
import { roles } from '#lib/staff/index.ts'
import { answeredMinutes, pageFigures } from '../schema/figures.ts'
import { outbox } from '../schema/outbox.ts'
import { describeOnBothEngines } from '../testing.ts'
import { figuresErasers } from './erase-figures.ts'
import { figuresStore } from './figures.ts'

const manager = { role: 'manager' } as const
const minuteMs = 60_000

describeOnBothEngines('what is counted', (open) => {
  const setUp = (now = '2026-11-22T09:00:30Z') => {
    const { db } = open()
    const [store, clock] = [figuresStore(db), fixedClock(now)]
    const read = async () => {
      const figures = await readFigures({ store, clock }, manager)
      if (figures.kind !== 'figures') throw new Error(figures.kind)
      return figures
    }
    /** `missing`: which of the last `count` minutes before this one. */
    const minutes = async (count: number, missing: (ago: number) => boolean = () => false) => {
      const thisOne = Math.floor(clock().getTime() / minuteMs)
      const all = Array.from({ length: count }, (_, index) => index + 1).filter((ago) => !missing(ago))
      for (let from = 0; from < all.length; from += 5_000) {
        const some = all.slice(from, from + 5_000)
        await db.insert(answeredMinutes).values(some.map((ago) => ({ minute: new Date((thisOne - ago) * minuteMs) })))
      }
    }
    return { db, store, clock, read, minutes, deps: { store, clock } }
  }

  it('of pages are counts by kind, metric and span, of seven days of Tehran', async () => {
    const { deps, clock, read } = setUp('2026-11-15T20:29:59Z')
    await countPage(deps, { page: '/price', figures: { LCP: 1 } })
    clock.advance(1)
    for (const LCP of [400, 2500, 2501, 2600]) await countPage(deps, { page: '/s/[seat]', figures: { LCP, CLS: 0 } })
    clock.advance(6 * 86_400)
    await countPage(deps, { page: '/s/[seat]', figures: { LCP: 9_000, INP: 90 } })
    const { pages } = await read()
    expect(pages.map(({ page }) => page)).toEqual(['/s/[seat]'])
    expect(pages[0]?.metrics).toEqual({
      LCP: {
        count: 5,
        threeQuarters: { above: 2500, upTo: 3000 },
        rating: 'fair',
        ratings: { good: 2, fair: 2, poor: 1 },
      },
      INP: {
        count: 1,
        threeQuarters: { above: 50, upTo: 100 },
        rating: 'good',
        ratings: { good: 1, fair: 0, poor: 0 },
      },
      CLS: {
        count: 4,
        threeQuarters: { above: null, upTo: 0.01 },
        rating: 'good',
        ratings: { good: 4, fair: 0, poor: 0 },
      },
      TTFB: null,
    })
  })

  it('of pages loses nothing when many browsers say it at once, and makes no more rows than there are spans', async () => {
    const { deps, db, read } = setUp()
    const tellings = Array.from({ length: 40 }, (_, index) => ({ LCP: index * 40, CLS: index / 1000, TTFB: 7 }))
    await Promise.all(tellings.map(async (figures) => await countPage(deps, { page: '/', figures })))
    const { pages } = await read()
    expect([pages[0]?.metrics.LCP?.count, pages[0]?.metrics.TTFB?.count]).toEqual([40, 40])
    expect((await db.select().from(pageFigures)).length).toBe(4 + 3 + 1)
  })

  it('of minutes counts one that two processes note once', async () => {
    const { store, clock, read } = setUp()
    const minute = new Date(clock().getTime() - 90_000)
    minute.setUTCSeconds(0, 0)
    await Promise.all(Array.from({ length: 8 }, async () => await store.noteMinute(minute)))
    expect((await read()).availability.day).toEqual({ since: minute, minutes: 1, answered: 1 })
  })

  it('of minutes says what is missing of a day and of a week', async () => {
    const { minutes, read } = setUp()
    await minutes(8 * 1440, (ago) => ago > 10 && ago <= 17)
    const { day, week } = (await read()).availability
    expect([day?.minutes, day?.answered]).toEqual([1440, 1433])
    expect([week?.minutes, week?.answered]).toEqual([10_080, 10_073])
  })

  it('of minutes neither counts twice what a clock set back repeats, nor what one ahead wrote of times to come', async () => {
    const { store, clock, minutes, read } = setUp()
    await minutes(10)
    const before = (await read()).availability.day
    for (const ahead of [0, 1, 600]) {
      await store.noteMinute(new Date(Math.floor(clock().getTime() / minuteMs) * minuteMs + ahead * minuteMs))
    }
    await store.noteMinute(new Date((Math.floor(clock().getTime() / minuteMs) - 3) * minuteMs))
    expect((await read()).availability.day).toEqual(before)
    expect(before).toMatchObject({ minutes: 10, answered: 10 })
    clock.advance(-5 * 60)
    expect((await read()).availability.day).toMatchObject({ minutes: 5, answered: 5 })
    clock.advance(15 * 60)
    // The clock jumped: nobody says that anything was answered meanwhile.
    expect((await read()).availability.day).toMatchObject({ minutes: 20, answered: 12 })
  })

  it('of launches is the time from Divar to the message, by the day of the booking', async () => {
    const world = peykWorld(open())
    const { db } = open()
    const bookAfter = async (name: string, seconds: number, sentAfter: number | null) => {
      const { buyer } = await twoPeople(world, name, name)
      world.clock.advance(seconds)
      const { id } = await world.shipping.booked(buyer.actor, true)
      world.clock.advance(sentAfter ?? 0)
      const sent = { state: 'sent', sentAt: world.clock() }
      if (sentAfter !== null) await db.update(outbox).set(sent).where(eq(outbox.subjectId, id))
    }
    await bookAfter('one', 50, 2)
    await bookAfter('two', 70, 3)
    await bookAfter('three', 600, 0)
    await bookAfter('waiting', 10, null)
    const figures = await readFigures({ store: figuresStore(db), clock: world.clock }, manager)
    if (figures.kind !== 'figures') throw new Error(figures.kind)
    const began = new Date('2026-11-21T20:30:00Z')
    expect(figures.launches).toEqual([{ day: 6, count: 3, middleSeconds: 73, slowSeconds: 600, began }])
  })

  it('is shown to managers and admins, and to no other role', async () => {
    const { deps } = setUp()
    for (const role of roles) {
      const { kind } = await readFigures(deps, { role })
      expect([role, kind]).toEqual([role, role === 'manager' || role === 'admin' ? 'figures' : 'not_allowed'])
    }
  })

  it('goes at its time and not before', async () => {
    const { db, deps, store } = setUp()
    await countPage(deps, { page: '/', figures: { LCP: 1 } })
    await store.noteMinute(new Date('2026-11-22T09:00:00Z'))
    const erasers = figuresErasers(db)
    const began = new Date('2026-11-21T20:30:00Z')
    const ends = [
      ['page_figure', pageFigures, began],
      ['answered_minute', answeredMinutes, new Date('2026-11-22T09:00:00Z')],
    ] as const
    for (const [item, table, at] of ends) {
      expect(await erasers[item](new Date(at.getTime() - 1))).toBe(0)
      expect(await db.select().from(table)).toHaveLength(1)
      expect(await erasers[item](at)).toBe(1)
    }
  })
})
