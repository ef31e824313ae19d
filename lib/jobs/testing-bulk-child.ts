import { messageWorld } from '#lib/addon/messages/testing.ts'
import { idleOrders } from '#lib/carrier/testing.ts'
import { idleProofs } from '#lib/carrier/testing-proofs.ts'
import { openDatabase } from '#lib/db/client.ts'
import { actOnMany } from '#lib/desk/index.ts'
import { copyShipment, deskWorld } from '#lib/desk/testing.ts'
import { notedMeasures } from '#lib/kernel/testing-measures.ts'
import { notifyCarrierIn } from '#lib/services/carrier.ts'
import { shippingTransaction } from '#lib/services/shipping-transaction.ts'
import { type WakeIn, wakeTogether } from '#lib/services/wake-together.ts'
import type { ShippingTx } from '#lib/shipping/index.ts'
import { startJobs } from './testing.ts'

/**
 * A process to be killed: `<folder> <steps>` gives eight shipments to a courier at once and hangs in the transaction after so
 * many. Says the tracking codes when it has come that far.
 */
const [dataDir = '', steps = ''] = process.argv.slice(2)
const { db, engine } = await openDatabase({ dataDir })
const world = await deskWorld(db)
const { log, ...messages } = messageWorld(db).deps
const jobs = await startJobs({
  measures: notedMeasures().measures,
  engine,
  worker: false,
  messages,
  orders: idleOrders(db),
  sweepAssistants: async () => undefined,
  proofs: idleProofs(db),
  eraseExpired: async () => undefined,
  log,
})
const model = await world.reach('accepted')
const trackingCodes = [model, ...(await copyShipment(db, model.id, 7))].map((shipment) => shipment.trackingCode)
const { clock, sealer } = world.deps
let taken = 0

world.desk.together = async (work) =>
  await wakeTogether({ wakeAll: jobs.wakeAll, log }, async (wakeIn: WakeIn<'chat_messages' | 'carrier_orders'>) => {
    const transaction = async <T>(inside: (tx: ShippingTx) => Promise<T>) =>
      await db.transaction(async (tx) => {
        const notifyCarrier = notifyCarrierIn(tx, clock, wakeIn(tx, 'carrier_orders'))
        const rows = shippingTransaction(tx, { clock, sealer, wake: wakeIn(tx, 'chat_messages'), notifyCarrier })
        const done = await inside({ ...rows, seatStands: async () => true })
        if (taken === Number(steps)) {
          process.stdout.write(`${trackingCodes.join(' ')}\n`)
          await new Promise(() => undefined)
        }
        taken += 1
        return done
      })
    return await work({ ...world.deps, transaction })
  })
setInterval(() => undefined, 1_000)
const mina = { staffId: 'mina', role: 'dispatcher', address: null } as const
await actOnMany(world.desk, mina, { trackingCodes, tapId: 'bulk', act: { kind: 'assign', courierId: 'ali' } })
