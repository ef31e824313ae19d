import { setTimeout as pause } from 'node:timers/promises'
import { sendEvent } from '../to-app.ts'
import type { World } from '../world.ts'
import type { Outbox } from './outbox.ts'

/** Tells the app, in order, as the settings say: late, twice, in reverse, or never. Contract §14.1. */
export function queueEvent(world: World, body: Record<string, unknown>): void {
  const { outbox, settings } = world
  outbox.count += 1
  if (settings.eventDropEvery > 0 && outbox.count % settings.eventDropEvery === 0) {
    outbox.lost.push(body)
    return
  }
  const event = { body, dueAt: Date.now() + settings.eventDelayMs }
  const copies = Array.from({ length: settings.eventCopies }, () => event)
  if (settings.eventHold === 0) outbox.waiting.push(...copies)
  else outbox.held.push(...copies)
  if (outbox.held.length >= settings.eventHold * settings.eventCopies) releaseEvents(world)
  begin(world)
}

/** Lets what is held go, the newest first. */
export function releaseEvents(world: World): number {
  const { outbox } = world
  const held = outbox.held.splice(0).reverse()
  outbox.waiting.push(...held)
  begin(world)
  return held.length
}

/** Comes back when nothing is under way any more; what is held stays held. */
export async function eventsSettled(world: World): Promise<void> {
  while (world.outbox.busy) await world.outbox.done
}

function begin(world: World): void {
  const { outbox } = world
  if (outbox.busy || outbox.waiting.length === 0) return
  outbox.busy = true
  outbox.done = work(world, outbox)
}

/** A reset puts another outbox in its place, and this one falls silent. */
async function work(world: World, outbox: Outbox): Promise<void> {
  for (let event = outbox.waiting.shift(); event !== undefined; event = outbox.waiting.shift()) {
    const wait = event.dueAt - Date.now()
    if (wait > 0) await pause(wait, undefined, { ref: false })
    if (!(await tell(world, outbox, event.body))) outbox.givenUp.push(event.body)
    if (world.outbox !== outbox) break
  }
  outbox.busy = false
}

async function tell(world: World, outbox: Outbox, body: Record<string, unknown>): Promise<boolean> {
  for (let attempt = 0; world.outbox === outbox && attempt <= world.settings.eventRetries; attempt += 1) {
    if (attempt > 0) await pause(world.settings.eventRetryMs, undefined, { ref: false })
    if (world.outbox !== outbox) break
    const { status } = await sendEvent(world, body)
    if (status !== null && status >= 200 && status < 300) return true
  }
  return false
}
