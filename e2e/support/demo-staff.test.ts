import { expect, it } from 'vitest'
import { invitationsFor } from './demo-staff.ts'

const admin = { id: 'a', role: 'admin', name: 'مینا رستمی' }
const courier = { id: 'c', role: 'courier', name: 'بهرام تندرو' }
const asked = (...members: Parameters<typeof invitationsFor>[0]) =>
  invitationsFor(members).map(({ args }) => args?.slice(0, 3).join(' ') ?? null)

it('the demo invites an admin and a courier, those who never came again, and nobody who did', () => {
  expect(asked()).toEqual(['invite --role admin', 'invite --role courier'])
  expect(asked({ ...admin, state: 'invited' }, { ...courier, state: 'active' })).toEqual(['invite --id a', null])
  expect(asked({ ...admin, state: 'disabled' }, { ...courier, state: 'invited' })).toEqual([
    'invite --role admin',
    'invite --id c',
  ])
  expect(asked({ ...admin, state: 'active' }, { ...admin, id: 'b', state: 'invited' })[0]).toBeNull()
  const ofCrowd = { ...courier, name: 'سامان تیزپا', state: 'active' }
  expect(asked(ofCrowd)[1]).toBe('invite --role courier')
})
