import { expect, it } from 'vitest'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { createSealer } from '#lib/kernel/seal.ts'
import { fixedClock } from '#lib/kernel/testing-clock.ts'
import { disable, type Role } from '#lib/staff/index.ts'
import { staffWorld } from '#lib/staff/testing.ts'
import { carrierWebhooks } from './carrier.ts'

const silent = { info: () => undefined, warn: () => undefined, debug: () => undefined, error: () => undefined }

describeOnBothEngines('the desk that orders stand on', (open) => {
  function setUp() {
    const { db } = open()
    const settings = { CARRIER_KEYS: [], CARRIER_WEBHOOK_URL: undefined }
    const clock = fixedClock('2026-11-29T09:00:00Z')
    const around = { db, clock, realTime: clock, sealer: createSealer([new Uint8Array(32)]), settings }
    const never = { count: () => undefined, observe: () => undefined }
    const webhooks = carrierWebhooks({ ...around, log: silent, measures: never } as never)
    return { isStaffed: webhooks.isStaffed, receiver: webhooks.receiver, staff: staffWorld(db) }
  }

  it.each<[Role, boolean]>([
    ['viewer', true],
    ['dispatcher', true],
    ['courier', false],
    ['auditor', false],
  ])('is staffed by somebody signed in once as %s: %s', async (role, expected) => {
    const { isStaffed, receiver, staff } = setUp()
    expect(receiver).toBeNull()
    expect(await isStaffed()).toBe(false)
    await staff.invited(role)
    expect(await isStaffed(), 'invited, and not there yet').toBe(false)
    await staff.member(role)
    expect(await isStaffed()).toBe(expected)
  })

  it('is not staffed any more once its last reader is disabled', async () => {
    const { isStaffed, staff } = setUp()
    const { id } = await staff.member('dispatcher')
    expect(await isStaffed()).toBe(true)
    await disable(staff.deps, 'command', id)
    expect(await isStaffed()).toBe(false)
  })
})
