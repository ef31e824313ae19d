import { type Fields, isObject, isSafeText } from './fields.ts'

/**
 * What an app put into a button and gets back on a tap: flat texts. Hints only, since buttons live in a chat that others
 * see. The metadata of a subscription keeps to the same form. Contract §3.3.
 */
export type ButtonData = Record<string, string>

const maxEntries = 20
const maxLength = 256
const plainKey = /^[A-Za-z0-9_.-]{1,64}$/
const reserved = new Set(['__proto__', 'constructor', 'prototype'])

/** Keeps the flat texts, numbers and booleans of an object under plain keys, 20 of 256 characters at most; drops the rest. */
export function readButtonData(fields: Fields): ButtonData {
  const kept: [string, string][] = []
  for (const [key, value] of fields.own) {
    if (kept.length === maxEntries) break
    const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
    if (typeof text === 'string' && isEntry(key, text)) kept.push([key, text])
  }
  return Object.fromEntries(kept)
}

const isEntry = (key: string, text: string): boolean =>
  plainKey.test(key) && !reserved.has(key) && text.length <= maxLength && isSafeText(text)

/** Whether all of it would come back whole from a button. */
export function isButtonData(data: ButtonData): boolean {
  const entries = Object.entries(data)
  return entries.length <= maxEntries && entries.every(([key, text]) => isEntry(key, text))
}

/** The object inside which the app's own data stands: version 1 wraps it in `provider_data`, beside `location`. Contract §3.4. */
export function unwrapProviderData(fields: Fields): Fields {
  const inner = fields.own.get('provider_data')
  return isObject(inner) ? { path: fields.path, own: new Map(Object.entries(inner)) } : fields
}
