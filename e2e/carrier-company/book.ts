import { isObject } from '../simulator/index.ts'
import {
  type Contact,
  type Details,
  type EndName,
  endNames,
  isEndName,
  type OrderData,
  readShipment,
  type Snapshot,
} from './order.ts'
import { type Thread, threadOf } from './threads.ts'

export type Order = {
  webhookId: string
  type: string
  data: OrderData
  body: string
  arrivedAt: string
  /** How often it came and was believed. */
  times: number
}

/** One step that the carrier told Peyk, and what Peyk said. */
export type Step = {
  status: string
  webhookId: string
  occurredAt: string
  note: string
  answer: { status: number | null; reason: string | null; state: string | null; repeated: boolean }
}

export type Problem = { problemId: string; threadId: string; by: string; text: string }

/** A shipment as the carrier knows it. */
export type Entry = {
  trackingCode: string
  /** Peyk's words; `unknown` while its acceptance has not arrived, `closed`: Peyk no longer lists it as open. */
  state: string
  /** Null: only a later order arrived, and a recovery is needed. */
  details: Details | null
  erased: EndName[]
  /** By nobody: for want of news. */
  cancelled: { by: string | null; reason: string | null } | null
  problems: Problem[]
  steps: Step[]
}

export type Question = { requestId: string; threadId: string; text: string }

export type Recovery = { status: number | null; reason: string | null; shipments: number; changed: string[] }

export type Carrier = {
  orders: Order[]
  /** By tracking code, in the order in which they became known. */
  shipments: Map<string, Entry>
  /** What was asked in the chatbot, in the order in which it arrived. */
  questions: Question[]
  /** What was written after a report or a question. */
  threads: Map<string, Thread>
  lastRecovery: Recovery | null
}

export const emptyCarrier = (): Carrier => ({
  orders: [],
  shipments: new Map(),
  questions: [],
  threads: new Map(),
  lastRecovery: null,
})

/** The carrier's own copy of the steps; Peyk decides. */
export const nextSteps: Record<string, string[]> = {
  accepted: ['assigned', 'cancelled'],
  assigned: ['picked_up', 'cancelled'],
  picked_up: ['delivered', 'delivery_failed'],
  delivery_failed: ['picked_up', 'returned'],
}

export const isOpen = (entry: Entry): boolean => entry.state === 'unknown' || Object.hasOwn(nextSteps, entry.state)

export function applyOrder(carrier: Carrier, type: string, data: OrderData): void {
  if (type === 'support.asked') {
    const { requestId, threadId = requestId, text } = data
    const question = { requestId: String(requestId), threadId: String(threadId), text: String(text) }
    if (!carrier.questions.some(({ requestId }) => requestId === question.requestId)) carrier.questions.push(question)
    threadOf(carrier.threads, question.threadId)
    return
  }
  if (type === 'thread.replied') {
    threadOf(carrier.threads, String(data.threadId)).said.push({ by: 'person', text: String(data.text) })
    return
  }
  const entry = entryOf(carrier, data.trackingCode)
  if (type === 'shipment.accepted') accept(entry, data)
  if (type === 'shipment.cancelled') {
    entry.state = data.state === 'expired' ? 'expired' : 'cancelled'
    entry.cancelled = {
      by: typeof data.by === 'string' ? data.by : null,
      reason: typeof data.reason === 'string' ? data.reason : null,
    }
  }
  if (type === 'shipment.erased' && isEndName(data.end)) forget(carrier, entry, data.end)
  if (type === 'problem.reported') {
    const { problemId, threadId = problemId, by, text } = data
    const problem = { problemId: String(problemId), threadId: String(threadId), by: String(by), text: String(text) }
    if (!entry.problems.some(({ problemId }) => problemId === problem.problemId)) entry.problems.push(problem)
    threadOf(carrier.threads, problem.threadId)
  }
  // This order may have brought an erased contact back.
  for (const end of entry.erased) forget(carrier, entry, end)
}

export function entryOf(carrier: Carrier, trackingCode: string): Entry {
  const known = carrier.shipments.get(trackingCode)
  if (known) return known
  const entry: Entry = {
    trackingCode,
    state: 'unknown',
    details: null,
    erased: [],
    cancelled: null,
    problems: [],
    steps: [],
  }
  carrier.shipments.set(trackingCode, entry)
  return entry
}

/** An acceptance that comes after a recovery, or after a cancellation, does not turn the state back. */
function accept(entry: Entry, data: OrderData): void {
  const read = readShipment(data)
  if (!read.ok) return
  if (entry.state === 'unknown') entry.state = read.value.state
  entry.details ??= withoutErased(entry, read.value.details)
}

/** The contact leaves the book and the orders that brought it, at once. */
function forget(carrier: Carrier, entry: Entry, end: EndName): void {
  if (!entry.erased.includes(end)) entry.erased.push(end)
  if (entry.details) entry.details = withoutErased(entry, entry.details)
  carrier.orders = carrier.orders.map((order) => {
    const place = order.data[end]
    if (order.data.trackingCode !== entry.trackingCode || !isObject(place)) return order
    const data = { ...order.data, [end]: { ...place, contact: null } }
    return { ...order, data, body: JSON.stringify({ ...JSON.parse(order.body), data }) }
  })
}

function withoutErased(entry: Entry, details: Details): Details {
  const contactOf = (end: EndName): Contact | null => (entry.erased.includes(end) ? null : details[end].contact)
  return {
    ...details,
    pickup: { ...details.pickup, contact: contactOf('pickup') },
    dropoff: { ...details.dropoff, contact: contactOf('dropoff') },
  }
}

/**
 * Notes a step with Peyk's answer, and believes the state that the answer names; but a cancellation that arrived while
 * the answer was under way is the last word.
 */
export function applyStep(carrier: Carrier, trackingCode: string, step: Step): void {
  const entry = carrier.shipments.get(trackingCode)
  if (!entry) return
  entry.steps.push(step)
  if (step.answer.state && !entry.cancelled) entry.state = step.answer.state
}

/** Takes over what Peyk lists, and answers the codes of which something was new. */
export function mergeSnapshots(carrier: Carrier, snapshots: Snapshot[]): string[] {
  return snapshots.flatMap(({ trackingCode, state, details }) => {
    const entry = entryOf(carrier, trackingCode)
    const before = JSON.stringify([entry.state, entry.details])
    if (!entry.cancelled) entry.state = state
    entry.details = withoutErased(entry, details)
    for (const end of endNames) if (details[end].contact === null) forget(carrier, entry, end)
    return JSON.stringify([entry.state, entry.details]) === before ? [] : [trackingCode]
  })
}

/** Shipments that were open here and are not in Peyk's whole list: how they ended was missed. */
export function closeMissing(carrier: Carrier, openBefore: string[], snapshots: Snapshot[]): string[] {
  const listed = new Set(snapshots.map(({ trackingCode }) => trackingCode))
  return openBefore.filter((trackingCode) => {
    const entry = carrier.shipments.get(trackingCode)
    if (!entry || listed.has(trackingCode) || !isOpen(entry)) return false
    entry.state = 'closed'
    return true
  })
}
