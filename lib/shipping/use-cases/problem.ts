import { newId } from '#lib/kernel/ids.ts'
import type { Log } from '#lib/kernel/log.ts'
import { cleanText, countLetters } from '#lib/kernel/text.ts'
import type { CarrierWebhookState } from '../carrier-webhook.ts'
import type { Actor, Problem, ShippingDeps } from '../ports.ts'
import { mayReadPerson } from './draft.ts'
import { mayAct, type Unproved } from './may-act.ts'

/** Characters of a problem's text. */
export const maxProblemLength = 500
/** From one side about one shipment. */
export const maxProblems = 5

/** What somebody writes to the business. */
export type ReadWords =
  | { kind: 'read'; text: string }
  | { kind: 'empty' }
  /** Nobody can act on dots or a picture of a face. */
  | { kind: 'no_words' }
  | { kind: 'too_long'; characters: number }

/** A text to the business as it is kept, of `maxProblemLength` characters at most. */
export function readWords(input: string): ReadWords {
  const text = cleanText(input, { max: maxProblemLength * 4, multiline: true })
  const characters = Array.from(text).length
  if (characters === 0) return { kind: 'empty' }
  if (countLetters(text) < 2) return { kind: 'no_words' }
  return characters > maxProblemLength ? { kind: 'too_long', characters } : { kind: 'read', text }
}

export type Reported =
  | { kind: 'reported'; problem: Problem }
  | Exclude<ReadWords, { kind: 'read' }>
  | { kind: 'too_many' }
  /** The courier business has not heard of it: nothing was accepted yet. */
  | { kind: 'not_yet' }
  | { kind: 'not_found' }
  | Unproved

/**
 * A side tells the courier business that something is wrong, in 500 characters at most. The text is sealed; the carrier
 * gets it in an order of its own.
 */
export async function reportProblem(
  deps: Pick<ShippingDeps, 'store' | 'transaction' | 'clock' | 'sealer'>,
  actor: Actor,
  input: { trackingCode: string; text: string },
): Promise<Reported> {
  const shipment = await deps.store.shipmentByCode(input.trackingCode)
  if (!shipment || shipment.conversationId !== actor.conversationId) return { kind: 'not_found' }
  if (!(await mayAct(deps.store, actor, shipment.id))) return { kind: 'unproved' }
  if (!(await deps.store.stepsOf(shipment.id)).some(({ event }) => event === 'accept')) return { kind: 'not_yet' }
  const words = readWords(input.text)
  if (words.kind !== 'read') return words
  const createdAt = deps.clock()
  const problem: Problem = {
    id: newId(),
    shipmentId: shipment.id,
    side: actor.side,
    typedBySessionId: actor.sessionId,
    typedByDivarUserId: actor.divarUserId,
    sealedText: await deps.sealer.seal({ text: words.text }),
    createdAt,
  }
  return await deps.transaction(async (tx): Promise<Reported> => {
    // Locked, so that of two at once the second one counts the first.
    await tx.lockShipment(shipment.id)
    // Words that arrive while their owner has everything erased must not outlive that.
    if (!(await tx.seatStands(actor))) return { kind: 'not_found' }
    if (!(await mayAct(tx, actor, shipment.id))) return { kind: 'unproved' }
    const earlier = (await tx.problemsOf(shipment.id)).filter(({ side }) => side === actor.side)
    if (earlier.length >= maxProblems) return { kind: 'too_many' }
    await tx.insertProblem(problem)
    await tx.notifyCarrier({ shipmentId: shipment.id, type: 'problem.reported', reference: problem.id, at: createdAt })
    return { kind: 'reported', problem }
  })
}

/**
 * `isTheirs`: typed by the one who asks. `text` is null for everybody else, and where no key opens it. `order`: how far its
 * way to the carrier has come.
 */
export type OwnProblem = {
  id: string
  createdAt: Date
  isTheirs: boolean
  text: string | null
  order: CarrierWebhookState
}

/** What this side reported; the words only for the one who typed them. A text that no key opens is logged. */
export async function ownProblems(
  deps: Pick<ShippingDeps, 'store' | 'sealer'> & { log: Log },
  actor: Actor,
  shipmentId: string,
): Promise<OwnProblem[]> {
  const own = (await deps.store.problemsOf(shipmentId)).filter(({ side }) => side === actor.side)
  if (own.length === 0) return []
  const orders = await deps.store.orderStates(shipmentId, 'problem.reported')
  return await Promise.all(
    own.map(async (problem) => {
      const isTheirs = mayReadPerson(actor, problem)
      return {
        id: problem.id,
        createdAt: problem.createdAt,
        isTheirs,
        text: isTheirs ? await openText(deps, problem) : null,
        order: orders.find(({ reference }) => reference === problem.id)?.state ?? 'queued',
      }
    }),
  )
}

async function openText({ sealer, log }: Pick<ShippingDeps, 'sealer'> & { log: Log }, { id, sealedText }: Problem) {
  try {
    return (await sealer.open<{ text: string }>(sealedText)).text
  } catch (err) {
    log.error({ event: 'thread_unreadable', threadId: id, err }, 'a report cannot be read')
    return null
  }
}
