import { setTimeout as wait } from 'node:timers/promises'
import { keyOf } from '../../support/divar-call.ts'
import { scrape } from '../../support/scrape.ts'
import type { Stack } from '../../support/stack.ts'
import { failures, summary } from '../figures.ts'
import { openRows } from '../rows.ts'
import { databaseOf, say } from '../say.ts'
import type { PartResult, Row } from '../table.ts'
import { watchUsage } from '../usage.ts'
import { caller } from './caller.ts'
import { atPace, type Load } from './load.ts'
import { turnOnAssistant } from './seller.ts'
import { buyerSays, planTalk } from './talk.ts'

const conversations = 300
/** Below the most that a seller can allow for a day. */
const asking = 150
const patienceMs = 120_000

/** Messages of buyers to one seller's assistant. Whether each was taken, read once, and answered once where it asked. */
export async function benchEvents(stack: Stack, pace: { perSecond: number; seconds: number }): Promise<PartResult> {
  const { app, simulator } = stack
  const divar = simulator.control
  const count = pace.perSecond * pace.seconds
  say(`\n${pace.perSecond} events a second for ${pace.seconds} s on ${databaseOf(stack)}.`)
  const postToken = await turnOnAssistant(stack)
  const talks = divar.crowd({ postToken, count: conversations }).conversations
  const metadata = divar.subscriptions()[0]?.metadata
  const eventOf = (conversation: number, text: string) =>
    buyerSays({ conversationId: talks[conversation] ?? '', postToken, metadata, text })
  const divarServer = caller(stack.appUrl, keyOf(stack))
  const tell = async (event: object) => await divarServer.post('/api/divar/events', event)
  // Each conversation is known before, so that questions need not wait for their seller.
  const greeted = await atPace({ count: conversations, perSecond: 50 }, (index) => tell(eventOf(index, 'سلام')))
  await handled(stack)
  divar.clock(6 * 60)

  const usage = watchUsage(app.pid())
  const planned = planTalk({ events: count, conversations, asking })
  usage.onOpen()
  const load = await atPace({ count, perSecond: pace.perSecond }, async (index) => {
    const { conversation, text, repeats } = planned[index] ?? { conversation: 0, text: '', repeats: false }
    const event = eventOf(conversation, text)
    await tell(event)
    if (repeats) await tell(event)
  })
  const handledAfter = await handled(stack)
  usage.onEnd()
  divarServer.close()
  say('Peyk')
  report(load)
  say(`  all of them handled              ${handledAfter.toFixed(1)} s after the last answer`)
  say(`  ${usage.line()}`)
  await sentAll(stack)

  const inChat = talks.map((id) => divar.messages(id).filter(({ byApp }) => byApp).length)
  const read = await readBy(stack)
  const [answered, twice] = [inChat.filter((sent) => sent > 0).length, inChat.filter((sent) => sent > 1).length]
  say(`  read ${read} of ${count + conversations}; answered ${answered} of ${asking} who asked, ${twice} of them twice`)
  const failed = [...greeted.failed, ...load.failed]
  const good = failed.length === 0 && read === count + conversations && answered === asking && twice === 0
  const none = { bare: null, ours: null, divar: null, isHeld: null }
  const rows: Row[] = [
    { what: `${pace.perSecond} buyers’ messages a second, to the answer`, measured: summary(load.answers), ...none },
    { what: 'handled after the last answer', measured: `${handledAfter.toFixed(1)} s`, ...none },
    { what: 'lost, or answered twice', measured: `0 of ${count}`, ...none },
    { what: 'the process', measured: usage.line(), ...none },
  ]
  return { good, rows }
}

function report({ answers, failed, seconds }: Load): void {
  say(`  from the call to the answer      ${summary(answers)}${failures(failed)}`)
  say(`  taken a second                   ${(answers.length / seconds).toFixed(0)}`)
}

/** Waits until no text waits any more; gives the seconds that this took. */
async function handled(stack: Stack): Promise<number> {
  const begun = performance.now()
  const left = async () => (await scrape(stack)).sum('peyk_jobs_waiting', { queue: 'event-texts' })
  while ((await left()) > 0) {
    if (performance.now() - begun > patienceMs) throw new Error('texts still wait after two minutes')
    await wait(200)
  }
  return (performance.now() - begun) / 1000
}

/** Waits until every message has left. */
async function sentAll(stack: Stack): Promise<void> {
  const end = performance.now() + patienceMs
  for (;;) {
    const { sum } = await scrape(stack)
    if (sum('peyk_open_chat_messages') === 0 || performance.now() > end) return
    await wait(500)
  }
}

/** As the seller's counter says. */
async function readBy(stack: Stack): Promise<number> {
  await stack.app.stop()
  const rows = await openRows(stack)
  try {
    const [one] = await rows.query<{ read: number }>('select sum(messages_read)::int as read from assistants')
    return one?.read ?? 0
  } finally {
    await rows.close()
    await stack.app.start()
  }
}
