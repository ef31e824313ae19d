import { isObject } from '../simulator/index.ts'

/** What Peyk tells of one shipment, in an order and in the recovery list. */
export type Details = {
  parcel: { size: string; weightGrams: number; fragile: boolean }
  service: string
  payer: string
  priceToman: number
  declaredValueToman: number | null
  pickup: End
  dropoff: End
}
export type End = { city: string; district: string | null; contact: Contact | null }
export type EndName = 'pickup' | 'dropoff'
export type Contact = { name: string; mobile: string; line: string; postalCode: string | null }

/** `trackingCode` is empty where an order is of no shipment. */
export type OrderData = Record<string, unknown> & { trackingCode: string }

export type Read<T> = { ok: true; value: T } | { ok: false; reason: string }

export const endNames: EndName[] = ['pickup', 'dropoff']

export const isEndName = (value: unknown): value is EndName => endNames.some((name) => name === value)

/**
 * The body of a webhook. Strict on what the contract promises, so that an app which forgets a field is found out; types
 * and fields that it does not name pass.
 */
export function readOrder(body: unknown): Read<{ type: string; data: OrderData }> {
  if (!isObject(body) || !isText(body.type)) return bad('type must be a text')
  if (!isText(body.timestamp) || Number.isNaN(Date.parse(body.timestamp))) return bad('timestamp must be a time')
  const { type, data } = body
  if (type === 'support.asked') return readQuestion(data)
  if (type === 'thread.replied') return readReply(data)
  if (!isObject(data) || !isText(data.trackingCode)) return bad('data.trackingCode must be a text')
  const reason = problemOf(type, data)
  return reason ? bad(reason) : { ok: true, value: { type, data: { ...data, trackingCode: data.trackingCode } } }
}

/** What somebody asked in the chatbot, with nothing that leads to them. */
function readQuestion(data: unknown): Read<{ type: string; data: OrderData }> {
  if (!isObject(data)) return bad('data must be an object')
  const missing = ['requestId', 'text'].find((name) => !isText(data[name]))
  if (missing) return bad(`data.${missing} must be a text`)
  return { ok: true, value: { type: 'support.asked', data: { ...data, trackingCode: '' } } }
}

/** What somebody wrote after an answer; of a question there is no shipment. */
function readReply(data: unknown): Read<{ type: string; data: OrderData }> {
  if (!isObject(data)) return bad('data must be an object')
  const missing = ['threadId', 'text'].find((name) => !isText(data[name]))
  if (missing) return bad(`data.${missing} must be a text`)
  if (!isText(data.trackingCode) && data.trackingCode !== null) return bad('data.trackingCode must be a text or null')
  return { ok: true, value: { type: 'thread.replied', data: { ...data, trackingCode: data.trackingCode ?? '' } } }
}

function problemOf(type: string, data: Record<string, unknown>): string | null {
  if (type === 'shipment.accepted') {
    const read = readShipment(data)
    return read.ok ? null : read.reason
  }
  if (type === 'shipment.cancelled')
    return isText(data.by) || data.by === null ? null : 'data.by must be a text or null'
  if (type === 'shipment.erased') return isEndName(data.end) ? null : 'data.end must be pickup or dropoff'
  if (type !== 'problem.reported') return null
  const missing = ['problemId', 'by', 'text'].find((name) => !isText(data[name]))
  return missing ? `data.${missing} must be a text` : null
}

export type Snapshot = { trackingCode: string; state: string; details: Details }

export function readShipment(data: unknown): Read<Snapshot> {
  if (!isObject(data)) return bad('a shipment must be an object')
  const { trackingCode, state, parcel, service, payer, priceToman, declaredValueToman } = data
  if (!isText(trackingCode) || !isText(state)) return bad('trackingCode and state must be texts')
  if (!isObject(parcel) || !isText(parcel.size) || !isCount(parcel.weightGrams)) {
    return bad('parcel must have a size and weightGrams')
  }
  if (typeof parcel.fragile !== 'boolean') return bad('parcel.fragile must be true or false')
  if (!isText(service) || !isText(payer)) return bad('service and payer must be texts')
  if (!isCount(priceToman)) return bad('priceToman must be whole tomans')
  if (declaredValueToman !== null && !isCount(declaredValueToman))
    return bad('declaredValueToman must be whole tomans or null')
  const pickup = readEnd('pickup', data.pickup)
  const dropoff = readEnd('dropoff', data.dropoff)
  if (!pickup.ok) return pickup
  if (!dropoff.ok) return dropoff
  const { size, weightGrams, fragile } = parcel
  const ends = { pickup: pickup.value, dropoff: dropoff.value }
  const money = { priceToman, declaredValueToman }
  const details: Details = { parcel: { size, weightGrams, fragile }, service, payer, ...money, ...ends }
  return { ok: true, value: { trackingCode, state, details } }
}

function readEnd(name: EndName, end: unknown): Read<End> {
  if (!isObject(end) || !isText(end.city)) return bad(`${name}.city must be a text`)
  const { city, district = null, contact } = end
  if (district !== null && !isText(district)) return bad(`${name}.district must be a text or null`)
  if (contact === null) return { ok: true, value: { city, district, contact } }
  if (!isObject(contact) || !isText(contact.name) || !isText(contact.line)) {
    return bad(`${name}.contact must be null or have a name and a line`)
  }
  const { mobile, postalCode = null } = contact
  if (!isText(mobile) || !/^09\d{9}$/.test(mobile)) return bad(`${name}.contact.mobile must be 09 and nine digits`)
  if (postalCode !== null && !isText(postalCode)) return bad(`${name}.contact.postalCode must be a text or null`)
  return {
    ok: true,
    value: { city, district, contact: { name: contact.name, mobile, line: contact.line, postalCode } },
  }
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0
const bad = (reason: string): { ok: false; reason: string } => ({ ok: false, reason })
