import { createLog } from '#lib/kernel/log.ts'

// Sentences for the operator, where there is no app whose log could be used.

export function sayCannotStart(error: unknown): void {
  const reason = error instanceof Error ? error.message : 'unknown reason'
  createLog().error({ event: 'cannot_start' }, `Peyk cannot start: ${reason}`)
}

export const sayStillStarting = (line: string): void =>
  createLog().warn({ event: 'starting' }, `Peyk is still starting: ${line}`)
