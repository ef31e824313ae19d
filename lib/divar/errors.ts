import { AppError } from '../kernel/errors.ts'

type Refusal = {
  httpStatus: number
  grpcCode?: number | null
  oauthError?: string | null
  divarMessage?: string | null
  limit?: 'minute' | 'quota' | null
  retryAfterSeconds?: number | undefined
}

/**
 * Divar answered, and not with success: `divar_refused`. `grpcCode` and `divarMessage` come from its error body
 * (Contract §12), `oauthError` from that of the token address. `divarMessage` is for rules, never for users or logs.
 * Retryable are 429 and 503.
 */
export class DivarRefused extends AppError {
  readonly httpStatus: number
  readonly grpcCode: number | null
  readonly oauthError: string | null
  readonly limit: 'minute' | 'quota' | null
  declare readonly divarMessage: string | null

  constructor(what: string, refusal: Refusal) {
    const { httpStatus, grpcCode = null, oauthError = null, divarMessage = null, limit = null } = refusal
    super('divar_refused', `Divar refused: ${what} answered ${httpStatus}`, {
      details: { what, httpStatus, grpcCode, oauthError, limit },
      retryable: httpStatus === 429 || httpStatus === 503,
      ...(refusal.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: refusal.retryAfterSeconds }),
    })
    this.name = 'DivarRefused'
    this.httpStatus = httpStatus
    this.grpcCode = grpcCode
    this.oauthError = oauthError
    this.limit = limit
    Object.defineProperty(this, 'divarMessage', { value: divarMessage, enumerable: false })
  }
}

/**
 * No answer came: `divar_unavailable`. `certainlyNotSent` is true only where the request cannot have reached Divar, so
 * that even a message may be sent again; `reason` is the machine's code for it.
 */
export class DivarUnavailable extends AppError {
  readonly certainlyNotSent: boolean
  readonly reason: string

  constructor(what: string, failure: { certainlyNotSent: boolean; reason: string }) {
    super('divar_unavailable', `Divar did not answer: ${what}, ${failure.reason}`, {
      details: { what, ...failure },
      retryable: failure.certainlyNotSent,
    })
    this.name = 'DivarUnavailable'
    this.certainlyNotSent = failure.certainlyNotSent
    this.reason = failure.reason
  }
}

/** Divar answered with success and a body that cannot be used: `divar_malformed`. `fault` names the field, never its value. */
export class DivarMalformed extends AppError {
  readonly fault: string

  constructor(what: string, fault: string) {
    super('divar_malformed', `Divar answered ${what} in a wrong shape: ${fault}`, { details: { what, fault } })
    this.name = 'DivarMalformed'
    this.fault = fault
  }
}

// By name, not by class: Next bundles this module more than once into a process, and an error may come from another copy.
const isNamed = (error: unknown, name: string): boolean => error instanceof Error && error.name === name

export const isDivarRefused = (error: unknown): error is DivarRefused => isNamed(error, 'DivarRefused')
export const isDivarUnavailable = (error: unknown): error is DivarUnavailable => isNamed(error, 'DivarUnavailable')
export const isDivarMalformed = (error: unknown): error is DivarMalformed => isNamed(error, 'DivarMalformed')
