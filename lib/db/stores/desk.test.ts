import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { parseFilter, tabs } from '#lib/desk/index.ts'
import { fillQueue, now } from '#lib/desk/testing.ts'
import { describeOnBothEngines } from '../testing.ts'
import { queuePage } from './desk.ts'

type Plan = { 'Node Type': string; 'Index Name'?: string; Plans?: Plan[] }

const indexesIn = (plan: Plan): string[] => [
  ...(plan['Index Name'] === undefined ? [plan['Node Type']] : [plan['Index Name']]),
  ...(plan.Plans ?? []).flatMap(indexesIn),
]

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
      const { rows } = await db.execute<{ 'QUERY PLAN': { Plan: Plan }[] }>(sql`explain (format json) ${page.getSQL()}`)
      const plan = rows[0]?.['QUERY PLAN'][0]?.Plan
      expect([tab, from, ...(plan ? indexesIn(plan) : [])]).toEqual([tab, from, 'Limit', index])
    }
  })
})
