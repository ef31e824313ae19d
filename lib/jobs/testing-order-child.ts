import { messageWorld } from '#lib/addon/messages/testing.ts'
import { carrierWorld } from '#lib/carrier/testing.ts'
import { idleProofs } from '#lib/carrier/testing-proofs.ts'
import { openDatabase } from '#lib/db/client.ts'
import { notedMeasures } from '#lib/kernel/testing-measures.ts'
import { notifyCarrierIn } from '#lib/services/carrier.ts'
import { startJobs } from './testing.ts'

/**
 * A process to be killed: `<folder> before` has an order and never sends it, `<folder> during` hangs in the middle of its
 * request. Says the order's id when it has come that far.
 */
const [dataDir = '', moment] = process.argv.slice(2)
const database = await openDatabase({ dataDir })
const world = carrierWorld(database.db)
const { log, wake: _, ...orders } = world.deps
const { log: __, ...messages } = messageWorld(database.db).deps
const jobs = await startJobs({
  measures: notedMeasures().measures,
  engine: database.engine,
  worker: moment === 'during',
  messages,
  orders,
  sweepAssistants: async () => undefined,
  proofs: idleProofs(database.db),
  eraseExpired: async () => undefined,
  log,
})

const { id: shipmentId } = await world.accepted()
world.answer(() => {
  process.stdout.write(`${world.received[0]?.id}\n`)
  return new Promise(() => undefined)
})
// What the world woke nobody heard of: as if the process had died before its job was worked.
const id = world.woken[0]?.id ?? ''
if (moment === 'during') await jobs.enqueue(null, 'deliver-order', { id })
else process.stdout.write(`${id}\n`)
await database.db.transaction(async (tx) => {
  await notifyCarrierIn(
    tx,
    world.clock,
    jobs.wakeIn(tx, 'carrier_orders'),
  )({ shipmentId, type: 'shipment.cancelled', at: world.clock() })
})
setInterval(() => undefined, 1_000)
