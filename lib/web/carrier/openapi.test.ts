import { createHash } from 'node:crypto'
import { afterEach, expect, it } from 'vitest'
import { signOrder } from '#lib/carrier/index.ts'
import { carrierKeys, newCarrierKey } from '#lib/carrier/testing.ts'
import { answerOf, openApi, parserOf } from '#lib/carrier/testing-openapi.ts'
import { proofWorld } from '#lib/carrier/testing-proofs.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { newId } from '#lib/kernel/ids.ts'
import { maxBodyBytes } from '#lib/web/read-body.ts'
import { carrierShipments, carrierStatus } from './calls.ts'
import { carrierProof, maxPictureBytes } from './proof.ts'
import { carrierAtWeb, carrierServices, carrierUrl, endCarrierServices, listRequest, statusRequest } from './testing.ts'
import { replyRequest, threadsAtWeb, threadsRequest } from './testing-threads.ts'
import { carrierReply, carrierThreads } from './threads.ts'

afterEach(endCarrierServices)

const foreign = () => ({ keys: [newCarrierKey()] })

/** Collects the answers to calls of one operation, each held to what the document says of its status. */
function described(method: 'get' | 'post', path: string) {
  const operation = openApi.paths[path]?.[method]
  if (!operation) throw new Error(`${path} is not described`)
  const met = new Set<string>()
  return {
    async hold(response: Response) {
      const answer = answerOf(operation, response.status)
      const schema = answer?.content?.['application/json']?.schema ?? { const: `${response.status} is not described` }
      const body: unknown = await response.json()
      expect({ body, error: parserOf(schema, { closed: true }).safeParse(body).error }).toEqual({ body })
      // The route adds the id of the request.
      const headers = Object.keys(answer?.headers ?? {}).filter((name) => name !== 'x-request-id')
      expect(headers.filter((name) => !response.headers.has(name))).toEqual([])
      met.add(String(response.status))
    },
    met: () => [...met].toSorted(),
    all: Object.keys(operation.responses).toSorted(),
  }
}

