import fc from 'fast-check'
import { expect, it } from 'vitest'
import { outbox } from '#lib/db/schema/outbox.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { isMessage } from '#lib/db/testing-outbox.ts'
import { shipmentMessageKinds } from '#lib/shipping/index.ts'
import type { SendOutcome } from './index.ts'
import { confirmMessage, deferred, deliverMessage, messageWorld, sweepMessages } from './testing.ts'

const outcome = fc.constantFrom<SendOutcome[]>(
  { kind: 'sent' },
  { kind: 'refused', reason: 'http_412_code_9' },
  { kind: 'retry', retryAfterSeconds: null, reason: 'http_429' },
  { kind: 'unauthorized' },
  { kind: 'unconfirmed', reason: 'timeout' },
)
const which = fc.constantFrom(0, 0, 0, 1, 1, 2)

const step = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('queue' as const) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('deliver' as const), which }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('end' as const), which, outcome }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('crash' as const), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pass' as const), seconds: fc.constantFrom(1, 5, 30) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('sweep' as const), seconds: fc.constantFrom(0, 61, 61) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('send_again' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('it_is_there' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('supersede' as const), which }) },
)

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** One delivery with a request that hangs until told how it ends; a second request, after a 401, succeeds at once. */
type Running = { end: (outcome: SendOutcome) => void; done: Promise<void> }

describeOnBothEngines('any order of deliveries, sweeps, crashes and taps', (open) => {
  it('never sends one attempt twice and never out of order', { timeout: 300_000 }, async () => {
    const sequence = fc.array(step, { minLength: 20, maxLength: 60, size: 'max' })
    const property = fc.asyncProperty(sequence, async (steps) => {
      expect(await wrongsOf(steps)).toEqual([])
    })
    await fc.assert(property, { numRuns: 80 })
  })

  async function wrongsOf(steps: Step[]): Promise<string[]> {
    await open().db.delete(outbox).where(isMessage)
    const world = messageWorld(open().db)
    const ids: string[] = []
    const wrongs: string[] = []
    const running: Running[] = []
    /** Sends a message still has a right to. Only an outcome without effect, or a person, gives a new one. */
    const rights = new Map<string, number>()
    const addRight = (id: string) => rights.set(id, (rights.get(id) ?? 0) + 1)
    /** Messages that stand in the chat, or may. */
    const there = new Set<number>()

    const noteSend = (id: string) => {
      const left = (rights.get(id) ?? 0) - 1
      rights.set(id, left)
      if (left < 0) wrongs.push(`message ${ids.indexOf(id)} was sent twice`)
      const position = ids.indexOf(id)
      for (const later of there) if (later > position) wrongs.push(`message ${position} was sent after ${later}`)
      there.add(position)
    }

    const deliver = async (id: string) => {
      const started = deferred<void>()
      const first = deferred<SendOutcome>()
      let requests = 0
      const send = async (): Promise<SendOutcome> => {
        noteSend(id)
        requests += 1
        if (requests > 1) return { kind: 'sent' }
        started.resolve()
        const outcome = await first.promise
        if (!['sent', 'unconfirmed'].includes(outcome.kind)) there.delete(ids.indexOf(id))
        if (outcome.kind === 'unauthorized') addRight(id)
        return outcome
      }
      const done = deliverMessage({ ...world.deps, chat: { send } }, id).then((result) => {
        if (result.ok && result.state === 'queued' && requests > 0) addRight(id)
      })
      await Promise.race([started.promise, done])
      running.push({ end: first.resolve, done })
    }

    const take = async (now: Step) => {
      switch (now.do) {
        case 'queue': {
          const kind = shipmentMessageKinds[ids.length]
          if (!kind || ids.length > 2) return
          const { id } = await world.queue({ kind })
          ids.push(id)
          return void addRight(id)
        }
        case 'pass':
          return world.clock.advance(now.seconds)
        case 'sweep':
          world.clock.advance(now.seconds)
          return void (await sweepMessages(world.deps))
        case 'crash':
          return void running.splice(now.which, 1)
        case 'end': {
          const [one] = running.splice(now.which, 1)
          one?.end(now.outcome)
          return await one?.done
        }
      }
      const id = ids[now.which]
      if (!id) return
      if (now.do === 'deliver') return await deliver(id)
      if (now.do === 'supersede') return void (await world.supersede([shipmentMessageKinds[now.which] ?? 'proposal']))
      const tapped = await confirmMessage(world.deps, id, now.do)
      if (!tapped.ok || now.do !== 'send_again') return
      rights.set(id, 1)
      // A person asks for another send only after finding that the message is not in the chat.
      there.delete(now.which)
    }

    for (const now of steps) await take(now)
    return wrongs
  }
})
