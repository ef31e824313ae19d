import { afterEach, expect, it } from 'vitest'
import { createLog } from '#lib/kernel/log.ts'
import { logConsole } from './json-console.ts'

const kept = { ...console }
const warnings = process.listeners('warning')

afterEach(() => {
  Object.assign(console, kept)
  process.removeAllListeners('warning')
  for (const listener of warnings) process.on('warning', listener)
})

/** What is logged while `speak` does. */
function heard(speak: () => void) {
  const lines: string[] = []
  logConsole(createLog({ level: 'debug', destination: { write: (line) => void lines.push(line) } }))
  speak()
  return lines.map((line) => JSON.parse(line) as { level: number; words?: string; err?: { type: string } })
}

it('console output becomes a JSON log line without quoted data', () => {
  const lines = heard(() => {
    const { log, warn } = console
    console.error(new SyntaxError('Unexpected token \'n\', "name=زعفران" is not valid JSON'))
    console.error('\u001b[31m⨯\u001b[0m', 'Failed to handle request for /launch/secretTicket')
    warn('%s said', 'زعفران')
    log({ body: 'زعفران' })
    log(' ✓ Ready in 812ms')
    process.emit('warning', new Error('a secret'))
  })
  expect(lines.map(({ words }) => words)).toEqual([
    undefined,
    'Failed to handle request for',
    undefined,
    undefined,
    'Ready in',
    undefined,
  ])
  expect(lines[0]?.err?.type).toBe('SyntaxError')
  expect(JSON.stringify(lines)).not.toMatch(/زعفران|secret/)
})
