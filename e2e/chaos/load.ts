import { setTimeout as wait } from 'node:timers/promises'
import { turnOnAssistant } from '../bench/events/seller.ts'
import { buyerSays } from '../bench/events/talk.ts'
import { openDesk } from '../crowd/desk.ts'
import { callAsDivar } from '../support/divar-call.ts'
import type { Front } from '../support/front.ts'
import { eventually } from '../support/patience.ts'
import { scrape } from '../support/scrape.ts'
import { live } from './life.ts'
import { nothingSaid, type Said } from './said.ts'

export type LoadOptions = { chats: number; eventsPerSecond: number }

export type Load = {
  /** Begins nothing more, and gives what was acknowledged when everything that was begun has come to its end. */
  end(): Promise<Said>
}

/** People in several chats at once, one shipment after the other, and beside them buyers' messages to a seller's assistant. */
export async function startLoad(front: Front, { chats, eventsPerSecond }: LoadOptions): Promise<Load> {
  const { control } = front.simulator
  const postToken = await turnOnAssistant(front)
  const metadata = control.subscriptions()[0]?.metadata
  const desk = await openDesk(front.env, 1)
  const conversation = () => control.crowd({ postToken, count: 1 }).conversations[0] ?? ''
  const said = nothingSaid()
  const asking = control.crowd({ postToken, count: 40 }).conversations
  let isEnding = false

  const chat = async () => {
    while (!isEnding) {
      await live({ front, said, desk }, conversation()).catch((error: Error) => said.givenUp.push(reasonOf(error)))
    }
  }
  const tell = async (conversationId: string, text: string) => {
    const event = buyerSays({ conversationId, postToken, metadata, text })
    const { id } = event.new_message
    await eventually(`the event ${id}`, async () => {
      const { status } = await callAsDivar(front, '/api/divar/events', event)
      if (status !== 200) throw new Error(`answered ${status}`)
    })
    said.events.add(id)
  }
  // Who is known asks, and is answered without waiting for the seller; all others only talk.
  await Promise.all(asking.map(async (conversationId) => await tell(conversationId, 'سلام')))
  await eventually('what the greetings say', async () => {
    const { sum } = await scrape(front)
    if (sum('peyk_jobs_waiting', { queue: 'event-texts' }) > 0) throw new Error('they are not read')
  })
  control.clock(6 * 60)
  const events = async () => {
    const told: Promise<void>[] = []
    for (let count = 0; !isEnding; count += 1) {
      const asks = count % 10 === 0 ? asking.pop() : undefined
      told.push(asks ? tell(asks, 'ارسال دارید؟') : tell(conversation(), 'سلام، فردا عصر هستید؟'))
      await wait(1000 / eventsPerSecond)
    }
    await Promise.all(told)
  }
  const running = Promise.all([...Array.from({ length: chats }, chat), events()])
  // What went wrong is heard by the one who ends it.
  running.catch(() => undefined)
  return {
    async end() {
      isEnding = true
      await running
      await desk.close()
      return said
    },
  }
}

/** With what the last try came to. */
const reasonOf = ({ message, cause }: Error): string =>
  cause instanceof Error ? `${message}, at last: ${cause.message}` : message
