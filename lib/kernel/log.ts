import pino from 'pino'

/** Keys whose values never reach a log line, wherever they stand in what is logged. */
export const secretKeys = [
  'authorization',
  'cookie',
  'token',
  'ticket',
  'accessToken',
  'access_token',
  'refreshToken',
  'refresh_token',
  'code',
  'state',
  'secret',
  'clientSecret',
  'client_secret',
  'password',
  'phone',
  'mobile',
  'name',
  'address',
  'line',
  'postalCode',
  'text',
  'body',
  'sid',
  'apiKey',
  'x-api-key',
] as const

const oneLevel = secretKeys.flatMap((key) => {
  const quoted = `["${key}"]`
  return [quoted, `*${quoted}`, `*.*${quoted}`, `*.*.*${quoted}`]
})

export type Log = Pick<pino.Logger, 'info' | 'warn' | 'error' | 'debug'>

/** One JSON line per event on standard output, secrets and personal data cut out by key name. */
export function createLog(options: { level?: string; destination?: pino.DestinationStream } = {}): Log {
  return pino(
    {
      level: options.level ?? 'info',
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: oneLevel, censor: '[cut]' },
      serializers: { err: describeError },
    },
    options.destination,
  )
}

/** An error without its message where that may quote input: class, code, our own message, cause's class. No stack of input. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code, details } = error as Error & { code?: unknown; details?: unknown }
  const cause = error.cause instanceof Error ? describeError(error.cause) : undefined
  const where = error.stack
    ?.split('\n')
    .slice(1, 6)
    .map((line) => line.trim())
  return { type: error.name, code, details, message: error.message.slice(0, 300), cause, where }
}
