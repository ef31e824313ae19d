import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { vehicles } from '#lib/kernel/vehicle.ts'
import { carrierWebhookTypes } from '#lib/shipping/carrier-webhook.ts'
import {
  cancelReasons,
  carrierReasons,
  carrierStates,
  carrierStatuses,
  overrideReasons,
  parcelSizes,
  payers,
  type Shipment,
  type ShipmentStep,
  services,
  shipmentStates,
} from '#lib/shipping/index.ts'
import { newTrackingCode, parseTrackingCode } from '#lib/shipping/tracking-code.ts'
import {
  type CarrierWebhook,
  type OrderFacts,
  orderBody,
  parseStatusCall,
  shipmentOnWire,
  signOrder,
  verifyCall,
} from './index.ts'
import { carrierKeys } from './testing.ts'
import { atPointer, type Content, type JsonSchema, nodes, openApi, parserNamed, parserOf } from './testing-openapi.ts'

const root = new URL('../../', import.meta.url)
const now = new Date('2026-11-22T09:00:00Z')
const all = [...nodes(openApi)]

describe("the description of the carrier's interface", () => {
  it('documents every route and method of app/api/carrier and no other', () => {
    const folder = new URL('app/api/carrier/', root)
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('route.ts'))
    const routes = files.flatMap((name) => {
      const text = readFileSync(new URL(name, folder), 'utf8')
      const methods = text.matchAll(
        /^export (?:const|(?:async )?function) (GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/gm,
      )
      const path = `/api/carrier/${name}`.replace(/\/route\.ts$/, '').replaceAll(/\[\w+\]/g, '{}')
      return [...methods].map(([, method]) => `${method} ${path}`)
    })
    const described = Object.entries(openApi.paths).flatMap(([path, operations]) =>
      Object.keys(operations)
        .filter((name) => name !== 'parameters')
        .map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{\w+\}/g, '{}')}`),
    )
    expect(routes.length).toBeGreaterThan(0)
    expect(described.toSorted()).toEqual(routes.toSorted())
  })

  it('documents every webhook that Peyk sends and no other', () => {
    expect(Object.keys(openApi.webhooks).toSorted()).toEqual(carrierWebhookTypes.toSorted())
  })

  it("has the package's version and only references that resolve", () => {
    const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string }
    expect(openApi.info.version).toBe(version)
    const references = all.flatMap(({ node }) => (typeof node.$ref === 'string' ? [node.$ref] : []))
    expect(references.length).toBeGreaterThan(0)
    expect(references.filter((reference) => atPointer(reference) === undefined)).toEqual([])
  })

  it('has a type next to each keyword that a validator ignores without one', () => {
    const bare = all.filter(({ node, path }) => {
      const isSchema = path[0] === 'components' && path[1] === 'schemas' && path.at(-1) !== 'properties'
      return (
        isSchema && ['properties', 'pattern', 'items', 'minimum', 'maxLength'].some((key) => key in node) && !node.type
      )
    })
    expect(bare.map(({ path }) => path.join('/'))).toEqual([])
  })

  it('has the enum values of the code', () => {
    const { Parcel, Shipment, ShipmentState, OpenState, CarrierStatus, ShipmentCancelled } = openApi.components.schemas
    expect(wordsIn(Parcel, 'properties', 'size')).toEqual(parcelSizes)
    expect(wordsIn(Shipment, 'properties', 'service')).toEqual(services)
    expect(wordsIn(openApi.components.schemas.Courier, 'properties', 'vehicle')).toEqual([...vehicles, null])
    expect(wordsIn(Shipment, 'properties', 'payer')).toEqual(payers)
    expect(wordsIn(ShipmentState)).toEqual(shipmentStates)
    expect(wordsIn(OpenState)).toEqual(carrierStates)
    const { GiveUpCall, FailureReason, GiveUpReason, DelayReason } = openApi.components.schemas
    expect([...(wordsIn(CarrierStatus) as string[]), Object(GiveUpCall?.properties).status.const]).toEqual(
      carrierStatuses,
    )
    expect(wordsIn(FailureReason)).toEqual(carrierReasons('delivery_failed'))
    expect(wordsIn(GiveUpReason)).toEqual(carrierReasons('cancelled'))
    expect(wordsIn(DelayReason)).toEqual(carrierReasons(null))
    expect(wordsIn(openApi.components.schemas.OverrideReason)).toEqual(overrideReasons)
    const reasons = wordsIn(ShipmentCancelled, 'properties', 'data', 'properties', 'reason')
    expect(reasons).toEqual([...cancelReasons, 'no_news', null])
  })

  it('has examples that fit its own schemas', () => {
    const contents = all.flatMap(({ node, path }) => (path.at(-1) === 'content' ? [node as Content] : []))
    const examples = contents.flatMap((content) =>
      Object.values(content).flatMap(({ schema, examples = {} }) =>
        Object.values(examples).map(({ value }) => ({
          value,
          error: parserOf(schema, { closed: true }).safeParse(value).error,
        })),
      ),
    )
    expect(examples.length).toBeGreaterThan(15)
    expect(examples.filter(({ error }) => error)).toEqual([])
  })

  it('has valid tracking codes in its examples', () => {
    const codes = all.flatMap(({ node }) => (typeof node.trackingCode === 'string' ? [node.trackingCode] : []))
    expect(codes.length).toBeGreaterThan(0)
    expect(codes.map(parseTrackingCode)).toEqual(codes)
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 64, maxLength: 64 }), (bytes) => {
        const code = newTrackingCode((count) => Buffer.from([...bytes.map((byte) => byte % 248)].slice(0, count)))
        expect(parserNamed('TrackingCode').safeParse(code).success).toBe(true)
      }),
    )
  })
})

describe('the headers of a call', () => {
  const parserOfHeader = (name: string) => {
    const { schema } = atPointer(`#/components/parameters/${name}`) as { schema: JsonSchema }
    return parserOf(schema)
  }
  const isTaken = (id: string, at: Date) => {
    const headers = new Headers(signOrder(carrierKeys, 'x', at, ''))
    const signed = new Webhook(carrierKeys[0] ?? '').sign(id, at, '')
    headers.set('webhook-id', id)
    headers.set('webhook-signature', signed)
    return verifyCall(carrierKeys, headers, '', at).ok
  }

  it('fit the document: an id of visible characters without a full stop, and whole seconds', () => {
    const visible = fc.stringMatching(/^[\x21-\x7e]{1,12}$/).filter((id) => !id.includes(','))
    fc.assert(
      fc.property(visible, (id) => {
        expect(parserOfHeader('WebhookId').safeParse(id).success).toBe(isTaken(id, now))
      }),
    )
    for (const length of [255, 256]) {
      const id = 'a'.repeat(length)
      expect(parserOfHeader('WebhookId').safeParse(id).success).toBe(isTaken(id, now))
    }
    const { 'webhook-timestamp': stamp } = signOrder(carrierKeys, 'x', now, '')
    expect(['', '1.5', '-1', stamp].map((text) => parserOfHeader('WebhookTimestamp').safeParse(text).success)).toEqual([
      false,
      false,
      false,
      true,
    ])
  })
})

