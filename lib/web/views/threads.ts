import 'server-only'
import { redirect } from 'next/navigation'
import { formatDateTime } from '#lib/fa/date.ts'
import { problemStateText, sendText, unreadableText, writerText } from '#lib/fa/problem-texts.ts'
import { maxProblemLength, ownProblems, parseTrackingCode } from '#lib/shipping/index.ts'
import { maxOwnReplies, ownThread, repliesByThread, type ShownReply } from '#lib/threads/index.ts'
import { type SeatVisit, shipmentHref } from '../seat/visit.ts'
import { proveHref } from '../seat/wanted.ts'
import { filledForm } from './display.ts'

type Own = Awaited<ReturnType<typeof ownProblems>>[number]

/**
 * What this side reported about a shipment, each with its answers where this person may read it; the one in which somebody
 * wrote last comes last.
 */
export async function threadsOf(
  { app, actor, base, mayAct }: Pick<SeatVisit, 'app' | 'actor' | 'base' | 'mayAct'>,
  shipment: { id: string; trackingCode: string },
) {
  const problems = await ownProblems({ ...app.shipping, log: app.threads.log }, actor, shipment.id)
  if (problems.length === 0) return []
  const readable = problems.filter(({ isTheirs }) => isTheirs).map(({ id }) => id)
  const replies = await repliesByThread(app.threads, readable)
  const business = await app.business.name()
  const states = await app.shipping.store.orderStates(shipment.id, 'thread.replied')
  const isActing = await mayAct(shipment.id)
  const movedAt = ({ id, createdAt }: Own) => replies.get(id)?.at(-1)?.createdAt ?? createdAt
  const inOrder = [...problems].sort((a, b) => movedAt(a).getTime() - movedAt(b).getTime())
  return inOrder.map((problem) => {
    const own = replies.get(problem.id)
    const isClosed = own?.some(({ closes }) => closes) ?? false
    const isFull = (own ?? []).filter(({ by }) => by === 'person').length >= maxOwnReplies
    const href = `${shipmentHref(base, shipment)}/problem/${problem.id}`
    return {
      id: problem.id,
      state: problemStateText(problem.order, business),
      time: formatDateTime(problem.createdAt),
      entries: own ? entriesOf(problem, own, states, business) : null,
      isClosed,
      writeHref: own && isActing && !isClosed && !isFull ? href : null,
    }
  })
}

function entriesOf(
  { id, text, createdAt, order }: Own,
  replies: ShownReply[],
  states: { reference: string; state: Own['order'] }[],
  business: string | null,
) {
  const detail = (at: Date, state: Own['order'] | undefined) =>
    [formatDateTime(at), ...(state ? [problemStateText(state, business)] : [])].join('؛ ')
  return [
    { id, who: 'شما', text: text ?? unreadableText, detail: detail(createdAt, order) },
    ...replies.map((reply) => ({
      id: reply.id,
      who: writerText(reply, business),
      text: reply.text ?? unreadableText,
      detail: detail(reply.createdAt, states.find(({ reference }) => reference === reply.id)?.state),
    })),
  ]
}

/** One report with its answers, to write on. Where nothing can be written, the shipment's page says how it stands. */
export async function threadView(here: SeatVisit, code: string, threadId: string) {
  const { app, actor, base } = here
  const trackingCode = parseTrackingCode(code)
  const thread = trackingCode && (await ownThread(app.threads, actor, { trackingCode, threadId }))
  if (!thread) return { kind: 'not_found' as const }
  const shipment = { id: thread.shipmentId, trackingCode: thread.trackingCode }
  const href = shipmentHref(base, shipment)
  if (!(await here.mayAct(shipment.id))) redirect(proveHref(base, 'shipment', shipment))
  const found = (await threadsOf(here, shipment)).find(({ id }) => id === threadId)
  if (!found?.entries || !found.writeHref) redirect(`${href}#problems`)
  const screen = {
    entries: found.entries,
    backHref: `${href}#problems`,
    initial: filledForm({}),
    longest: maxProblemLength,
    submit: sendText(await app.business.name()),
  }
  return { kind: 'ready' as const, code: shipment.trackingCode, screen }
}
