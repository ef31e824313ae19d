import pino from 'pino'
import type { AppError } from './errors.ts'
import { currentRequestId } from './request-id.ts'

/** Keys whose values never reach a log line, wherever they stand in what is logged and however they are written. */
export const secretKeys = [
  'authorization',
  'cookie',
  'set-cookie',
  'token',
  'ticket',
  'accessToken',
  'refreshToken',
  'idToken',
  'code',
  'state',
  'secret',
  'clientSecret',
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

const plainKey = (key: string) => key.toLowerCase().replace(/[^a-z]/g, '')
const secret = new Set(secretKeys.map(plainKey))
const deepest = 6

export type Log = Pick<pino.Logger, 'info' | 'warn' | 'error' | 'debug'>

/**
 * One JSON line per event on standard output, secrets and personal data cut out by key name, with the id of the request
 * that it belongs to.
 */
export function createLog(options: { level?: string; destination?: pino.DestinationStream } = {}): Log {
  return pino(
    {
      level: options.level ?? 'info',
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      mixin: requestFields,
      formatters: { log: (fields) => cutFields(fields, 0) },
      serializers: { err: (described) => described },
      hooks: {
        // Without our own text, pino would take an error's own message for one.
        logMethod([first, ...rest], method) {
          const fields = first instanceof Error ? { err: first } : first
          return typeof fields === 'object' && rest.length === 0
            ? method.apply(this, [fields, 'no text'])
            : method.apply(this, [fields, ...rest] as Parameters<pino.LogFn>)
        },
      },
    },
    options.destination,
  )
}

function requestFields(): { requestId?: string } {
  const requestId = currentRequestId()
  return requestId === undefined ? {} : { requestId }
}

/** What a value looks like in a log line: plain data, without secrets, not endless. */
function cut(value: unknown, depth: number): unknown {
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Error) return describeError(value, depth)
  if (value instanceof Date) return value
  if (depth >= deepest) return '[deep]'
  if (Array.isArray(value)) return value.map((one) => cut(one, depth + 1))
  const isPlain = [Object.prototype, null].includes(Object.getPrototypeOf(value))
  return isPlain ? cutFields(value, depth + 1) : `[${value.constructor.name}]`
}

function cutFields(fields: object, depth: number): Record<string, unknown> {
  const entries = Object.entries(fields).map(([key, value]) => {
    return [key, secret.has(plainKey(key)) ? '[cut]' : cut(value, depth)] as const
  })
  return Object.fromEntries(entries)
}

/**
 * An error without what may quote input: class, code and the way it came, causes too. Only our own messages are kept:
 * those of JSON, headers and SQL quote what they were given.
 */
export function describeError(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  if (depth >= deepest) return { type: error.name }
  const { code } = error as Error & { code?: unknown }
  return {
    type: error.name,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(isOurs(error) ? { message: error.message.slice(0, 300), details: cutFields(error.details, depth + 1) } : {}),
    ...(error.cause instanceof Error ? { cause: describeError(error.cause, depth + 1) } : {}),
    where: framesOf(error),
  }
}

const codeForm = /^[a-z]+(_[a-z]+)*$/

/**
 * By its shape, which `AppError` and the errors of the Divar client share: an error may come from another copy of its
 * module in the same process.
 */
function isOurs(error: Error): error is AppError {
  const { code, details, retryable } = error as Partial<AppError>
  const isCoded = typeof code === 'string' && codeForm.test(code) && typeof retryable === 'boolean'
  return isCoded && typeof details === 'object' && details !== null
}

/** The first steps of the stack, which begins with the message: that may run over many lines. */
function framesOf(error: Error): string[] {
  const { stack = '', message } = error
  const start = message === '' ? -1 : stack.indexOf(message)
  return stack
    .slice(start < 0 ? 0 : start + message.length)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .slice(0, 5)
}
