import { expect, it } from 'vitest'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import {
  acceptInvitation,
  addPasskey,
  beginFirstPasskey,
  beginNewPasskey,
  disable,
  endSessions,
  leaveRecovery,
  ownAccount,
  ownSessions,
  recordReview,
  recoveriesToReview,
  recoverWithPasskey,
  renewCodes,
  resolveRecovering,
  resolveStaff,
  signInWithCode,
} from './index.ts'
import { address, staffWorld } from './testing.ts'
import { softPasskey } from './testing-passkey.ts'

const request = { counts: true, address }

describeOnBothEngines('a recovery code of somebody without a password', (open) => {
  const setUp = async () => {
    const world = staffWorld(open().db)
    const { deps } = world
    const { id, token: link } = await world.invited('admin')
    const begun = await beginFirstPasskey(deps, link)
    if (begun.kind !== 'open') throw new Error(begun.kind)
    const response = softPasskey().make({ challenge: begun.options.challenge })
    const accepted = await acceptInvitation(deps, {
      token: link,
      address,
      by: { response, challenge: begun.challenge },
    })
    if (accepted.kind !== 'accepted') throw new Error(accepted.kind)
    const actor = await world.actorOf(accepted.token)
    const codes = await renewCodes(deps, actor)
    const enter = async (code = codes[0] ?? '') => {
      const entered = await signInWithCode(deps, { code, address })
      const token = entered.kind === 'opened' ? entered.token : ''
      return { token, who: await resolveRecovering(deps, token, request) }
    }
    const entered = async () => {
      const { token, who } = await enter()
      if (!who) throw new Error('no session')
      return { token, who }
    }
    const recover = async (who: Awaited<ReturnType<typeof entered>>['who'], device = softPasskey()) => {
      const { options, challenge } = await beginNewPasskey(deps, who)
      const made = device.make({ challenge: options.challenge })
      return await recoverWithPasskey(deps, who, { response: made, challenge })
    }
    const passkeys = async () => (await ownAccount(deps, actor)).passkeys.length
    return { ...world, id, actor, codes, enter, entered, recover, passkeys }
  }

  it('is used up by one of two at once, and opens no desk', async () => {
    const { deps, id, codes, enter, audit } = await setUp()
    const both = await Promise.all([enter(), enter()])
    const [one] = both.filter(({ token }) => token !== '')
    expect(both.filter(({ token }) => token !== '')).toHaveLength(1)
    expect(await resolveStaff(deps, one?.token ?? '', request)).toBeNull()
    expect(one?.who).toEqual({ staffId: id, sessionId: expect.any(String), name: 'مینا رستمی', address })
    expect((await enter(codes[0])).token).toBe('')
    expect((await audit()).slice(-3).map(({ what, detail }) => [what, detail])).toEqual(
      expect.arrayContaining([
        ['session.opened', 'recovery_alone'],
        ['session.refused', 'recovery_alone'],
      ]),
    )
  })

  it('lets in to make a passkey, which opens the desk and ends that session', async () => {
    const { deps, id, entered, recover, passkeys, audit } = await setUp()
    const { token, who } = await entered()
    const recovered = await recover(who)
    expect([recovered.kind, await passkeys()]).toEqual(['opened', 2])
    const desk = recovered.kind === 'opened' ? recovered.token : ''
    expect(await resolveStaff(deps, desk, request)).toMatchObject({ staffId: id, role: 'admin' })
    expect(await resolveRecovering(deps, token, request)).toBeNull()
    expect((await audit()).slice(-2)).toEqual([
      { what: 'account.passkey_added', which: id, detail: 'recovery_alone' },
      { what: 'session.opened', which: expect.any(String), detail: 'passkey' },
    ])
  })

  it('makes one passkey, of two at once as well', async () => {
    const { entered, recover, passkeys } = await setUp()
    const { who } = await entered()
    const both = await Promise.all([recover(who), recover(who)])
    expect(both.map(({ kind }) => kind).sort()).toEqual(['opened', 'refused'])
    expect([(await recover(who)).kind, await passkeys()]).toEqual(['refused', 2])
  })

  it('still lets in after an answer of the device that was wrong', async () => {
    const { deps, entered, recover, passkeys } = await setUp()
    const { who } = await entered()
    const { options, challenge } = await beginNewPasskey(deps, who)
    const blind = softPasskey().make({ challenge: options.challenge, sees: false })
    expect(await recoverWithPasskey(deps, who, { response: blind, challenge })).toEqual({ kind: 'refused' })
    expect([(await recover(who)).kind, await passkeys()]).toEqual(['opened', 2])
  })

  it("still lets in after a passkey that is a colleague's", async () => {
    const { deps, member, entered, recover } = await setUp()
    const device = softPasskey()
    const colleague = await member('viewer', 'reza')
    const { options, challenge } = await beginNewPasskey(deps, colleague.actor)
    await addPasskey(deps, colleague.actor, { response: device.make({ challenge: options.challenge }), challenge })
    const { who } = await entered()
    expect(await recover(who, device)).toEqual({ kind: 'refused' })
    expect((await deps.store.passkey(device.id))?.staffId).toBe(colleague.id)
    expect((await recover(who)).kind).toBe('opened')
  })

  it('makes no eleventh passkey', async () => {
    const { deps, id, clock, entered, recover, passkeys } = await setUp()
    for (let n = 1; n < 10; n += 1) {
      const row = { id: `passkey-${n}`, staffId: id, publicKey: '', counter: 0, transports: [], lastUsedAt: null }
      await deps.transaction(async (tx) => await tx.insertPasskey({ ...row, createdAt: clock() }))
    }
    const { who } = await entered()
    expect([await recover(who), await passkeys()]).toEqual([{ kind: 'too_many' }, 10])
  })

  it('lets in for a quarter of an hour, however busy that is', async () => {
    const { deps, clock, entered } = await setUp()
    const { token } = await entered()
    clock.advance(8 * 60)
    expect(await resolveRecovering(deps, token, request)).not.toBeNull()
    clock.advance(7 * 60 - 1)
    expect(await resolveRecovering(deps, token, request)).not.toBeNull()
    clock.advance(1)
    expect(await resolveRecovering(deps, token, request)).toBeNull()
  })

  it.each(['disabled', 'shut out by its owner', 'left'] as const)(
    'makes nothing once its session is %s',
    async (how) => {
      const { deps, id, actor, entered, recover, passkeys } = await setUp()
      const { who } = await entered()
      const others = (await ownSessions(deps, actor)).filter(({ isThis }) => !isThis)
      expect(
        others.map(({ way }) => way),
        'its owner sees it',
      ).toEqual(['recovery_alone'])
      if (how === 'disabled') await disable(deps, 'command', id)
      else if (how === 'left') await leaveRecovery(deps, who)
      else await endSessions(deps, actor, 'others')
      expect(await recover(who)).toEqual({ kind: 'refused' })
      expect(await passkeys()).toBe(how === 'disabled' ? 0 : 1)
    },
  )

  it('opens no recovery with the session of the desk, nor anything with none', async () => {
    const { deps, member, enter } = await setUp()
    const { token } = await member('viewer', 'reza')
    expect(await resolveRecovering(deps, token, request)).toBeNull()
    expect(await resolveRecovering(deps, 'x'.repeat(32), request)).toBeNull()
    expect(await enter('aaaa-bbbb-cccc-dddd')).toEqual({ token: '', who: null })
  })

  it('is shown to admins with the passkey that it made, until they review the roles', async () => {
    const { deps, clock, id, member, entered, recover } = await setUp()
    const admin = await member('admin', 'sara')
    const viewer = await member('viewer', 'reza')
    const { options, challenge } = await beginNewPasskey(deps, viewer.actor)
    const response = softPasskey().make({ challenge: options.challenge })
    await addPasskey(deps, viewer.actor, { response, challenge })
    expect(await recoveriesToReview(deps, admin.actor)).toEqual(new Map())
    await recordReview(deps, admin.actor)
    clock.advance(60)
    const at = clock()
    await recover((await entered()).who)
    clock.advance(60)
    expect(await recoveriesToReview(deps, admin.actor)).toEqual(new Map([[id, at]]))
    expect(await recoveriesToReview(deps, viewer.actor)).toBeNull()
    await recordReview(deps, admin.actor)
    expect(await recoveriesToReview(deps, admin.actor)).toEqual(new Map())
  })

  it('is shown to admins also where hundreds of other passkeys came and went since', async () => {
    const { deps, clock, id, actor, member, entered, recover } = await setUp()
    const admin = await member('admin', 'sara')
    clock.advance(60)
    const at = clock()
    await recover((await entered()).who)
    clock.advance(60)
    const act = {
      what: 'account.passkey_added',
      which: id,
      detail: null,
      staffId: id,
      address: actor.address,
      at: clock(),
    }
    await deps.transaction(async (tx) => {
      for (let n = 0; n < 201; n += 1) await tx.record(act)
    })
    expect(await recoveriesToReview(deps, admin.actor)).toEqual(new Map([[id, at]]))
  })
})
