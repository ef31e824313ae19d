import { afterEach, expect, it } from 'vitest'
import { newCarrierKey } from '#lib/carrier/testing.ts'
import { shipmentProblems } from '#lib/db/schema/shipping.ts'
import { threadReplies } from '#lib/db/schema/threads.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'
import { reported } from '#lib/threads/testing.ts'
import { endCarrierServices, type SignedCall } from './testing.ts'
import { replyRequest, threadsAtWeb, threadsRequest } from './testing-threads.ts'

afterEach(endCarrierServices)

describeOnBothEngines("the carrier's answers", (open) => {
  const setUp = async () => {
    const world = threadsAtWeb(open().db)
    const { trackingCode } = await world.accepted()
    const threadId = await world.reportOf(trackingCode)
    const said = async () => {
      const [status, body] = await world.list(threadsRequest())
      if (status !== 200) throw new Error(body.reason)
      const [{ replies }] = body.threads as [{ replies: { text: string; from: string | null }[] }]
      return replies.map(({ from, text }) => [from, text])
    }
    return { ...world, trackingCode, threadId, said }
  }
  const rows = async () => await open().db.select().from(threadReplies)

  it('are taken in the thread that a webhook named, and listed with it', async () => {
    const { work, received, reply, list, trackingCode, outcomes } = await setUp()
    await work()
    const told = received.at(-1)
    if (told?.type !== 'problem.reported') throw new Error('no webhook came')
    const { threadId } = told.data
    expect(await reply(threadId, { text: 'تا یک ساعت دیگر می‌آید', from: 'مینا' })).toEqual([
      200,
      { threadId, repeated: false },
    ])
    const at = '2026-11-22T09:00:00.000Z'
    const replies = [{ by: 'business', text: 'تا یک ساعت دیگر می‌آید', from: 'مینا', at }]
    expect(await list(threadsRequest('?state=open'))).toEqual([
      200,
      { threads: [{ threadId, trackingCode, by: 'buyer', text: reported, at, replies }], next: null },
    ])
    expect(outcomes()).toEqual(['replied', 'listed'])
  })

  it('change nothing when repeated, and refuse another text under the same id', async () => {
    const { reply, threadId, said } = await setUp()
    const id = newId()
    await reply(threadId, { text: 'آمد' }, { id })
    expect(await reply(threadId, { text: 'آمد' }, { id })).toEqual([200, { threadId, repeated: true }])
    expect(await reply(threadId, { text: 'نیامد' }, { id })).toMatchObject([
      409,
      { reason: expect.stringMatching(/another call/) },
    ])
    expect(await said()).toEqual([[null, 'آمد']])
  })

  it('are not taken from headers and body that were sent to another thread', async () => {
    const { replay, threadId, trackingCode, reportOf } = await setUp()
    const other = await reportOf(trackingCode)
    const request = replyRequest(threadId, { text: 'آمد' })
    expect(await replay(request, other)).toMatchObject([
      400,
      { reason: expect.stringMatching(/not that of the address/) },
    ])
    expect(await replay(request, threadId)).toMatchObject([200, { repeated: false }])
    expect(await replay(request, threadId)).toMatchObject([200, { repeated: true }])
    expect(await rows()).toHaveLength(1)
  })

  it('are refused with a foreign key, another body, a wrong timestamp or without a signature', async () => {
    const { reply, threadId } = await setUp()
    const wrong: SignedCall[] = [
      { keys: [newCarrierKey()] },
      { signedBody: '{"text":"other"}' },
      { at: addSeconds(new Date(), -302) },
      { at: addSeconds(new Date(), 302) },
      { headers: { 'webhook-signature': '' } },
      { headers: { 'webhook-id': 'other' } },
    ]
    for (const call of wrong) expect(await reply(threadId, { text: 'آمد' }, call)).toMatchObject([401, {}])
    expect(await rows()).toEqual([])
    expect(await threadsAtWeb(open().db, []).reply(threadId, { text: 'آمد' })).toMatchObject([401, {}])
  })

  it('are refused in a thread that is unknown, closed or erased, and stay so for the same headers', async () => {
    const { reply, replay, threadId } = await setUp()
    const unknown = newId()
    expect(await reply(unknown, { text: 'آمد' })).toMatchObject([404, {}])
    expect(await reply(threadId, { text: 'آمد', closes: true })).toMatchObject([200, {}])
    expect(await reply(threadId, { text: 'باز هم' })).toEqual([409, { reason: 'the thread is closed' }])
    await open().db.delete(shipmentProblems)
    const late = replyRequest(threadId, { text: 'دیر' })
    const gone = [404, { reason: 'there is no such thread, or it was erased' }]
    expect(await replay(late, threadId)).toEqual(gone)
    expect(await replay(late, threadId)).toEqual(gone)
    expect(await rows()).toEqual([])
  })

  it('are cleaned of marks that nobody sees, and keep HTML as the text that it is', async () => {
    const { reply, threadId, said, lines } = await setUp()
    const text = '<b>سلام</b>\u202e\u200f كالا \n\n\n\n<script>alert(1)</script>'
    expect(await reply(threadId, { text, from: '\u2067مینا\u2069' })).toMatchObject([200, {}])
    expect(await said()).toEqual([['مینا', '<b>سلام</b> کالا\n\n<script>alert(1)</script>']])
    expect(JSON.stringify(lines)).not.toMatch(/سلام|مینا/)
  })

  it.each<[string, object | string, RegExp]>([
    ['no text', {}, /text must be a text/],
    ['an empty text', { text: ' \u200b ' }, /text must have words/],
    ['a face', { text: '😡'.repeat(50) }, /text must have words/],
    ['1001 characters', { text: 'ا'.repeat(1_001) }, /at most 1000 characters/],
    ['a phone number', { text: 'به ۰۹۱۲۱۲۳۴۵۶۷ زنگ بزنید' }, /no phone number and no link/],
    ['a link', { text: 'به https://example.ir بروید' }, /no phone number and no link/],
    ['a link as who answers', { text: 'آمد', from: 't.me/x' }, /from must have no phone number/],
    ['a long name', { text: 'آمد', from: 'م'.repeat(41) }, /from must have at most 40/],
    ['a number as who answers', { text: 'آمد', from: 7 }, /from must be a text/],
    ['a text for true', { text: 'آمد', closes: 'yes' }, /closes must be true or false/],
    ['no thread', { text: 'آمد', threadId: null }, /threadId must be a text/],
    ['no JSON', '{', /not JSON/],
    ['a list', '[]', /must be a JSON object/],
  ])('are refused with a reason for %s', async (_, body, reason) => {
    const { reply, threadId } = await setUp()
    expect(await reply(threadId, body)).toMatchObject([400, { reason: expect.stringMatching(reason) }])
    expect(await rows()).toEqual([])
  })

  it('may have 1000 characters, nobody named, and their fields in an envelope', async () => {
    const { reply, threadId, said } = await setUp()
    const text = `آه${'🚲'.repeat(998)}`
    expect(await reply(threadId, { text, from: '', closes: null })).toMatchObject([200, {}])
    const data = { threadId, text: 'در پاکت', from: 'علی' }
    expect(await reply(threadId, JSON.stringify({ type: 'x', data }))).toMatchObject([200, {}])
    expect(await said()).toEqual([
      [null, text],
      ['علی', 'در پاکت'],
    ])
  })

  it('are listed once for each signed request, in a known state only', async () => {
    const { list } = await setUp()
    const once = threadsRequest('?state=open')
    expect(await list(once.clone())).toMatchObject([200, {}])
    expect(await list(once)).toMatchObject([409, {}])
    expect(await list(threadsRequest('?state=closed'))).toMatchObject([400, {}])
    expect(await list(threadsRequest('?after=..%2F'))).toMatchObject([400, {}])
    expect(await list(threadsRequest('', { keys: [newCarrierKey()] }))).toMatchObject([401, {}])
  })
})
