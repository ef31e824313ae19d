import { expect, it } from 'vitest'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { staffWorld } from '#lib/staff/testing.ts'
import { answerStaff } from './staff-requests.ts'

describeOnBothEngines('an invitation that the operator asks for', (open) => {
  it.each([
    [{ role: 'owner' }, 'there is no role owner'],
    [{ role: 'courier', vehicle: 'horse' }, 'there is no vehicle horse'],
    [{ role: 'viewer', vehicle: 'van' }, 'only a courier has a vehicle'],
    [{ role: 'viewer', name: ' ' }, 'a name is needed'],
  ])('is refused for %j and changes nothing', async (asked, why) => {
    const { deps } = staffWorld(open().db)
    const answer = await answerStaff(deps, { kind: 'invite', name: 'کسی', ...asked })
    expect(answer).toEqual({ kind: 'refused', why })
    expect(await deps.store.members()).toEqual([])
  })
})
