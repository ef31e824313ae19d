import { type ErrorCode, peyk } from '#lib/peyk.ts'

/** The problem that an address names. What it does not know is "not found"; an incident is one of our numbers or nothing. */
export function problemOf(code: string | undefined, incident: string | string[] | undefined) {
  const known: ErrorCode = peyk.errorCodes.find((one) => one === code) ?? 'not_found'
  const number = typeof incident === 'string' && /^[0-9a-f]{8}$/.test(incident) ? incident : null
  return { code: known, incident: number }
}
