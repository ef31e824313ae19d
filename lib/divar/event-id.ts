import { createHash } from 'node:crypto'
import { WrongField } from './fields.ts'

const maxDepth = 32

/** SHA-256 (base64url) of a JSON value with its keys in order, so that a repeat of the same body has the same id. */
export function hashBody(body: unknown): string {
  return createHash('sha256').update(canonicalJson(body, 0)).digest('base64url')
}

/** Throws `WrongField` beyond 32 levels: a deeper body is an attack on the stack. */
function canonicalJson(value: unknown, depth: number): string {
  if (depth > maxDepth) throw new WrongField('the body is nested too deeply')
  if (Array.isArray(value)) return `[${value.map((one) => canonicalJson(one, depth + 1)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1))
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonicalJson(one, depth + 1)}`).join(',')}}`
}
