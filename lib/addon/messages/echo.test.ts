import { expect, it } from 'vitest'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import type { SendOutcome } from './index.ts'
import { confirmMessage, deferred, deliverMessage, messageWorld, proposal, sweepMessages } from './testing.ts'

const unknown: SendOutcome = { kind: 'unconfirmed', reason: 'timeout' }
const tooMany: SendOutcome = { kind: 'retry', retryAfterSeconds: null, reason: 'http_429' }
const { conversationId, text } = proposal
const inChat = { subject: 'conversation', subjectId: conversationId } as const

describeOnBothEngines("the event of the app's own message", (open) => {
  const setUp = () => {
    const world = messageWorld(open().db)
    const hear = async (said = text, where = conversationId) =>
      await world.deps.messages.confirmByEcho(where, said, world.clock())
    const queueReply = async (occurrence = 1, subjectId = conversationId) =>
      await world.queue({
        ...{ ...inChat, subjectId, kind: 'reply', occurrence, text: '' },
        sealedText: await world.sealer.seal('سلام'),
      })
    const words = async (id: string) => (await world.deps.messages.find(id))?.sealedText ?? null
    /** A delivery with a request that hangs until told how it ends. */
    const sending = async (id: string) => {
      const started = deferred<void>()
      const end = deferred<SendOutcome>()
      world.answer(() => {
        started.resolve()
        return end.promise
      })
      const done = deliverMessage(world.deps, id)
      await started.promise
      return { end: end.resolve, done }
    }
    return { ...world, hear, queueReply, words, sending }
  }

  it('confirms the unconfirmed message with this text once', async () => {
    const world = setUp()
    world.answer(unknown)
    const { id } = await world.queue()
    await deliverMessage(world.deps, id)
    expect(await Promise.all([world.hear(), world.hear()])).toEqual(expect.arrayContaining([0, 1]))
    expect(await world.deps.messages.find(id)).toMatchObject({ state: 'sent', sentAt: world.clock(), claimId: null })
    expect(await world.look(id)).toEqual(['sent', 'confirmed_by_echo'])
    expect(await confirmMessage(world.deps, id, 'send_again')).toEqual({ ok: false, reason: 'not_unconfirmed' })
  })

  it.each([
    [`${text} `, conversationId],
    ['', conversationId],
    [text, 'conversation-2'],
  ])('with the text «%s» in %s confirms nothing', async (said, where) => {
    const world = setUp()
    world.answer(unknown)
    const { id } = await world.queue()
    await deliverMessage(world.deps, id)
    expect(await world.hear(said, where)).toBe(0)
    expect(await world.look(id)).toEqual(['unconfirmed', 'timeout'])
  })

  it('does not change messages that have not been sent', async () => {
    const world = setUp()
    const { id } = await world.queue()
    expect(await world.hear()).toBe(0)
    expect(await world.look(id)).toEqual(['queued', null])
  })

  it.each<[SendOutcome, string, string | null]>([
    [unknown, 'sent', 'confirmed_by_echo'],
    [{ kind: 'sent' }, 'sent', null],
    [tooMany, 'queued', 'http_429'],
    [{ kind: 'refused', reason: 'http_400' }, 'refused', 'http_400'],
  ])('received before the answer to its request decides only without one: %o', async (outcome, state, reason) => {
    const world = setUp()
    const { id } = await world.queue()
    const { end, done } = await world.sending(id)
    expect(await world.hear()).toBe(0)
    expect((await world.look(id))?.[0]).toBe('sending')
    end(outcome)
    expect(await done).toEqual({ ok: true, state })
    expect(await world.look(id)).toEqual([state, reason])
    expect((await world.deps.messages.find(id))?.sentAt).toEqual(state === 'sent' ? world.clock() : null)
  })

  it('still confirms the message when the worker dies', async () => {
    const world = setUp()
    const { id } = await world.queue()
    await world.sending(id)
    await world.hear()
    world.clock.advance(60)
    expect(await sweepMessages(world.deps)).toMatchObject({ ended: 0 })
    expect(await world.look(id)).toEqual(['sent', 'confirmed_by_echo'])
    expect(world.noted).toEqual(['chat_messages proposal sent'])
  })

  it('confirms a reply whose text was deleted, unless another message came back', async () => {
    const world = setUp()
    const offer = await world.queue({ ...inChat, kind: 'offer', text: 'از ۴۷ هزار تومان' })
    await deliverMessage(world.deps, offer.id)
    world.answer(unknown)
    const reply = await world.queueReply()
    await deliverMessage(world.deps, reply.id)
    expect(await world.hear('از ۴۷ هزار تومان')).toBe(0)
    expect((await world.look(reply.id))?.[0]).toBe('unconfirmed')
    expect(await world.hear('سلام')).toBe(1)
    expect(await world.look(reply.id)).toEqual(['sent', 'confirmed_by_echo'])
  })

  it('confirms a reply whose request hangs', async () => {
    const world = setUp()
    const reply = await world.queueReply()
    const { end, done } = await world.sending(reply.id)
    await world.hear('سلام')
    end(unknown)
    expect(await done).toEqual({ ok: true, state: 'sent' })
    expect(await world.words(reply.id)).toBeNull()
  })

  it('does not delay giving up a reply behind a waiting message', async () => {
    const world = setUp()
    world.answer({ ...tooMany, retryAfterSeconds: 600 })
    const offer = await world.queue({ ...inChat, kind: 'offer' })
    await deliverMessage(world.deps, offer.id)
    const reply = await world.queueReply()
    const soon = new Date(world.clock().getTime() + 61_000)
    expect((await sweepMessages(world.deps)).nextEndAt).toEqual(soon)
    expect(await world.words(reply.id)).not.toBeNull()
    world.clock.advance(61)
    expect((await sweepMessages(world.deps)).nextEndAt).toBeNull()
    expect(await world.look(reply.id)).toEqual(['refused', 'gave_up'])
    expect(await world.words(reply.id)).toBeNull()
    expect((await world.look(offer.id))?.[0]).toBe('queued')
    expect(world.sends).toHaveLength(1)
  })
})