describe('a status call', () => {
  const described = parserNamed('StatusCall')
  const code = fc.constantFrom('XK4M7P2QU', '23456789A')
  const time = fc.date({ min: new Date('2026-11-01'), max: now, noInvalidDate: true })
  const occurredAt = fc.oneof(
    fc.constant(null),
    time.map((at) => at.toISOString()),
    time.map((at) => at.getTime()),
    time.map((at) => Math.floor(at.getTime() / 1000)),
  )

  const later = fc
    .date({ min: new Date('2026-11-22T10:00:00Z'), max: new Date('2026-12-20T00:00:00Z'), noInvalidDate: true })
    .map((at) => at.toISOString())
  const window = later.map((from) => ({ from, to: new Date(Date.parse(from) + 3_600_000).toISOString() }))

  it('is accepted whole when it fits the document', () => {
    const step = fc.constantFrom(...carrierStatuses).chain((status) =>
      fc.record(
        {
          trackingCode: code,
          status: fc.constant(status),
          occurredAt,
          note: fc.option(fc.string()),
          reason: fc.constantFrom(...carrierReasons(status)),
          ...(status === 'delivered'
            ? { code: fc.constantFrom('4821', 42), codeOverride: fc.constantFrom(...overrideReasons) }
            : {}),
          ...(['assigned', 'picked_up', 'delivery_failed'].includes(status) ? { eta: later } : {}),
          ...(status === 'assigned' ? { window } : {}),
        },
        { requiredKeys: ['trackingCode', 'status', ...(status === 'cancelled' ? (['reason'] as const) : [])] },
      ),
    )
    const promise = fc.record(
      { trackingCode: code, eta: later, window, reason: fc.constantFrom(...carrierReasons(null)) },
      { requiredKeys: ['trackingCode', 'eta'] },
    )
    fc.assert(
      fc.property(fc.oneof(step, promise), fc.boolean(), (fields, isWrapped) => {
        expect(described.safeParse(fields).success).toBe(true)
        const parsed = parseStatusCall(isWrapped ? { type: 'x', data: fields } : fields, now)
        const status = 'status' in fields ? fields.status : null
        expect(parsed).toMatchObject({ ok: true, call: { status, ignored: [] } })
      }),
    )
  })

  it('is accepted whole in every example', () => {
    const body = openApi.paths['/api/carrier/shipments/{trackingCode}/status']?.post?.requestBody
    const examples = Object.values(body?.content['application/json']?.examples ?? {}).map(({ value }) => value)
    expect(examples.length).toBeGreaterThan(3)
    for (const example of examples)
      expect(parseStatusCall(example, now)).toMatchObject({ ok: true, call: { ignored: [] } })
  })

  it.each([
    [null],
    [[]],
    ['picked_up'],
    [{}],
    [{ status: 'picked_up' }],
    [{ trackingCode: 'XK4M7P2QU' }],
    [{ trackingCode: 'XK4M7P2QU', status: 'accepted' }],
    [{ trackingCode: 'XK4M7P2QU', status: 'cancelled' }],
    [{ trackingCode: 'XK4M7P2QU', status: 'cancelled', reason: 'changed_mind' }],
    [{ trackingCode: 'XK4M7P2QU', eta: 'tomorrow' }],
    [{ trackingCode: 'XK4M7P2QU', status: 'lost', eta: '2026-11-23T09:00:00Z' }],
    [{ trackingCode: 'XK4M7P2QU', window: { from: '2026-11-23T09:00:00Z' } }],
    [{ trackingCode: 'XK4M7P2QU', status: ['assigned'] }],
    [{ trackingCode: {}, status: 'assigned' }],
    [{ trackingCode: 'XK4M7P2QU', status: 'assigned', occurredAt: 'yesterday' }],
    [{ trackingCode: 'XK4M7P2QU', status: 'assigned', occurredAt: '2026-11-22T09:00:00' }],
    [{ trackingCode: 'XK4M7P2QU', status: 'assigned', occurredAt: true }],
  ])('with the body %j is invalid by the document', (call) => {
    expect(described.safeParse(call).success).toBe(false)
  })

  it('that Peyk refuses is invalid by the document too', () => {
    const field = fc.oneof(fc.jsonValue(), code, fc.constantFrom<unknown>(...carrierStatuses))
    const call = fc.oneof(fc.jsonValue(), fc.record({ trackingCode: field, status: field, occurredAt: field }))
    fc.assert(
      fc.property(call, (fields) => {
        if (!parseStatusCall(fields, now).ok) expect(described.safeParse(fields).success).toBe(false)
      }),
    )
  })
})

