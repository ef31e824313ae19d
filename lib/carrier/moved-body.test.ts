import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Deed, deeds } from '#lib/courier/stops.ts'
import { courierWorld, reza } from '#lib/courier/testing.ts'
import { outbox } from '#lib/db/schema/outbox.ts'
import { webhookStore } from '#lib/db/stores/orders.ts'
import { supportText } from '#lib/db/stores/support.ts'
import { threadStore } from '#lib/db/stores/threads.ts'
import { describeOnBothEngines, emptyTables } from '#lib/db/testing.ts'
import { actOnShipment, type DeskAct } from '#lib/desk/index.ts'
import { newId } from '#lib/kernel/ids.ts'
import { orderFacts } from '#lib/services/carrier.ts'
import { delayReasons, failureReasons, giveUpReasons } from '#lib/shipping/carrier-reasons.ts'
import { type CarrierStatus, carrierStatuses, moveByCarrier, overrideReasons } from '#lib/shipping/index.ts'
import { contact } from '#lib/shipping/testing.ts'
import { orderBody } from './index.ts'
import { openApi, parserOf } from './testing-openapi.ts'

const boss = { staffId: 'boss', role: 'manager', address: '203.0.113.7' } as const
/** Nothing of these may leave: names, numbers and addresses of anybody, and from where somebody acted. */
const personal = [contact.name, contact.mobile, contact.line, 'علی', 'رضا', '203.0.113']

const hours = (count: number) => count * 3_600_000

type Act =
  | { by: 'desk'; act: (later: Date) => DeskAct }
  | { by: 'courier'; deed: Deed; isReza: boolean }
  | { by: 'api'; status: CarrierStatus | null }

const moves = fc.record({
  kind: fc.constant('move' as const),
  status: fc.constantFrom('picked_up' as const, 'delivered' as const, 'returned' as const),
  codeOverride: fc.constantFrom(...overrideReasons, null),
})
const fails = fc.record({ kind: fc.constant('fail' as const), reason: fc.constantFrom(...failureReasons) })
const assigns = fc.record({ kind: fc.constant('assign' as const), courierId: fc.constantFrom('ali', 'reza', 'gone') })
const cancels = fc.record({ kind: fc.constant('cancel' as const), reason: fc.constantFrom(...giveUpReasons) })
const promises = fc.record({
  ahead: fc.integer({ min: 1, max: 48 }),
  hasWindow: fc.boolean(),
  reason: fc.constantFrom(...delayReasons, null),
})
const desk = fc.oneof(
  { arbitrary: fc.oneof(assigns, moves, moves, fails).map((act) => () => act as DeskAct), weight: 6 },
  { arbitrary: cancels.map((act) => () => act as DeskAct), weight: 1 },
  {
    arbitrary: promises.map(({ ahead, hasWindow, reason }) => (now: Date): DeskAct => {
      const at = (ahead: number) => new Date(now.getTime() + hours(ahead))
      const window = hasWindow ? { from: at(ahead), to: at(ahead + 2) } : null
      return { kind: 'promise', eta: at(ahead + 5), window, reason }
    }),
    weight: 2,
  },
)
const act: fc.Arbitrary<Act> = fc.oneof(
  { arbitrary: desk.map((act) => ({ by: 'desk' as const, act })), weight: 4 },
  {
    arbitrary: fc.record({
      by: fc.constant('courier' as const),
      deed: fc.constantFrom(...deeds),
      isReza: fc.boolean(),
    }),
    weight: 4,
  },
  {
    arbitrary: fc.record({
      by: fc.constant('api' as const),
      status: fc.constantFrom(null, ...carrierStatuses),
    }) as fc.Arbitrary<Act>,
    weight: 2,
  },
)

/** One of each kind of change, whatever is drawn besides. */
const oneOfEach: Act[] = [
  { by: 'desk', act: () => ({ kind: 'assign', courierId: 'reza' }) },
  {
    by: 'desk',
    act: (now) => ({ kind: 'promise', eta: new Date(now.getTime() + hours(5)), window: null, reason: 'weather' }),
  },
  { by: 'courier', deed: 'picked_up', isReza: true },
  { by: 'desk', act: () => ({ kind: 'fail', reason: 'nobody_home' }) },
  { by: 'api', status: 'picked_up' },
  { by: 'courier', deed: 'delivered', isReza: true },
]

describeOnBothEngines('what another system is told of a step of the staff', (open) => {
  it('fits the document, names who it was by way and account, and no person', { timeout: 240_000 }, async () => {
    const schema = openApi.webhooks['shipment.moved']?.post.requestBody?.content['application/json']?.schema
    const taker = parserOf(schema ?? { const: 'not described' }, { closed: true })
    const seen = new Set<string>()
    const property = fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 9 }), async (acts) => {
      await emptyTables(open())
      const { db } = open()
      const world = await courierWorld(db)
      const { trackingCode } = await world.sent()
      const { deps, clock } = world
      const facts = orderFacts({ ...deps, support: async (id) => await supportText(db, id), threads: threadStore(db) })
      const bodies = async () => {
        const rows = await db.select().from(outbox).where(eq(outbox.kind, 'shipment.moved')).orderBy(outbox.position)
        return await Promise.all(
          rows.map(async ({ id }) => {
            const order = await webhookStore(db).find(id)
            const known = order && (await facts(order))
            return known ? orderBody(order, known) : null
          }),
        )
      }
      const done: string[] = ['desk mina dispatcher']
      for (const one of acts) {
        clock.advance(60)
        if (one.by === 'desk') {
          const input = { trackingCode, tapId: newId(), act: one.act(clock()) }
          const { kind } = await actOnShipment(world.desk, boss, input)
          if (kind === 'done') done.push('desk boss manager')
        } else if (one.by === 'courier') {
          const by = one.isReza ? { by: reza } : {}
          const before = (await world.steps()).length
          await world.tap(trackingCode, one.deed, { ...by, reason: 'nobody_home' })
          // Where it stands so already a tap is taken, and is no step.
          if ((await world.steps()).length > before) done.push(`courier ${one.isReza ? 'reza' : 'ali'} courier`)
        } else if (one.status) await world.move(trackingCode, one.status)
        else {
          const eta = new Date(clock().getTime() + 7_200_000)
          await moveByCarrier(deps, { callId: newId(), trackingCode, status: null, occurredAt: null, eta })
        }
      }
      const told = await bodies()
      const said = told.map((body) => {
        const whole = JSON.parse(JSON.stringify(body)) as { data: { way: string; by: Record<string, string> } }
        expect(taker.safeParse(whole).error, JSON.stringify(whole)).toBeUndefined()
        for (const text of personal) expect(JSON.stringify(whole)).not.toContain(text)
        return `${whole.data.way} ${whole.data.by.staffId} ${whole.data.by.role}`
      })
      expect(said).toEqual(done)
      for (const body of told) if (body?.type === 'shipment.moved') seen.add(`${body.data.change} ${body.data.way}`)
    })
    await fc.assert(property, { numRuns: 15, examples: [[oneOfEach]] })
    expect([...seen].sort()).toEqual(['courier desk', 'promise desk', 'step courier', 'step desk'])
  })
})
