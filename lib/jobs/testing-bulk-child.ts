import { messageWorld } from '#lib/addon/messages/testing.ts'
import { idleOrders } from '#lib/carrier/testing.ts'
import { idleProofs } from '#lib/carrier/testing-proofs.ts'
import { openDatabase } from '#lib/db/client.ts'
import { actOnMany } from '#lib/desk/index.ts'
import { copyShipment, deskWorld } from '#lib/desk/testing.ts'
import { notedMeasures } from '#lib/kernel/testing-measures.ts'
import { notifyCarrierIn } from '#lib/services/carrier.ts'
import { shippingTransaction } from '#lib/services/shipping-transaction.ts'
import { stepsTogether } from '#lib/services/steps-together.ts'
import { startJobs } from './testing.ts'

/**
 * A process to be killed: `<folder> <where>` gives eight shipments to a courier at once and hangs: in the transaction that all
 * of them share, in the sixth of those of their own, or before what they queued is woken. Says the tracking codes then.
 */
const [dataDir = '', where = ''] = process.argv.slice(2)
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

const hang = async () => {
  process.stdout.write(`${trackingCodes.join(' ')}\n`)
  await new Promise(() => undefined)
}

world.desk.together = stepsTogether({
  db,
  shipping: world.deps,
  log,
  shippingIn(tx, wakeIn, gather) {
    const notifyCarrier = notifyCarrierIn(tx, clock, wakeIn(tx, 'carrier_orders'), gather)
    const around = { clock, sealer, wake: wakeIn(tx, 'chat_messages'), notifyCarrier }
    const rows = shippingTransaction(tx, around, gather)
    return {
      ...rows,
      seatStands: async () => true,
      /** The last thing that a step asks. */
      async supersede(shipmentId) {
        await rows.supersede(shipmentId)
        if (where === 'shared') await hang()
        if (where !== 'alone') return
        if (gather) throw new Error('the connection was lost')
        taken += 1
        if (taken === 6) await hang()
      },
    }
  },
  async wakeAll(...given) {
    if (where === 'unwoken') await hang()
    await jobs.wakeAll(...given)
  },
})
setInterval(() => undefined, 1_000)
const mina = { staffId: 'mina', role: 'dispatcher', address: null } as const
await actOnMany(world.desk, mina, { trackingCodes, tapId: 'bulk', act: { kind: 'assign', courierId: 'ali' } })
