import { expect, it } from 'vitest'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import {
  changeRole,
  changeVehicle,
  disable,
  disableUnused,
  invite,
  inviteAgain,
  readTeam,
  recordReview,
  roles,
} from './index.ts'
import { staffWorld } from './testing.ts'

const day = 24 * 3600

describeOnBothEngines('the team', (open) => {
  const setUp = async () => {
    const world = staffWorld(open().db)
    return { ...world, admin: await world.member('admin', 'admin.one') }
  }

  it.each(roles.filter((role) => role !== 'admin'))('is not managed by a %s', async (role) => {
    const { deps, admin, member } = await setUp()
    const { actor } = await member(role, 'other.one')
    const { id } = admin
    const not = { kind: 'not_allowed' }
    expect(await readTeam(deps, actor)).toBeNull()
    expect(await invite(deps, actor, { name: 'کسی', role: 'admin' })).toEqual(not)
    expect(await inviteAgain(deps, actor, id)).toEqual(not)
    expect(await changeRole(deps, actor, { id: actor.staffId, role: 'admin' })).toEqual(not)
    expect(await changeVehicle(deps, actor, { id: actor.staffId, vehicle: 'car' })).toEqual(not)
    expect(await disable(deps, actor, id)).toEqual(not)
    expect(await recordReview(deps, actor)).toEqual(not)
  })

  it('gives somebody another role from their next request on', async () => {
    const { deps, admin, member, actorOf, audit } = await setUp()
    const { id, token } = await member('viewer', 'mina')
    expect(await changeRole(deps, admin.actor, { id, role: 'manager' })).toEqual({ kind: 'changed' })
    expect((await actorOf(token)).role).toBe('manager')
    expect((await audit()).at(-1)).toEqual({ what: 'team.role', which: id, detail: 'viewer>manager' })
  })

  it('has vehicles of couriers alone: one that is changed stands, and one of who is no courier any more is gone', async () => {
    const { deps, admin, audit } = await setUp()
    const vehicleOf = async (id: string) => (await deps.store.member(id))?.vehicle
    const invited = async (role: 'courier' | 'viewer') => {
      const made = await invite(deps, admin.actor, { name: 'کسی', role, vehicle: 'van' })
      return made.kind === 'invited' ? made.id : ''
    }
    const [courier, viewer] = [await invited('courier'), await invited('viewer')]
    expect([await vehicleOf(courier), await vehicleOf(viewer)]).toEqual(['van', null])
    expect((await changeVehicle(deps, admin.actor, { id: viewer, vehicle: 'car' })).kind).toBe('not_found')
    expect((await changeVehicle(deps, admin.actor, { id: courier, vehicle: null })).kind).toBe('changed')
    expect([await vehicleOf(courier), await vehicleOf(viewer)]).toEqual([null, null])
    expect((await audit()).at(-1)).toEqual({ what: 'team.vehicle', which: courier, detail: 'van>none' })
    await changeVehicle(deps, admin.actor, { id: courier, vehicle: 'bicycle' })
    await changeRole(deps, admin.actor, { id: courier, role: 'viewer' })
    expect(await vehicleOf(courier)).toBeNull()
  })

  it('keeps its last admin on the desk', async () => {
    const { deps, admin } = await setUp()
    const { actor, id } = admin
    const last = { kind: 'last_admin' }
    expect(await changeRole(deps, actor, { id, role: 'viewer' })).toEqual(last)
    expect(await disable(deps, actor, id)).toEqual(last)
    expect(await inviteAgain(deps, actor, id)).toEqual(last)
  })

  it('keeps one of two admins who disable each other at once', async () => {
    const { deps, admin, member } = await setUp()
    const other = await member('admin', 'admin.two')
    const outcomes = await Promise.all([disable(deps, admin.actor, other.id), disable(deps, other.actor, admin.id)])
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['changed', 'last_admin'])
    const states = (await readTeam(deps, 'command'))?.map(({ state }) => state).sort()
    expect(states).toEqual(['active', 'disabled'])
  })

  it('leaves neither a change nor an entry where one of the two cannot be written', async () => {
    const { deps, admin, member, audit } = await setUp()
    const { id } = await member('viewer', 'mina')
    const before = await audit()
    const broken = {
      ...deps,
      transaction: async <T>(work: (tx: never) => Promise<T>) =>
        await deps.transaction(async (tx) => {
          const record = async () => {
            throw new Error('no room')
          }
          return await work({ ...tx, record } as never)
        }),
    }
    await expect(changeRole(broken, admin.actor, { id, role: 'admin' })).rejects.toThrow('no room')
    expect((await deps.store.member(id))?.role).toBe('viewer')
    expect(await audit()).toEqual(before)
  })

  it('is reviewed: everybody who is not disabled has the moment, and an entry with the role', async () => {
    const { deps, admin, member, audit } = await setUp()
    const gone = await member('viewer', 'mina')
    await disable(deps, admin.actor, gone.id)
    expect(await recordReview(deps, admin.actor)).toEqual({ kind: 'reviewed', count: 1 })
    expect((await deps.store.member(admin.id))?.reviewedAt).toEqual(deps.clock())
    expect((await audit()).at(-1)).toEqual({ what: 'team.review', which: admin.id, detail: 'admin' })
  })

  it('disables members who have not signed in for six months, and nobody a second earlier', async () => {
    const { deps, clock, admin, invited } = await setUp()
    clock.advance(60)
    const { id } = await invited('viewer')
    clock.advance(183 * day - 61)
    expect(await disableUnused(deps)).toBe(0)
    clock.advance(1)
    expect(await disableUnused(deps)).toBe(1)
    const states = async () => [(await deps.store.member(admin.id))?.state, (await deps.store.member(id))?.state]
    expect(await states()).toEqual(['disabled', 'invited'])
    clock.advance(60)
    expect([await disableUnused(deps), await disableUnused(deps)]).toEqual([1, 0])
    expect(await states()).toEqual(['disabled', 'disabled'])
  })

  it('takes somebody back after years, and counts six months again', async () => {
    const { deps, clock, admin } = await setUp()
    clock.advance(200 * day)
    await disableUnused(deps)
    expect(await inviteAgain(deps, 'command', admin.id)).toMatchObject({ kind: 'invited' })
    clock.advance(60)
    expect(await disableUnused(deps)).toBe(0)
  })
})
