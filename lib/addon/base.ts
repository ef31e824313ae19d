import { errorsOf, kernelErrors } from '#lib/kernel/errors.ts'
import { declare, type NamesIn } from './declaration.ts'

/** What every chat add-on has, whatever it is for. */
export const base = declare({
  errors: [
    ...kernelErrors,
    'session_ended',
    'cookies_blocked',
    'link_invalid',
    'link_used',
    'link_expired',
    'no_conversation',
    'wrong_side',
    'not_found',
    'divar_unavailable',
    'divar_refused',
    'divar_malformed',
    'permission_refused',
    'permission_missing',
    'other_divar_user',
    'same_divar_user',
    'message_refused',
    'message_unconfirmed',
    'too_many_requests',
    'cross_site',
  ],
})

export type Base = typeof base

export type BaseErrorCode = NamesIn<Base, 'errors'>

export const BaseError = errorsOf<BaseErrorCode>()