describeOnBothEngines('the answers to the carrier fit the OpenAPI document with every status', (open) => {
  it('of a status call', async () => {
    const { hold, met, all } = described('post', '/api/carrier/shipments/{trackingCode}/status')
    const world = carrierAtWeb(open().db, carrierKeys, 1)
    const { trackingCode } = await world.accepted()
    const call = async (request: Request, code = trackingCode) => await hold(await carrierStatus(request, code))
    const id = newId()
    await call(statusRequest(trackingCode, { status: 'delivered' }))
    await call(statusRequest(trackingCode, { status: 'assigned', occurredAt: 'soon' }, { id }))
    await call(statusRequest(trackingCode, { status: 'assigned' }, { id }))
    await call(statusRequest(trackingCode, { status: 'picked_up' }, { id }))
    await call(statusRequest(trackingCode, { status: 'picked_up', trackingCode: null }))
    await call(statusRequest(trackingCode, { status: 'lost' }))
    await call(statusRequest('23456789A', { status: 'assigned' }), '23456789A')
    await call(statusRequest(trackingCode, 'x'.repeat(maxBodyBytes + 1)))
    await call(statusRequest(trackingCode, { status: 'delivered' }, { headers: { 'content-type': 'text/plain' } }))
    await call(statusRequest(trackingCode, { status: 'delivered' }, foreign()))
    await call(statusRequest(trackingCode, { status: 'delivered' }, foreign()))
    carrierServices(open().db, world.clock, { shipping: { store: {} } })
    await call(statusRequest(trackingCode, { status: 'delivered' }))
    expect(met()).toEqual(all)
  })

  it('of a request for the list', async () => {
    const { hold, met, all } = described('get', '/api/carrier/shipments')
    const world = carrierAtWeb(open().db, carrierKeys, 1)
    await world.accepted()
    const call = async (request: Request) => await hold(await carrierShipments(request))
    const once = listRequest('?state=accepted')
    await call(once.clone())
    await call(once)
    await call(listRequest('?state=lost'))
    await call(listRequest('', foreign()))
    await call(listRequest('', foreign()))
    carrierServices(open().db, world.clock, { shipping: { store: {} } })
    await call(listRequest())
    expect(met()).toEqual(all)
  })

  it('of an answer in a thread', async () => {
    const { hold, met, all } = described('post', '/api/carrier/threads/{threadId}/replies')
    const world = threadsAtWeb(open().db, carrierKeys, 1)
    const threadId = await world.reportOf((await world.accepted()).trackingCode)
    const call = async (request: Request, id = threadId) => await hold(await carrierReply(request, id))
    const text = 'تا یک ساعت دیگر'
    await call(replyRequest(threadId, { text }))
    await call(replyRequest(threadId, { text, closes: true }))
    await call(replyRequest(threadId, { text }))
    await call(replyRequest(threadId, { text: '' }))
    await call(replyRequest('other', { text }), 'other')
    await call(replyRequest(threadId, 'x'.repeat(maxBodyBytes + 1)))
    await call(replyRequest(threadId, { text }, { headers: { 'content-type': 'text/plain' } }))
    await call(replyRequest(threadId, { text }, foreign()))
    await call(replyRequest(threadId, { text }, foreign()))
    carrierServices(open().db, world.clock, { threads: {} })
    await call(replyRequest(threadId, { text: 'باز هم' }))
    expect(met()).toEqual(all)
  })

  it('of a request for the threads', async () => {
    const { hold, met, all } = described('get', '/api/carrier/threads')
    const world = threadsAtWeb(open().db, carrierKeys, 1)
    const threadId = await world.reportOf((await world.accepted()).trackingCode)
    await world.reply(threadId, { text: 'تا یک ساعت دیگر', from: 'مینا' })
    await world.asked()
    const call = async (request: Request) => await hold(await carrierThreads(request))
    const once = threadsRequest('?state=open')
    await call(once.clone())
    await call(once)
    await call(threadsRequest('?state=closed'))
    await call(threadsRequest('', foreign()))
    await call(threadsRequest('', foreign()))
    carrierServices(open().db, world.clock, { threads: {} })
    await call(threadsRequest())
    expect(met()).toEqual(all)
  })

  it('of a picture', async () => {
    const { hold, met, all } = described('post', '/api/carrier/shipments/{trackingCode}/proof')
    const world = proofWorld(open().db)
    const { trackingCode } = await world.reach('delivered')
    const { trackingCode: onTheWay } = await world.reach('picked_up')
    let unfit: 'not_a_picture' | 'broken' | 'too_slow' | null = null
    const clean = async (bytes: Uint8Array) =>
      unfit ? { ok: false, reason: unfit } : { ok: true, bytes, kind: 'image/jpeg' }
    carrierServices(open().db, world.clock, { proofs: { ...world.receiveDeps, clean } }, carrierKeys, 1)
    const call = async (
      picture: Uint8Array,
      { code = trackingCode, keys = carrierKeys, id = newId(), signed = '' } = {},
    ) => {
      const digest = createHash('sha256').update(picture).digest('hex')
      const headers = signOrder(keys, id, new Date(), signed || `${code}.${digest}`)
      const body = new FormData()
      body.set('picture', new File([new Uint8Array(picture)], 'door.jpg'))
      const init = { method: 'POST', headers: { 'x-picture-sha256': digest, ...headers }, body }
      await hold(await carrierProof(new Request(`${carrierUrl}/X/proof`, init), code))
    }
    const bytes = (text: string) => new TextEncoder().encode(text)
    await call(bytes('one'))
    await call(bytes('one'), { signed: createHash('sha256').update('one').digest('hex') })
    await call(bytes('two'), { code: onTheWay })
    await call(bytes('three'), { code: '23456789A' })
    await call(new Uint8Array(maxPictureBytes + 1))
    for (const reason of ['not_a_picture', 'broken', 'too_slow'] as const) {
      unfit = reason
      await call(bytes(reason))
    }
    await call(bytes('four'), foreign())
    await call(bytes('four'), foreign())
    expect(met()).toEqual(all)
  })
})
