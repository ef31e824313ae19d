import { expect, it } from 'vitest'
import { invitationFor } from './demo-staff.ts'

const admin = { id: 'a', role: 'admin', name: 'مینا رستمی' }
const asked = (...members: Parameters<typeof invitationFor>[0]) => invitationFor(members)?.slice(0, 3).join(' ') ?? null

it('the demo invites an admin, the same one again who never came, and nobody where one did', () => {
  expect(asked()).toBe('invite --role admin')
  expect(asked({ ...admin, state: 'invited' })).toBe('invite --id a')
  expect(asked({ ...admin, state: 'disabled' })).toBe('invite --role admin')
  expect(asked({ ...admin, state: 'active' }, { ...admin, id: 'b', state: 'invited' })).toBeNull()
  expect(asked({ ...admin, name: 'شیوا پارسا', state: 'active' })).toBe('invite --role admin')
})
