import { type Fault, promiseOf, type Version, windowsFrom } from '#lib/business/index.ts'
import { counted } from '#lib/checks/index.ts'
import { jalaliTimeOf } from '#lib/kernel/tehran.ts'
import type { BusinessAnswer } from '#lib/services/business-requests.ts'
import { services } from '#lib/shipping/index.ts'

/** What the command prints, and its exit code. */
export type Said = { out?: string[]; err?: string[]; code: number }

/** A JSON file as data, or why it is none. `from` is a path, or 0 for the standard input. */
export function readFileText(
  from: string | 0,
  read: (from: string | 0) => string,
): { ok: true; data: unknown } | { ok: false; sentence: string } {
  const name = from === 0 ? 'the standard input' : from
  let text: string
  try {
    // Some editors put a mark in front of UTF-8.
    text = read(from).replace(/^\uFEFF/, '')
  } catch (error) {
    return { ok: false, sentence: `${name} cannot be read: ${(error as Error).message}` }
  }
  try {
    return { ok: true, data: JSON.parse(text) }
  } catch (error) {
    return { ok: false, sentence: `${name} is no JSON: ${(error as Error).message}` }
  }
}

/** One line for each fault, with its path. */
export const faultLines = (faults: readonly Fault[]): string[] => [
  `Nothing was changed: ${counted(faults.length, 'fault')}.`,
  ...faults.map(({ path, message }) => `  ${path}: ${message}`),
]

/** What the windows of a file come to at `now`: for each service that has some, the next one and its promise. */
export const pickupLines = (business: Version['business'], now: Date): string[] =>
  services
    .filter((service) => business.services[service] && business.pickup[service] !== undefined)
    .map((service) => {
      const [window] = windowsFrom(business, service, now, 1)
      if (!window) return `  ${service}: no pickup window in sight`
      const promise = promiseOf(business, service, window)
      const delivered = promise ? `delivered by ${jalaliTimeOf(promise)}` : 'no promise in sight'
      return `  ${service}: next pickup ${jalaliTimeOf(window.from)} to ${jalaliTimeOf(window.to)}, ${delivered}`
    })

export function outcomeOf(answer: BusinessAnswer | null, unset: unknown): Said {
  switch (answer?.kind) {
    case 'shown':
      return { out: [JSON.stringify(answer.data, null, 2)], err: [`This is version ${answer.number}.`], code: 0 }
    case 'unset':
      return {
        out: [JSON.stringify(unset, null, 2)],
        err: ['Nobody has written one yet: this stands until then.'],
        code: 0,
      }
    case 'written':
      return { out: [`Version ${answer.number} is written. Every process uses it within a few seconds.`], code: 0 }
    case 'refused':
      return { err: faultLines(answer.faults), code: 1 }
    case 'failed':
      return { err: ['Nothing was changed: the app could not. Its log says why ("business_failed").'], code: 1 }
    default:
      return {
        err: [
          'Nothing was changed: another process has the data folder and does not answer. Is it an app of this version, and well?',
        ],
        code: 1,
      }
  }
}
