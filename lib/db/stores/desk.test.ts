import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { parseFilter, tabs } from '#lib/desk/index.ts'
import { fillQueue, now } from '#lib/desk/testing.ts'
import type { Db } from '../client.ts'
import { describeOnBothEngines } from '../testing.ts'
import { queuePage } from './desk.ts'

type Plan = { 'Node Type': string; 'Index Name'?: string; Plans?: Plan[] }

const indexesIn = (plan: Plan): string[] => [
  ...(plan['Index Name'] === undefined ? [plan['Node Type']] : [plan['Index Name']]),
  ...(plan.Plans ?? []).flatMap(indexesIn),
]

/** By which indexes, and by what else that has none, the database would go about it. */
async function wayOf(db: Db, statement: ReturnType<typeof queuePage>): Promise<string[]> {
  const asked = sql`explain (format json) ${statement.getSQL()}`
  const { rows } = await db.execute<{ 'QUERY PLAN': { Plan: Plan }[] }>(asked)
  const plan = rows[0]?.['QUERY PLAN'][0]?.Plan
  return plan ? indexesIn(plan) : []
}

describeOnBothEngines('a page of ten thousand open shipments', (open) => {
  const after = { promise: String(now.getTime() * 1000), id: 'row-005000' }

  const pages = [
    ['open', null, 'shipments_queue'],
    ['open', after, 'shipments_queue'],
    ['new', null, 'shipments_queue_of_state'],
    ['new', after, 'shipments_queue_of_state'],
    ['exceptions', null, 'shipments_queue'],
  ] as const

  it('comes out of an index, in its order, on each tab and from anywhere on', async () => {
    const { db } = open()
    await fillQueue(db, 10_000)
    for (const [tab, from, index] of pages) {
      const query = { ...parseFilter({}), tab: tabs[tab], after: from }
      const page = queuePage(db, query, { now, silentSince: now, dayBegan: now }, 51)
      expect([tab, from, ...(await wayOf(db, page))]).toEqual([tab, from, 'Limit', index])
    }
  })

  it('finds what ended today by its end, where no statistics are kept', async () => {
    const { db } = open()
    await fillQueue(db, 10_000)
    await db.execute(sql`insert into shipment_steps (shipment_id, number, event, state, by, at)
      select id, number, event, 'accepted', 'SUPPLY', created_at
      from shipments, (values (1, 'propose'), (2, 'accept')) of (number, event)`)
    const query = { ...parseFilter({}), tab: tabs.ended_today }
    const way = await wayOf(db, queuePage(db, query, { now, silentSince: now, dayBegan: now }, 51))
    expect(way).toContain('shipments_ended_at')
    expect(way).not.toContain('shipment_steps_reported')
  })
})
