import { expect, it } from 'vitest'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { acceptInvitation, disable, inviteAgain, openInvitation, resolveStaff, signInWithPassword } from './index.ts'
import { address, password, staffWorld } from './testing.ts'

const day = 24 * 3600

describeOnBothEngines('an invitation', (open) => {
  const setUp = () => staffWorld(open().db)

  it('makes its person a member with a session, and the acts are in the audit', async () => {
    const { member, audit } = setUp()
    const { id, actor } = await member('admin')
    expect(actor).toMatchObject({ staffId: id, role: 'admin', name: 'مینا رستمی', address })
    expect(await audit()).toEqual([
      { what: 'team.invite', which: id, detail: 'admin' },
      { what: 'invitation.accepted', which: id, detail: 'password' },
      { what: 'session.opened', which: actor.sessionId, detail: 'password' },
    ])
  })

  it('is not used up by being looked at, by anyone and any number of times', async () => {
    const { deps, invited, accept } = setUp()
    const { token } = await invited()
    for (let look = 0; look < 3; look++) expect(await openInvitation(deps, token)).toMatchObject({ kind: 'open' })
    expect(await accept(token, 'mina')).toMatchObject({ kind: 'accepted' })
  })

  it('is used once: the second one is told that it was', async () => {
    const { deps, invited, accept } = setUp()
    const { token } = await invited()
    await accept(token, 'mina')
    expect(await openInvitation(deps, token)).toEqual({ kind: 'used' })
    expect(await accept(token, 'reza')).toEqual({ kind: 'used' })
  })

  it('goes to one of two who accept it at once', async () => {
    const { deps, invited, accept } = setUp()
    const { id, token } = await invited()
    const outcomes = await Promise.all([accept(token, 'mina'), accept(token, 'reza')])
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['accepted', 'used'])
    expect(await deps.store.sessionsOf(id)).toHaveLength(1)
  })

  it('is over a day after it was made, to the second', async () => {
    const { deps, clock, invited, accept } = setUp()
    const { token } = await invited()
    clock.advance(day - 1)
    expect(await openInvitation(deps, token)).toMatchObject({ kind: 'open' })
    clock.advance(1)
    expect(await openInvitation(deps, token)).toEqual({ kind: 'expired' })
    expect(await accept(token, 'mina')).toEqual({ kind: 'expired' })
  })

  it('of somebody disabled meanwhile lets nobody in, nor does a made-up one', async () => {
    const { deps, invited, accept } = setUp()
    const { id, token } = await invited()
    await disable(deps, 'command', id)
    expect(await accept(token, 'mina')).toEqual({ kind: 'unknown' })
    expect(await accept('x'.repeat(32), 'mina')).toEqual({ kind: 'unknown' })
  })

  it('is worth nothing once a newer one was made for the same person', async () => {
    const { deps, invited, accept } = setUp()
    const { id, token } = await invited()
    const again = await inviteAgain(deps, 'command', id)
    expect(await accept(token, 'mina')).toEqual({ kind: 'unknown' })
    expect(again.kind === 'invited' && (await accept(again.token, 'mina'))).toMatchObject({ kind: 'accepted' })
  })

  it('made again ends every old way in and every session', async () => {
    const { deps, clock, member, code } = setUp()
    const { id, token } = await member('dispatcher')
    await inviteAgain(deps, 'command', id)
    clock.advance(60)
    expect(await resolveStaff(deps, token, { counts: true, address })).toBeNull()
    const given = { login: 'dispatcher.one', password, code: code('dispatcher.one'), address }
    expect(await signInWithPassword(deps, given)).toEqual({ kind: 'refused' })
  })

  it('is not used up by a login name that is taken, a wrong code or a short password', async () => {
    const { member, invited, accept, deps } = setUp()
    await member('admin', 'mina')
    const { token } = await invited()
    expect(await accept(token, ' MINA ')).toEqual({ kind: 'faults', faults: { login: 'taken' } })
    const opened = await openInvitation(deps, token)
    const challenge = opened.kind === 'open' ? opened.authenticator.challenge : ''
    const by = { login: 'ا', password: 'short', code: '12', challenge }
    expect(await acceptInvitation(deps, { token, address, by })).toEqual({
      kind: 'faults',
      faults: { login: 'wrong', password: 'wrong', code: 'wrong' },
    })
    expect(await accept(token, 'reza')).toMatchObject({ kind: 'accepted' })
  })

  it("is not accepted with another person's authenticator", async () => {
    const { deps, invited } = setUp()
    const [one, other] = [await invited(), await invited()]
    const opened = await openInvitation(deps, other.token)
    const challenge = opened.kind === 'open' ? opened.authenticator.challenge : ''
    const by = { login: 'mina', password, code: '000000', challenge }
    const outcome = await acceptInvitation(deps, { token: one.token, address, by })
    expect(outcome).toEqual({ kind: 'faults', faults: { code: 'over' } })
  })
})
