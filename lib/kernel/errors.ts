/**
 * Every code an `AppError` may carry. Codes are stable: machines read them, `lib/fa/problems.ts` has a Persian
 * sentence for each, and `lib/web` alone maps them to HTTP statuses.
 */
export const errorCodes = [
  'session_ended',
  'cookies_blocked',
  'link_invalid',
  'link_used',
  'link_expired',
  'no_conversation',
  'wrong_side',
  'shipment_exists',
  'not_found',
  'divar_unavailable',
  'divar_refused',
  'divar_malformed',
  'permission_refused',
  'permission_missing',
  'other_divar_user',
  'same_divar_user',
  'post_not_yours',
  'message_refused',
  'message_unconfirmed',
  'preview_changed',
  'draft_incomplete',
  'too_many_requests',
  'cross_site',
  'invalid_input',
  'fault',
] as const

export type ErrorCode = (typeof errorCodes)[number]

type Options = { cause?: unknown; details?: Record<string, unknown>; retryable?: boolean; retryAfterSeconds?: number }

/** A surprise with a stable code. Expected outcomes are values, never an `AppError`. `details` holds no personal data. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: Record<string, unknown>
  readonly retryable: boolean
  readonly retryAfterSeconds: number | undefined

  constructor(code: ErrorCode, message: string, options: Options = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.details = options.details ?? {}
    this.retryable = options.retryable ?? false
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}

/** By name: Next loads this module more than once in a process, and each has a class of its own. */
export const isAppError = (error: unknown): error is AppError => error instanceof Error && error.name === 'AppError'
