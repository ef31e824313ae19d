import { type ErrorCode, errorCodes } from '#lib/kernel/errors.ts'

/** The problem that an address names. What it does not know is "not found"; an incident is a number of ours or nothing. */
export function problemOf(code: string | undefined, incident: string | string[] | undefined) {
  const known: ErrorCode = errorCodes.find((one) => one === code) ?? 'not_found'
  const number = typeof incident === 'string' && /^[0-9a-f]{8}$/.test(incident) ? incident : null
  return { code: known, incident: number }
}
