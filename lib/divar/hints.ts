import { type Fields, isObject, isSafeText } from './fields.ts'

/** What we once put into a button and get back on a tap: hints only, since buttons live in a chat that others see. */
export type Hints = Record<string, string>

const maxHints = 20
const maxLength = 256
const plainKey = /^[A-Za-z0-9_.-]{1,64}$/
const reserved = new Set(['__proto__', 'constructor', 'prototype'])

/** Keeps the flat texts, numbers and booleans of an object under plain keys, 20 of 256 characters at most; drops the rest. */
export function flatHints(fields: Fields): Hints {
  const kept: [string, string][] = []
  for (const [key, value] of fields.own) {
    if (kept.length === maxHints) break
    const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
    if (typeof text === 'string' && isHint(key, text)) kept.push([key, text])
  }
  return Object.fromEntries(kept)
}

const isHint = (key: string, text: string): boolean =>
  plainKey.test(key) && !reserved.has(key) && text.length <= maxLength && isSafeText(text)

/** Whether all of these would come back whole from a button. */
export function areHints(data: Hints): boolean {
  const entries = Object.entries(data)
  return entries.length <= maxHints && entries.every(([key, text]) => isHint(key, text))
}

/** The object inside which our own data stands: version 1 wraps it in `provider_data`, beside `location`. Contract §3.4. */
export function unwrapHints(fields: Fields): Fields {
  const inner = fields.own.get('provider_data')
  return isObject(inner) ? { path: fields.path, own: new Map(Object.entries(inner)) } : fields
}
