import { expect, it } from 'vitest'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { openStates } from './index.ts'
import { confirmMessage, deferred, deliverMessage, messageWorld, sweepMessages } from './testing.ts'

describeOnBothEngines('the measures of chat messages', (open) => {
  it('count each state that a message reaches once', async () => {
    const { deps, queue, answer, giveTokens, noted } = messageWorld(open().db)
    answer(
      { kind: 'sent' },
      { kind: 'refused', reason: 'http_412_code_9' },
      { kind: 'unconfirmed', reason: 'http_500' },
    )
    for (const number of [1, 2, 3]) await deliverMessage(deps, (await queue({ subjectId: `shipment-${number}` })).id)
    const end = await queue({ subjectId: 'shipment-4', kind: 'end' })
    giveTokens({ ok: false, reason: 'unavailable' })
    await deliverMessage(deps, end.id)
    await deliverMessage(deps, end.id)
    const pickup = await queue({ subjectId: 'shipment-5', kind: 'pickup' })
    giveTokens({ ok: false, reason: 'revoked' })
    await deliverMessage(deps, pickup.id)
    expect(noted).toEqual([
      'chat_messages proposal sent',
      'chat_messages proposal refused',
      'chat_messages proposal unconfirmed',
      'chat_messages end queued',
      'chat_messages pickup unannounced',
    ])
  })

  it("count the outcomes of sweeps and of people's answers", async () => {
    const { deps, clock, queue, answer, noted } = messageWorld(open().db)
    const hung = deferred<{ kind: 'sent' }>()
    answer(() => hung.promise)
    const { id } = await queue()
    const delivery = deliverMessage(deps, id)
    while ((await deps.messages.find(id))?.state !== 'sending') await Promise.resolve()
    clock.advance(61)
    await sweepMessages(deps)
    await confirmMessage(deps, id, 'it_is_there')
    await confirmMessage(deps, id, 'it_is_there')
    hung.resolve({ kind: 'sent' })
    await delivery
    expect(noted).toEqual(['chat_messages proposal unconfirmed', 'chat_messages proposal sent'])
  })

  it('report the number of open messages', async () => {
    const { deps, queue, answer } = messageWorld(open().db)
    const openNow = async () => Object.fromEntries((await deps.messages.countByState(openStates)).map(Object.values))
    expect(await openNow()).toEqual({ queued: 0, sending: 0, unconfirmed: 0 })
    answer({ kind: 'unconfirmed', reason: 'http_500' }, { kind: 'sent' })
    for (const number of [1, 2, 3, 4]) {
      const { id } = await queue({ subjectId: `shipment-${number}` })
      if (number < 3) await deliverMessage(deps, id)
    }
    expect(await openNow()).toEqual({ queued: 2, sending: 0, unconfirmed: 1 })
  })
})
