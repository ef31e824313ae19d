import { queueMessage } from '#lib/addon/messages/index.ts'
import { messageWorld, proposal } from '#lib/addon/messages/testing.ts'
import { idleOrders } from '#lib/carrier/testing.ts'
import { idleProofs } from '#lib/carrier/testing-proofs.ts'
import { openDatabase } from '#lib/db/client.ts'
import { messageTransaction } from '#lib/db/stores/messages.ts'
import { notedMeasures } from '#lib/kernel/testing-measures.ts'
import { startJobs } from './testing.ts'

/**
 * A process to be killed: `<folder> before` books and never sends, `<folder> during` hangs in the middle of its send.
 * Says the message's id when it has come that far.
 */
const [dataDir = '', moment] = process.argv.slice(2)
const database = await openDatabase({ dataDir })
const { deps, answer } = messageWorld(database.db)
const { log, ...messages } = deps
const jobs = await startJobs({
  measures: notedMeasures().measures,
  engine: database.engine,
  worker: moment === 'during',
  messages,
  orders: idleOrders(database.db),
  sweepAssistants: async () => undefined,
  proofs: idleProofs(database.db),
  eraseExpired: async () => undefined,
  log,
})

let id = ''
const say = () => void process.stdout.write(`${id}\n`)
answer(() => {
  say()
  return new Promise(() => undefined)
})
await database.db.transaction(async (tx) => {
  const queued = await queueMessage(
    { messages: messageTransaction(tx), wake: jobs.wakeIn(tx, 'chat_messages'), clock: deps.clock },
    proposal,
  )
  if (queued.ok) id = queued.item.id
})
if (moment === 'before') say()
setInterval(() => undefined, 1_000)
