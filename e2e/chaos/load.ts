import { setTimeout as wait } from 'node:timers/promises'
import { turnOnAssistant } from '../bench/events/seller.ts'
import { buyerSays } from '../bench/events/talk.ts'
import { callAsDivar } from '../support/divar-call.ts'
import type { Front } from '../support/front.ts'
import { eventually } from '../support/patience.ts'
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
  const conversation = () => control.crowd({ postToken, count: 1 }).conversations[0] ?? ''
  const said = nothingSaid()
  let isEnding = false

  const chat = async () => {
    while (!isEnding) {
      await live({ front, said }, conversation()).catch((error: Error) => said.givenUp.push(error.message))
    }
  }
  const tell = async () => {
    const event = buyerSays({ conversationId: conversation(), postToken, metadata, text: 'سلام، فردا عصر هستید؟' })
    const { id } = event.new_message
    await eventually(`the event ${id}`, async () => {
      const { status } = await callAsDivar(front, '/api/divar/events', event)
      if (status !== 200) throw new Error(`answered ${status}`)
    })
    said.events.add(id)
  }
  const events = async () => {
    const told: Promise<void>[] = []
    while (!isEnding) {
      told.push(tell())
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
      return said
    },
  }
}
