import type { Services } from '#lib/services.ts'

const holder = globalThis as { [key: symbol]: unknown }
const key = Symbol.for('peyk.services')

/** Puts a part of the services in the place of all. Undo it after the test with null. */
export function serveWith(part: { [Name in keyof Services]?: Partial<Services[Name]> } | null): void {
  if (part === null) delete holder[key]
  else holder[key] = Promise.resolve(part)
}
