import { describe, expect, it } from 'vitest'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import type { SendOutcome } from './index.ts'
import { confirmMessage, deferred, deliverMessage, messageWorld, sweepMessages } from './testing.ts'

const sent = { ok: true, state: 'sent' }
const tooMany: SendOutcome = { kind: 'retry', retryAfterSeconds: null, reason: 'http_429' }

/** A send that ends when told, to look at what happens meanwhile. */
function heldSend() {
  const started = deferred<void>()
  const outcome = deferred<SendOutcome>()
  const answer = () => {
    started.resolve()
    return outcome.promise
  }
  return { answer, started: started.promise, end: outcome.resolve }
}

describeOnBothEngines('deliverMessage', (open) => {
  const setUp = () => messageWorld(open().db)

  describe("after Divar's answer", () => {
    it("sends once with the grant's token and marks the message as sent", async () => {
      const world = setUp()
      const { id } = await world.queue()
      expect(await deliverMessage(world.deps, id)).toEqual(sent)
      expect(world.sends).toEqual([
        { accessToken: 'token-1', conversationId: 'conversation-1', text: 'درخواست ارسال ثبت شد.' },
      ])
      const row = await world.deps.messages.find(id)
      expect(row).toMatchObject({
        state: 'sent',
        sentAt: world.clock(),
        attempts: 1,
        claimId: null,
        claimedUntil: null,
      })
      expect(await deliverMessage(world.deps, id)).toEqual({ ok: false, reason: 'taken' })
      expect(world.sends).toHaveLength(1)
    })

    it('marks a refused message as refused finally', async () => {
      const world = setUp()
      world.answer({ kind: 'refused', reason: 'http_412_code_9' })
      const { id } = await world.queue()
      expect(await deliverMessage(world.deps, id)).toEqual({ ok: true, state: 'refused' })
      expect(await world.look(id)).toEqual(['refused', 'http_412_code_9'])
      await sweepMessages(world.deps)
      expect(world.woken).toEqual([{ id, afterSeconds: 0 }])
    })

    it('never repeats by itself a message that may have arrived', async () => {
      const world = setUp()
      world.answer({ kind: 'unconfirmed', reason: 'http_500' })
      const { id } = await world.queue()
      await deliverMessage(world.deps, id)
      world.clock.advance(86_400)
      await sweepMessages(world.deps)
      expect(await deliverMessage(world.deps, id)).toEqual({ ok: false, reason: 'taken' })
      expect(await world.look(id)).toEqual(['unconfirmed', 'http_500'])
      expect(world.sends).toHaveLength(1)
    })

    it('treats a chat port that throws as an unknown outcome', async () => {
      const world = setUp()
      world.answer(() => Promise.reject(new Error('out of order')))
      const { id } = await world.queue()
      await deliverMessage(world.deps, id)
      expect(await world.look(id)).toEqual(['unconfirmed', 'threw'])
      expect(world.complaints).toHaveLength(1)
    })

    it('retries after a 429 no earlier than its time and then sends', async () => {
      const world = setUp()
      world.answer(tooMany)
      const { id } = await world.queue()
      expect(await deliverMessage(world.deps, id)).toEqual({ ok: true, state: 'queued' })
      expect(world.woken.at(-1)).toEqual({ id, afterSeconds: 2 })
      expect(await deliverMessage(world.deps, id)).toEqual({ ok: false, reason: 'not_due' })
      world.clock.advance(2)
      expect(await deliverMessage(world.deps, id)).toEqual(sent)
      expect(world.sends).toHaveLength(2)
    })

    it('waits for Retry-After and leaves a long wait to the sweep', async () => {
      const world = setUp()
      world.answer({ ...tooMany, retryAfterSeconds: 300 })
      const { id } = await world.queue()
      await deliverMessage(world.deps, id)
      expect(world.woken).toHaveLength(1)
      world.clock.advance(299)
      expect(await sweepMessages(world.deps)).toMatchObject({ woken: 0 })
      world.clock.advance(1)
      expect(await sweepMessages(world.deps)).toMatchObject({ woken: 1 })
      expect(await deliverMessage(world.deps, id)).toEqual(sent)
    })

    it('gives up a day after the message was queued', async () => {
      const world = setUp()
      const { id } = await world.queue()
      let tries = 0
      for (; tries < 500; tries += 1) {
        world.answer(tooMany)
        if ((await world.look(id))?.[0] !== 'queued') break
        await deliverMessage(world.deps, id)
        world.clock.advance(900)
      }
      expect(await world.look(id)).toEqual(['refused', 'gave_up'])
      expect(tries).toBeGreaterThan(90)
      expect(tries).toBeLessThan(100)
    })

    it('does not send a message that was queued over a day ago', async () => {
      const world = setUp()
      const { id } = await world.queue()
      world.clock.advance(86_401)
      expect(await deliverMessage(world.deps, id)).toEqual({ ok: true, state: 'refused' })
      expect(world.sends).toEqual([])
    })
  })

  describe('using the grant', () => {
    it('refreshes it once after a 401 and sends with the new token', async () => {
      const world = setUp()
      world.answer({ kind: 'unauthorized' })
      const { id } = await world.queue()
      expect(await deliverMessage(world.deps, id)).toEqual(sent)
      expect(world.tokenCalls).toEqual([false, true])
      expect(world.sends.map((send) => send.accessToken)).toEqual(['token-1', 'token-2'])
    })

    it('does not refresh it a second time', async () => {
      const world = setUp()
      world.answer({ kind: 'unauthorized' }, { kind: 'unauthorized' })
      const { id } = await world.queue()
      await deliverMessage(world.deps, id)
      expect(await world.look(id)).toEqual(['refused', 'unauthorized'])
      expect(world.tokenCalls).toHaveLength(2)
    })

    it('does not send again when the lease has too little time left', async () => {
      const world = setUp()
      world.answer({ kind: 'unauthorized' })
      world.giveTokens({ ok: true, accessToken: 'first' }, () => {
        world.clock.advance(50)
        return { ok: true, accessToken: 'second' }
      })
      const { id } = await world.queue()
      expect(await deliverMessage(world.deps, id)).toEqual({ ok: true, state: 'queued' })
      expect(world.sends).toHaveLength(1)
    })

    it.each(['revoked', 'missing'] as const)('leaves the message unannounced when it is %s', async (reason) => {
      const world = setUp()
      world.giveTokens({ ok: false, reason })
      const { id } = await world.queue()
      expect(await deliverMessage(world.deps, id)).toEqual({ ok: true, state: 'unannounced' })
      expect(await world.look(id)).toEqual(['unannounced', `grant_${reason}`])
      expect(world.sends).toEqual([])
    })

    it('leaves the message unannounced when a 401 shows that it was revoked', async () => {
      const world = setUp()
      world.answer({ kind: 'unauthorized' })
      world.giveTokens({ ok: true, accessToken: 'old' }, { ok: false, reason: 'revoked' })
      const { id } = await world.queue()
      await deliverMessage(world.deps, id)
      expect(await world.look(id)).toEqual(['unannounced', 'grant_revoked'])
    })

    it('waits longer each time while it cannot be refreshed', async () => {
      const world = setUp()
      const away = { ok: false, reason: 'unavailable' } as const
      world.giveTokens(away, away)
      const { id } = await world.queue()
      await deliverMessage(world.deps, id)
      expect(world.woken.at(-1)).toEqual({ id, afterSeconds: 2 })
      world.clock.advance(2)
      await deliverMessage(world.deps, id)
      expect(world.woken.at(-1)).toEqual({ id, afterSeconds: 4 })
      world.clock.advance(4)
      expect(await deliverMessage(world.deps, id)).toEqual(sent)
    })

    it('waits and logs when getting a token throws', async () => {
      const world = setUp()
      world.giveTokens(() => Promise.reject(new Error('no key opens it')))
      const { id } = await world.queue()
      expect(await deliverMessage(world.deps, id)).toEqual({ ok: true, state: 'queued' })
      expect(await world.look(id)).toEqual(['queued', 'token_unavailable'])
      expect(world.complaints).toHaveLength(1)
    })

    it('reads it before the lease begins, however long that takes', async () => {
      const world = setUp()
      world.giveTokens(() => {
        world.clock.advance(59)
        return { ok: true, accessToken: 'slow' }
      })
      const { id } = await world.queue()
      expect(await deliverMessage(world.deps, id)).toEqual(sent)
    })
  })

  describe('under its lease', () => {
    it('lets one of many workers send', async () => {
      const world = setUp()
      const { id } = await world.queue()
      const all = await Promise.all(Array.from({ length: 8 }, async () => await deliverMessage(world.deps, id)))
      expect(all.filter((one) => one.ok)).toEqual([sent])
      expect(world.sends).toHaveLength(1)
    })

    it.each([
      [35, sent, []],
      [36, { ok: true, state: 'queued' }, ['late']],
    ] as const)(
      'does not start a send that could outlast it: claimed %i seconds ago',
      async (seconds, result, reasons) => {
        const world = setUp()
        const { messages } = world.deps
        const slow = async (...given: Parameters<typeof messages.claim>) => {
          const claimed = await messages.claim(...given)
          world.clock.advance(seconds)
          return claimed
        }
        const { id } = await world.queue()
        expect(await deliverMessage({ ...world.deps, messages: { ...messages, claim: slow } }, id)).toEqual(result)
        expect((await world.look(id))?.filter((word) => word === 'late')).toEqual(reasons)
        expect(world.sends).toHaveLength(reasons.length === 0 ? 1 : 0)
      },
    )

    it('leaves the message unconfirmed and unsent after it expired', async () => {
      const world = setUp()
      const held = heldSend()
      world.answer(held.answer)
      const { id } = await world.queue()
      void deliverMessage(world.deps, id)
      await held.started
      expect(await sweepMessages(world.deps)).toEqual({
        ended: 0,
        woken: 0,
        nextEndAt: new Date(world.clock().getTime() + 60_000),
      })
      world.clock.advance(60)
      expect(await sweepMessages(world.deps)).toEqual({ ended: 1, woken: 0, nextEndAt: null })
      expect(await world.look(id)).toEqual(['unconfirmed', 'lease_ran_out'])
      await sweepMessages(world.deps)
      await deliverMessage(world.deps, id)
      expect(world.sends).toHaveLength(1)
    })

    it.each([
      [{ kind: 'sent' }, 'sent'],
      [{ kind: 'refused', reason: 'http_412_code_9' }, 'refused'],
      [tooMany, 'queued'],
    ] as const)('records a late outcome after it expired: %o', async (outcome, state) => {
      const world = setUp()
      const held = heldSend()
      world.answer(held.answer)
      const { id } = await world.queue()
      const delivering = deliverMessage(world.deps, id)
      await held.started
      world.clock.advance(60)
      await sweepMessages(world.deps)
      held.end(outcome)
      expect(await delivering).toEqual({ ok: true, state })
      expect((await world.look(id))?.[0]).toBe(state)
    })

    it('ignores a late outcome once a person has decided', async () => {
      const world = setUp()
      const held = heldSend()
      world.answer(held.answer)
      const { id } = await world.queue()
      const delivering = deliverMessage(world.deps, id)
      await held.started
      world.clock.advance(60)
      await sweepMessages(world.deps)
      expect(await confirmMessage(world.deps, id, 'it_is_there')).toEqual({ ok: true, state: 'sent' })
      held.end(tooMany)
      expect(await delivering).toEqual({ ok: false, reason: 'taken' })
      expect(await world.look(id)).toEqual(['sent', 'confirmed_by_user'])
    })
  })

  it('does not let a late outcome change a newer claim', async () => {
    const world = setUp()
    const [old, newer] = [heldSend(), heldSend()]
    world.answer(old.answer, newer.answer)
    const { id } = await world.queue()
    const first = deliverMessage(world.deps, id)
    await old.started
    world.clock.advance(60)
    await sweepMessages(world.deps)
    await confirmMessage(world.deps, id, 'send_again')
    const second = deliverMessage(world.deps, id)
    await newer.started
    old.end(tooMany)
    expect(await first).toEqual({ ok: false, reason: 'taken' })
    expect((await world.look(id))?.[0]).toBe('sending')
    newer.end({ kind: 'sent' })
    expect(await second).toEqual(sent)
  })

  it('reports an unknown message as not found', async () => {
    expect(await deliverMessage(setUp().deps, 'none')).toEqual({ ok: false, reason: 'not_found' })
  })
})
