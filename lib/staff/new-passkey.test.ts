import { expect, it } from 'vitest'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import {
  acceptInvitation,
  addPasskey,
  beginFirstPasskey,
  beginNewPasskey,
  beginPasskey,
  disable,
  ownAccount,
  removePasskey,
  signInWithPasskey,
} from './index.ts'
import { address, staffWorld } from './testing.ts'
import { softPasskey, strangeAnswers } from './testing-passkey.ts'

type Device = ReturnType<typeof softPasskey>
type Change = Partial<Parameters<Device['make']>[0]>

describeOnBothEngines('making a passkey', (open) => {
  const setUp = async () => {
    const world = staffWorld(open().db)
    const { id, actor } = await world.member('dispatcher', 'mina')
    const { deps } = world
    const asked = async () => {
      const { options, challenge } = await beginNewPasskey(deps, actor)
      return { options, wanted: options.challenge, challenge }
    }
    const bring = async (response: string, challenge: string) => await addPasskey(deps, actor, { response, challenge })
    const add = async (device: Device, change: Change = {}) => {
      const { wanted, challenge } = await asked()
      return await bring(device.make({ challenge: wanted, ...change }), challenge)
    }
    const signIn = async (device: Device) => {
      const { options, challenge } = await beginPasskey(deps)
      const response = device.sign({ challenge: options.challenge })
      return (await signInWithPasskey(deps, { response, challenge, address })).kind
    }
    const count = async () => (await ownAccount(deps, actor)).passkeys.length
    return { ...world, id, actor, asked, bring, add, signIn, count }
  }

  it('adds a way in that opens a session from then on, with an entry in the audit', async () => {
    const { deps, id, add, signIn, audit } = await setUp()
    const device = softPasskey()
    expect(await signIn(device)).toBe('refused')
    expect(await add(device)).toBe('added')
    expect((await audit()).at(-1)).toEqual({ what: 'account.passkey_added', which: id, detail: null })
    expect(await deps.store.passkey(device.id)).toMatchObject({
      staffId: id,
      publicKey: device.publicKey,
      counter: 0,
      lastUsedAt: null,
    })
    expect(await signIn(device)).toBe('opened')
  })

  it.each(strangeAnswers)('is refused with an answer %s', async (_, change) => {
    const { add, count } = await setUp()
    expect([await add(softPasskey(), change), await count()]).toEqual(['refused', 0])
  })

  it('is refused with what no browser sends, and with an answer that signs in', async () => {
    const { asked, bring, count } = await setUp()
    const device = softPasskey()
    const { wanted, challenge } = await asked()
    expect(await bring(device.sign({ challenge: wanted }), challenge)).toBe('refused')
    for (const sent of ['', '{}', 'null', '[]', `{"id":"${device.id}","rawId":"${device.id}","type":"public-key"}`]) {
      expect(await bring(sent, (await asked()).challenge)).toBe('refused')
    }
    expect(await count()).toBe(0)
  })

  it('takes an answer once, of two at the same moment as well, and none after five minutes', async () => {
    const { clock, asked, bring, count } = await setUp()
    const { wanted, challenge } = await asked()
    const made = softPasskey().make({ challenge: wanted })
    const both = await Promise.all([bring(made, challenge), bring(made, challenge)])
    expect([both.sort(), await bring(made, challenge)]).toEqual([['added', 'refused'], 'refused'])
    const late = await asked()
    clock.advance(300)
    expect(await bring(softPasskey().make({ challenge: late.wanted }), late.challenge)).toBe('refused')
    expect(await count()).toBe(1)
  })

  it("takes no challenge of a colleague's, nor one for signing in", async () => {
    const { deps, member, bring } = await setUp()
    const colleague = await member('viewer', 'reza')
    const theirs = await beginNewPasskey(deps, colleague.actor)
    expect(await bring(softPasskey().make({ challenge: theirs.options.challenge }), theirs.challenge)).toBe('refused')
    const { options, challenge } = await beginPasskey(deps)
    expect(await bring(softPasskey().make({ challenge: options.challenge }), challenge)).toBe('refused')
  })

  it('takes no passkey that a colleague has', async () => {
    const { deps, member, add, signIn } = await setUp()
    const device = softPasskey()
    const colleague = await member('viewer', 'reza')
    const { options, challenge } = await beginNewPasskey(deps, colleague.actor)
    const response = device.make({ challenge: options.challenge })
    expect(await addPasskey(deps, colleague.actor, { response, challenge })).toBe('added')
    expect(await add(device)).toBe('refused')
    expect((await deps.store.passkey(device.id))?.staffId).toBe(colleague.id)
    expect(await signIn(device)).toBe('opened')
  })

  it('names those that there are, so that no device makes two', async () => {
    const { add, asked } = await setUp()
    const [one, other] = [softPasskey(), softPasskey()]
    await add(one)
    await add(other)
    const { options } = await asked()
    expect(options.excludeCredentials?.map(({ id }) => id).sort()).toEqual([one.id, other.id].sort())
    expect(options).toMatchObject({
      rp: { id: 'peyk.example.ir' },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
  })

  it('goes as far as ten, of two at the same moment as well', async () => {
    const { add, count, actor, deps } = await setUp()
    const devices = Array.from({ length: 9 }, softPasskey)
    for (const device of devices) expect(await add(device)).toBe('added')
    expect((await Promise.all([add(softPasskey()), add(softPasskey())])).sort()).toEqual(['added', 'too_many'])
    expect(await count()).toBe(10)
    expect(await removePasskey(deps, actor, devices[0]?.id ?? '')).toBe('removed')
    expect(await add(softPasskey())).toBe('added')
  })

  it('does nothing for somebody who was disabled meanwhile', async () => {
    const { deps, id, asked, bring, count } = await setUp()
    const { wanted, challenge } = await asked()
    await disable(deps, 'command', id)
    expect(await bring(softPasskey().make({ challenge: wanted }), challenge)).toBe('refused')
    expect(await count()).toBe(0)
  })

  it('takes an invitation up, and the last one is never taken away', async () => {
    const { deps, invited, actorOf, signIn } = await setUp()
    const { token } = await invited('courier')
    const begun = await beginFirstPasskey(deps, token)
    if (begun.kind !== 'open') throw new Error(begun.kind)
    const device = softPasskey()
    const accept = async (change: Change = {}, { challenge } = begun) => {
      const response = device.make({ challenge: begun.options.challenge, ...change })
      return await acceptInvitation(deps, { token, address, by: { response, challenge } })
    }
    const accepted = await accept()
    if (accepted.kind !== 'accepted') throw new Error(accepted.kind)
    expect(await signIn(device)).toBe('opened')
    expect(await removePasskey(deps, await actorOf(accepted.token), device.id)).toBe('last_way')
  })

  it('is told apart where an invitation is taken up too late and with a wrong answer', async () => {
    const { deps, clock, invited } = await setUp()
    const { token } = await invited('courier')
    const accept = async (change: Change, wait = 0) => {
      const begun = await beginFirstPasskey(deps, token)
      if (begun.kind !== 'open') throw new Error(begun.kind)
      clock.advance(wait)
      const response = softPasskey().make({ challenge: begun.options.challenge, ...change })
      return await acceptInvitation(deps, { token, address, by: { response, challenge: begun.challenge } })
    }
    expect(await accept({ sees: false })).toEqual({ kind: 'faults', faults: { passkey: 'wrong' } })
    expect(await accept({}, 300)).toEqual({ kind: 'faults', faults: { passkey: 'over' } })
    expect(await accept({})).toMatchObject({ kind: 'accepted' })
  })
})