describe('what Peyk sends to the carrier', () => {
  const place = fc.record({ city: fc.constantFrom('tehran', 'karaj'), district: fc.constantFrom('vanak', null) })
  const contact = fc.record({
    name: fc.string({ minLength: 1 }),
    mobile: fc.constantFrom('09121234567', '09351234567'),
    line: fc.string({ minLength: 1 }),
    postalCode: fc.constantFrom('1234567890', null),
  })
  const moment = fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  const shipment = fc.record({
    trackingCode: fc.constantFrom('XK4M7P2QU', '23456789A'),
    state: fc.constantFrom(...shipmentStates),
    parcel: fc.record({
      size: fc.constantFrom(...parcelSizes),
      weightGrams: fc.integer({ min: 1, max: 30_000 }),
      fragile: fc.boolean(),
      forbiddenAccepted: fc.constant(true),
    }),
    service: fc.constantFrom(...services),
    payer: fc.constantFrom(...payers),
    quote: fc.record({ max: fc.nat() }),
    declaredValueToman: fc.option(fc.integer({ min: 1_000, max: 10_000_000_000 })),
    pickupWindow: fc.option(fc.record({ from: moment, to: moment })),
    promisedAt: fc.option(moment),
    pickup: fc.option(place),
    dropoff: fc.option(place),
    reason: fc.constant(null),
    itemTitle: fc.string(),
    grantId: fc.string(),
  })
  const by = fc.constantFrom<ShipmentStep['by']>('SUPPLY', 'DEMAND', 'clock')
  const courier = fc.option(
    fc.record({ name: fc.constantFrom('علی', 'محمد رضا'), vehicle: fc.constantFrom(...vehicles, null) }),
  )
  const view = fc
    .record({ shipment, pickup: fc.option(contact), dropoff: fc.option(contact), by, courier })
    .map((drawn) => ({
      ...drawn,
      shipment: drawn.shipment as unknown as Shipment,
      steps: [
        { shipmentId: 's', number: 1, event: 'cancel', state: 'cancelled', by: drawn.by, at: now } as ShipmentStep,
      ],
    }))
  const bodyOf = (type: CarrierWebhook['type'], facts: OrderFacts, reference: string | null = null) =>
    JSON.parse(JSON.stringify(orderBody({ type, reference, happenedAt: now } as CarrierWebhook, facts))) as unknown
  const taker = (type: CarrierWebhook['type']) => {
    const media = openApi.webhooks[type]?.post.requestBody?.content['application/json']
    return parserOf(media?.schema ?? { const: 'not described' }, { closed: true })
  }
  const isTaken = (type: CarrierWebhook['type'], body: unknown) =>
    expect(taker(type).safeParse(body).error).toBeUndefined()

  it('has exactly the documented fields for an accepted shipment, also in the list', () => {
    const list = parserNamed('ShipmentList', { closed: true })
    fc.assert(
      fc.property(view, (drawn) => {
        isTaken('shipment.accepted', bodyOf('shipment.accepted', { view: drawn, problem: null }))
        const shipments = [JSON.parse(JSON.stringify(shipmentOnWire(drawn)))]
        expect(list.safeParse({ shipments, next: drawn.shipment.trackingCode }).error).toBeUndefined()
        expect(list.safeParse({ shipments, next: null }).error).toBeUndefined()
      }),
    )
  })

  it('has exactly the documented fields for a shipment cancelled by anybody for any reason', () => {
    const state = fc.constantFrom('cancelled', 'expired')
    const reason = fc.constantFrom(...cancelReasons, 'no_news', null)
    fc.assert(
      fc.property(view, state, reason, (drawn, state, reason) => {
        const ended = { ...drawn, shipment: { ...drawn.shipment, state, reason } as Shipment }
        isTaken('shipment.cancelled', bodyOf('shipment.cancelled', { view: ended, problem: null }))
      }),
    )
  })

  it('has exactly the documented fields for an erased end, a problem, a question and a reply', () => {
    const [drawn] = fc.sample(view, { numRuns: 1, seed: 1 })
    if (!drawn) throw new Error('nothing was drawn')
    for (const end of ['pickup', 'dropoff']) {
      isTaken('shipment.erased', bodyOf('shipment.erased', { view: drawn, problem: null }, end))
    }
    for (const side of ['SUPPLY', 'DEMAND'] as const) {
      const problem = { id: 'problem-1', side, text: 'ن'.repeat(500) }
      isTaken('problem.reported', bodyOf('problem.reported', { view: drawn, problem }, problem.id))
    }
    for (const about of [{ trackingCode: 'XK4M7P2QU', side: 'SUPPLY' as const }, null]) {
      const reply = { threadId: 'thread-1', about, text: 'هنوز نیامده است.' }
      isTaken('thread.replied', bodyOf('thread.replied', { reply }))
    }
    isTaken('support.asked', bodyOf('support.asked', { support: { id: 'request-1', text: 'سلام\nقیمت؟' } }))
  })

  it.each([
    ['without a field', ({ priceToman: _, ...rest }: Record<string, unknown>) => rest],
    ['with a field more', (data: Record<string, unknown>) => ({ ...data, itemTitle: 'دوچرخه' })],
    ['with a price as a text', (data: Record<string, unknown>) => ({ ...data, priceToman: '120000' })],
    ['with a state that is none', (data: Record<string, unknown>) => ({ ...data, state: 'lost' })],
    [
      'with half a contact',
      (data: Record<string, unknown>) => ({ ...data, pickup: { ...Object(data.pickup), contact: {} } }),
    ],
  ])('would not fit the document %s', (_, change) => {
    const [drawn] = fc.sample(view, { numRuns: 1, seed: 1 })
    const body = drawn && (bodyOf('shipment.accepted', { view: drawn, problem: null }) as { data: object })
    expect(taker('shipment.accepted').safeParse({ ...body, data: change({ ...body?.data }) }).success).toBe(false)
  })
})

function wordsIn(schema: unknown, ...path: string[]): unknown {
  const found = path.reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], schema)
  return (found as { enum?: unknown } | undefined)?.enum
}
