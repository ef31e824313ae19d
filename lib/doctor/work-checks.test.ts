import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { rowsIn } from './testing-rows.ts'
import { checkWork, type WorkPlace } from './work-checks.ts'

const now = new Date('2026-06-01T09:00:00Z')
const running = { now, isStopped: false, hasCarrier: true, launchUserId: 'observe' } as const

describeOnBothEngines("the doctor's check of waiting work", (open) => {
  const run = async (statement: string) => (await open().db.execute<Record<string, unknown>>(sql.raw(statement))).rows
  const rows = rowsIn(run, now)
  const look = async (own: Partial<WorkPlace> = {}) => await checkWork(run, { ...running, ...own })
  const told = async (own: Partial<WorkPlace> = {}) =>
    (await look(own)).filter(({ state }) => state !== 'good').map(({ name, state }) => [name, state])

  it('finds nothing in an empty database', async () => {
    expect((await look()).map(({ name, state }) => `${name} ${state}`)).toEqual([
      ...['work.messages good', 'work.unconfirmed good', 'work.orders good', 'work.late_orders good'],
      ...['work.silent_shipments good', 'work.jobs good', 'work.keeper good', 'work.assistants good'],
      ...['work.launch_users good', 'staff.review good', 'staff.admins good'],
    ])
  })

  it.each<[string, string, () => Promise<unknown>, string]>([
    ['work.messages', '1 chat message should have left 16 minutes ago', () => rows.message('queued', 16), 'WORKER=on'],
    ['work.messages', 'should have left 3 hours ago', () => rows.message('sending', 180), 'WORKER=on'],
    ['work.orders', '1 order for the carrier was given up', () => rows.order('dead', 60, 'gave_up'), 'Recovery'],
    ['work.late_orders', '1 order for the carrier should have left', () => rows.order('queued', 20), 'WORKER=on'],
    ['work.late_orders', '1 order for the carrier should have left', () => rows.order('sending', 20), 'WORKER=on'],
    ['work.silent_shipments', 'the longest for 16 days', () => rows.shipment('picked_up', 16), 'Ask the carrier'],
    ['work.jobs', '1 message from Divar', () => rows.text('x', 0.6, -1), 'WORKER=on'],
    ['work.jobs', '1 message from Divar', () => rows.text('x', 3, 2, true), 'taken away within seconds'],
    ['work.keeper', 'renewed 16 minutes ago', () => rows.assistant({ dies: 5, renewed: -16 }), 'sweep-assistants'],
    ['work.assistants', 'died 1 minute ago', () => rows.assistant({ dies: -1, renewed: 2 }), 'assistant_not_renewed'],
    [
      'work.assistants',
      '1 of 1 assistant hear nothing',
      () => rows.assistant({ dies: null, renewed: 2 }),
      'EVENTS_REGISTER_SUBSCRIPTION',
    ],
  ])('finds in %s: %s', async (name, sentence, plant, remedy) => {
    await plant()
    const wrong = (await look()).filter(({ state }) => state !== 'good')
    expect(wrong).toMatchObject([{ name, state: 'wrong', sentence: expect.stringContaining(sentence) }])
    expect(wrong[0]?.remedy).toContain(remedy)
  })

  it.each<[string, () => Promise<unknown>]>([
    ['a message that has just been queued', () => rows.message('queued', 14)],
    ['a message that was sent', () => rows.message('sent', 900)],
    [
      'a message that waits for the one before it, which is tried again later',
      async () => {
        await rows.message('queued', -10, 1)
        await rows.message('queued', 60, 2)
      },
    ],
    ['an unconfirmed message, which its page asks about', () => rows.message('unconfirmed', 16)],
    ['a shipment whose carrier told something last week', () => rows.shipment('assigned', 13)],
    ['a shipment that was over long ago', () => rows.shipment('delivered', 20)],
    ['an order that was taken', () => rows.order('delivered', 60)],
    ['an order that the carrier wanted no more of', () => rows.order('dead', 60, 'gone')],
    ['an order whose content was erased first', () => rows.order('dead', 60, 'nothing_left')],
    ['an order that was given up long ago', () => rows.order('dead', 8 * 24 * 60, 'gave_up')],
    ['a text of a moment ago', () => rows.text('x', 0.4, -0.6)],
    ['an assistant that is renewed soon', () => rows.assistant({ dies: 5, renewed: 1 })],
    ['an assistant that has just been turned on', () => rows.assistant({ dies: null, renewed: 0, turnedOn: 1 })],
    ['a launch by the very user', () => rows.launch('ali')],
    ['a launch of version 1, whose ids are others', () => rows.launch('sara', 1)],
  ])('accepts %s', async (_, plant) => {
    await plant()
    expect(await told()).toEqual([])
  })

  it('notes roles that nobody reviewed for a quarter, of those who may still sign in', async () => {
    await rows.member('a', 'admin', 'active', { created: 200, reviewed: 30 })
    await rows.member('b', 'admin', 'active', { created: 90 })
    await rows.member('c', 'courier', 'disabled', { created: 400 })
    expect(await told()).toEqual([])
    await rows.member('d', 'viewer', 'invited', { created: 92 })
    await rows.member('e', 'viewer', 'active', { created: 300, reviewed: 92 })
    expect(await told()).toEqual([['staff.review', 'note']])
    expect((await look()).find(({ name }) => name === 'staff.review')?.sentence).toContain('Of 2 members')
  })

  it('notes a desk that one admin alone could open', async () => {
    await rows.member('a', 'admin', 'active', { created: 1 })
    expect(await told()).toEqual([['staff.admins', 'note']])
    await rows.member('b', 'admin', 'invited', { created: 1 })
    expect(await told()).toEqual([['staff.admins', 'note']])
    await rows.member('c', 'admin', 'active', { created: 1 })
    expect(await told()).toEqual([])
  })

  it('reports how many launches could be compared and notes those by another user', async () => {
    await rows.launch('sara')
    expect(await told()).toEqual([['work.launch_users', 'note']])
    const [observed] = (await look()).filter(({ name }) => name === 'work.launch_users')
    expect(observed?.sentence).toContain('1 of 1 launch of the last day named another Divar user')
    expect(observed?.remedy).toContain('Leave DIVAR_LAUNCH_USER_ID at observe')
    const [enforced] = (await look({ launchUserId: 'enforce' })).filter(({ name }) => name === 'work.launch_users')
    expect(enforced?.remedy).toContain('DIVAR_LAUNCH_USER_ID=observe')
  })

  it('reports no fault without a running app or a carrier', async () => {
    await rows.message('queued', 16)
    await rows.order('dead', 16, 'gave_up')
    expect(await told({ isStopped: true, hasCarrier: false })).toEqual([
      ['work.messages', 'note'],
      ['work.orders', 'note'],
    ])
  })
})
