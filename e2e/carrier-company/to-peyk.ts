import { type Answer, deliver, isObject, newUuid } from '../simulator/index.ts'
import { applyStep, closeMissing, isOpen, mergeSnapshots, type Recovery, type Step } from './book.ts'
import type { Company } from './company.ts'
import { readShipment, type Snapshot } from './order.ts'
import { signed } from './signature.ts'

/** What may come with a step, or, but for the code, in its place. */
export type StepExtras = {
  /** By when it is delivered now. */
  eta?: string
  /** When the courier comes to the seller now. */
  window?: { from: string; to: string }
  /** Why it failed, was given up, or is promised for another time. */
  reason?: string
  /** Who comes now. */
  courier?: { name: string; vehicle?: string }
  /** What the side said at the handover. */
  code?: string
  codeOverride?: string
}

export type StepInput = StepExtras & {
  trackingCode: string
  /** Left out with `rawBody`, or where only what is promised moves. */
  status?: string
  /** The simulator's clock when left out. */
  occurredAt?: string
  note?: string
  /** A fresh one when left out; the same one again is a repeat. */
  webhookId?: string
  /** Puts the stamp of the signature so far from the real time. */
  timestampOffsetSeconds?: number
  /** Signed with this key only, in place of the carrier's own. */
  key?: string
  /** Sent, and signed, instead of the finished body. */
  rawBody?: string
  /** Put over the finished headers; null takes one away. */
  headers?: Record<string, string | null>
}

/** Tells Peyk that a shipment moved, and notes the answer in the book. */
export async function tellStep(company: Company, input: StepInput): Promise<Answer> {
  const { trackingCode, status = '', note = '', webhookId = newUuid() } = input
  const occurredAt = input.occurredAt ?? company.host.clock.now().toISOString()
  const { eta, window, reason, courier, code, codeOverride } = input
  const step = status === '' ? {} : { status, occurredAt }
  const extras = { eta, window, reason, courier, code, codeOverride }
  const body = input.rawBody ?? JSON.stringify({ trackingCode, ...step, ...extras, ...(note ? { note } : {}) })
  const keys = input.key === undefined ? company.host.settings.carrierKeys : [input.key]
  const stamp = nowSeconds() + (input.timestampOffsetSeconds ?? 0)
  const answer = await deliver(company.host, 'carrier', {
    method: 'POST',
    url: `${company.stepsUrl}/${encodeURIComponent(trackingCode)}/status`,
    headers: merged({ 'content-type': 'application/json', ...signed(keys, webhookId, stamp, body) }, input.headers),
    body,
  })
  applyStep(company.book, trackingCode, { status, webhookId, occurredAt, note, answer: readAnswer(answer) })
  return answer
}

function merged(headers: Record<string, string>, over: Record<string, string | null> = {}): Record<string, string> {
  const all = { ...headers, ...over }
  return Object.fromEntries(Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== null))
}

/** A state is believed only with an answer that names it by contract. */
function readAnswer({ status, body }: Answer): Step['answer'] {
  const said = isObject(body) ? body : {}
  const named = (status === 200 || status === 409) && typeof said.state === 'string'
  return {
    status,
    reason: reasonOf(body),
    state: named ? String(said.state) : null,
    repeated: said.repeated === true,
  }
}

/** In the app's own words; a whole page, as an unknown address answers it, is none. */
function reasonOf(body: unknown): string | null {
  if (isObject(body)) return typeof body.reason === 'string' ? body.reason : null
  return typeof body === 'string' && body && !body.startsWith('<') ? body.slice(0, 200) : null
}

/** Asks Peyk what is open, page by page, and takes over what was missed. `state` asks for that state only. */
export async function recover(company: Company, state: string | null): Promise<Recovery> {
  const { book: carrier } = company
  const openBefore = [...carrier.shipments.values()].filter(isOpen).map(({ trackingCode }) => trackingCode)
  const found: Snapshot[] = []
  const asked = new Set<string>()
  const ended = (status: number | null, reason: string | null, changed: string[] = []): Recovery => {
    carrier.lastRecovery = { status, reason, shipments: found.length, changed }
    return carrier.lastRecovery
  }
  for (let after: string | null = null; ; ) {
    const { status, body } = await page(company, state, after)
    if (status !== 200) return ended(status, reasonOf(body))
    if (!isObject(body) || !Array.isArray(body.shipments)) return ended(status, 'shipments must be a list')
    const reads = body.shipments.map(readShipment)
    for (const read of reads) {
      if (!read.ok) return ended(status, read.reason)
      found.push(read.value)
    }
    const { next } = body
    if (next === null) break
    if (typeof next !== 'string' || next === '' || asked.has(next)) return ended(status, 'next must lead on')
    asked.add(next)
    after = next
  }
  const changed = mergeSnapshots(carrier, found)
  return ended(200, null, state === null ? [...changed, ...closeMissing(carrier, openBefore, found)] : changed)
}

function page(company: Company, state: string | null, after: string | null): Promise<Answer> {
  const query = new URLSearchParams([...(state ? [['state', state]] : []), ...(after ? [['after', after]] : [])])
  return deliver(company.host, 'carrier', {
    method: 'GET',
    url: `${company.stepsUrl}${query.size > 0 ? `?${query}` : ''}`,
    headers: signed(company.host.settings.carrierKeys, newUuid(), nowSeconds(), ''),
    body: '',
  })
}

/** A protocol between machines: never the clock that tests move. */
const nowSeconds = (): number => Math.floor(Date.now() / 1000)
