import { expect, it } from 'vitest'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { beginNewPasskey, beginPasskey, disable, removePasskey, signInWithPasskey } from './index.ts'
import { address, staffWorld } from './testing.ts'
import { softPasskey, strangeAnswers } from './testing-passkey.ts'

const refused = { kind: 'refused' }

describeOnBothEngines('signing in with a passkey', (open) => {
  const setUp = async () => {
    const world = staffWorld(open().db)
    const { deps, clock } = world
    const { id, actor } = await world.member('dispatcher', 'mina')
    const device = softPasskey()
    const row = { id: device.id, staffId: id, publicKey: device.publicKey, counter: 0, transports: [] }
    await deps.transaction(async (tx) => await tx.insertPasskey({ ...row, createdAt: clock(), lastUsedAt: null }))
    const asked = async () => {
      const { options, challenge } = await beginPasskey(deps)
      return { wanted: options.challenge, challenge }
    }
    const bring = async (response: string, challenge: string) =>
      await signInWithPasskey(deps, { response, challenge, address })
    const signIn = async (change: Partial<Parameters<typeof device.sign>[0]> = {}) => {
      const { wanted, challenge } = await asked()
      return await bring(device.sign({ challenge: wanted, ...change }), challenge)
    }
    return { ...world, id, actor, device, asked, bring, signIn }
  }

  it('opens a session, and keeps the counter', async () => {
    const { deps, device, signIn } = await setUp()
    expect(await signIn({ counter: 7 })).toMatchObject({ kind: 'opened' })
    expect(await deps.store.passkey(device.id)).toMatchObject({ counter: 7, lastUsedAt: deps.clock() })
  })

  it.each(strangeAnswers)('is refused with an answer %s', async (_, change) => {
    const { signIn } = await setUp()
    expect(await signIn(change)).toEqual(refused)
  })

  it('is refused where the counter goes back, as with a copy of the device', async () => {
    const { signIn } = await setUp()
    await signIn({ counter: 7 })
    expect(await signIn({ counter: 7 })).toEqual(refused)
    expect(await signIn({ counter: 8 })).toMatchObject({ kind: 'opened' })
  })

  it('takes an answer once, of two at the same moment as well', async () => {
    const { device, asked, bring } = await setUp()
    const { wanted, challenge } = await asked()
    const answer = device.sign({ challenge: wanted })
    const both = await Promise.all([bring(answer, challenge), bring(answer, challenge)])
    expect(both.map(({ kind }) => kind).sort()).toEqual(['opened', 'refused'])
    expect(await bring(answer, challenge)).toEqual(refused)
  })

  it('takes no answer after five minutes, and none to a challenge that was for making a passkey', async () => {
    const { deps, clock, actor, device, asked, bring } = await setUp()
    const { wanted, challenge } = await asked()
    clock.advance(300)
    expect(await bring(device.sign({ challenge: wanted }), challenge)).toEqual(refused)
    const begun = await beginNewPasskey(deps, actor)
    expect(await bring(device.sign({ challenge: begun.options.challenge }), begun.challenge)).toEqual(refused)
  })

  it("is refused with another device's signature, and with what no browser sends", async () => {
    const { device, asked, bring } = await setUp()
    const stranger = softPasskey()
    const { wanted, challenge } = await asked()
    const forged = { ...JSON.parse(stranger.sign({ challenge: wanted })), id: device.id, rawId: device.id }
    expect(await bring(JSON.stringify(forged), challenge)).toEqual(refused)
    for (const sent of ['', '{}', 'null', '[]', `{"id":"${device.id}"}`]) {
      expect(await bring(sent, (await asked()).challenge)).toEqual(refused)
    }
  })

  it('is refused for somebody who was disabled, and with a passkey that was removed', async () => {
    const { deps, id, actor, device, signIn } = await setUp()
    expect(await removePasskey(deps, actor, device.id)).toBe('removed')
    expect(await signIn()).toEqual(refused)
    await disable(deps, 'command', id)
    expect(await signIn()).toEqual(refused)
  })
})
