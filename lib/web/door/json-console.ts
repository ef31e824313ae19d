import { stripVTControlCharacters } from 'node:util'
import type { Log } from '#lib/kernel/log.ts'

const levels = { error: 'error', warn: 'warn', log: 'info', info: 'info', debug: 'debug', trace: 'debug' } as const

/**
 * Has all that the framework and libraries write by `console`, and Node's own warnings, go through the log: one line of
 * JSON each, an error without its message, of texts only the words that they begin with. They quote addresses, and bits of
 * what somebody sent.
 */
export function logConsole(log: Log): void {
  for (const [method, level] of Object.entries(levels)) {
    const say = (...said: unknown[]) => log[level]({ event: 'console', ...partsOf(said) }, 'the framework speaks')
    Object.assign(console, { [method]: say })
  }
  process.removeAllListeners('warning')
  process.on('warning', (err) => log.warn({ event: 'process_warning', err }, 'Node warns'))
}

function partsOf(said: unknown[]): { err?: Error; words?: string } {
  const err = said.find((one) => one instanceof Error)
  const words = firstWords(said.filter((one) => typeof one === 'string').join(' '))
  return { ...(err && { err }), ...(words && { words }) }
}

/** Behind colours and signs, up to whatever is no plain word: a number, a quote, an address. */
function firstWords(text: string): string {
  return /^[^A-Za-z%]*([A-Za-z][A-Za-z ,'’-]{0,79})/.exec(stripVTControlCharacters(text))?.[1]?.trim() ?? ''
}
