import type { DivarOperation } from './operations.ts'

/** Stable: for machines. */
export type KenarErrorCode = 'divar_refused' | 'divar_unavailable' | 'divar_malformed' | 'invalid_input'

type Options = { retryable?: boolean; details?: Record<string, unknown> }

/**
 * What every call of the client throws, and nothing else: one of the four classes below. `details` may be logged: no
 * token, no id and no text of anybody stands in it. `retryable`: the same call may be made again later without doing
 * anything twice.
 */
export class KenarError extends Error {
  readonly code: KenarErrorCode
  /** Null where a text was no id before any call. */
  readonly operation: DivarOperation | null
  readonly retryable: boolean
  readonly details: Record<string, unknown>

  constructor(code: KenarErrorCode, operation: DivarOperation | null, message: string, options: Options = {}) {
    super(message)
    this.name = 'KenarError'
    this.code = code
    this.operation = operation
    this.retryable = options.retryable ?? false
    this.details = { operation, ...options.details }
  }
}

type Refusal = {
  httpStatus: number
  grpcCode?: number | null
  oauthError?: string | null
  divarMessage?: string | null
  limit?: 'minute' | 'quota' | null
  requestId?: string | null
  retryAfterSeconds?: number | null
}

/**
 * Divar answered, and not with success: `divar_refused`. `grpcCode` and `divarMessage` come from its error body
 * (Contract §12), `oauthError` from that of the token address, `requestId` from the header `x-request-id`, where the
 * answer had one. `divarMessage` is for rules, never for users or logs. Retryable are 429 and 503.
 */
export class DivarApiError extends KenarError {
  readonly httpStatus: number
  readonly grpcCode: number | null
  readonly oauthError: string | null
  readonly limit: 'minute' | 'quota' | null
  readonly requestId: string | null
  readonly retryAfterSeconds: number | null
  declare readonly divarMessage: string | null

  constructor(operation: DivarOperation, refusal: Refusal) {
    const { httpStatus, grpcCode = null, oauthError = null, limit = null, requestId = null } = refusal
    super('divar_refused', operation, `Divar refused: ${operation} answered ${httpStatus}`, {
      details: { httpStatus, grpcCode, oauthError, limit, requestId },
      retryable: httpStatus === 429 || httpStatus === 503,
    })
    this.name = 'DivarApiError'
    this.httpStatus = httpStatus
    this.grpcCode = grpcCode
    this.oauthError = oauthError
    this.limit = limit
    this.requestId = requestId
    this.retryAfterSeconds = refusal.retryAfterSeconds ?? null
    Object.defineProperty(this, 'divarMessage', { value: refusal.divarMessage ?? null, enumerable: false })
  }
}

/**
 * No answer came: `divar_unavailable`. `certainlyNotSent` is true only where the request cannot have reached Divar, so
 * that even a message may be sent again; `reason` is the machine's code for it.
 */
export class DivarConnectionError extends KenarError {
  readonly certainlyNotSent: boolean
  readonly reason: string

  constructor(operation: DivarOperation, failure: { certainlyNotSent: boolean; reason: string }) {
    super('divar_unavailable', operation, `Divar did not answer: ${operation}, ${failure.reason}`, {
      details: { ...failure },
      retryable: failure.certainlyNotSent,
    })
    this.name = 'DivarConnectionError'
    this.certainlyNotSent = failure.certainlyNotSent
    this.reason = failure.reason
  }
}

/** Divar answered with success and a body that cannot be used: `divar_malformed`. `fault` names the field, never its value. */
export class DivarResponseError extends KenarError {
  readonly fault: string

  constructor(operation: DivarOperation, fault: string) {
    super('divar_malformed', operation, `Divar answered ${operation} in a wrong shape: ${fault}`, {
      details: { fault },
    })
    this.name = 'DivarResponseError'
    this.fault = fault
  }
}

/** Divar would refuse this call for its form, so that it never left: `invalid_input`. `fault` quotes nothing. */
export class InvalidInputError extends KenarError {
  readonly fault: string

  constructor(operation: DivarOperation | null, fault: string) {
    super('invalid_input', operation, operation === null ? fault : `${operation} was not sent: ${fault}`, {
      details: { fault },
    })
    this.name = 'InvalidInputError'
    this.fault = fault
  }
}

// By name, not by class: a bundler may load this module more than once into a process, and an error may come from another copy.
const isNamed = (error: unknown, name: string): boolean => error instanceof Error && error.name === name

export const isDivarApiError = (error: unknown): error is DivarApiError => isNamed(error, 'DivarApiError')
export const isDivarConnectionError = (error: unknown): error is DivarConnectionError =>
  isNamed(error, 'DivarConnectionError')
export const isDivarResponseError = (error: unknown): error is DivarResponseError =>
  isNamed(error, 'DivarResponseError')
export const isInvalidInputError = (error: unknown): error is InvalidInputError => isNamed(error, 'InvalidInputError')

export const isKenarError = (error: unknown): error is KenarError =>
  isDivarApiError(error) || isDivarConnectionError(error) || isDivarResponseError(error) || isInvalidInputError(error)
