import { daySeconds } from '#lib/kernel/clock.ts'

/** How long things of the desk's way in live. */
export const invitationSeconds = daySeconds
export const challengeSeconds = 5 * 60
/** A form with an authenticator to set up is filled in by hand. */
export const setUpSeconds = 30 * 60
export const idleSeconds = 15 * 60
export const sessionSeconds = 12 * 60 * 60
/** A session that a recovery code alone opened: to make a passkey takes a minute. */
export const recoverySeconds = 15 * 60
/** A session's activity is written at most this often. */
export const touchSeconds = 60
/** An account that nobody signs in to for six months is disabled. */
export const unusedSeconds = 183 * daySeconds
/** After so long, who may do what is looked through again. */
export const reviewSeconds = 91 * daySeconds
/** Thirteen months. */
export const auditSeconds = 396 * daySeconds
export const maxPasskeys = 10
export const recoveryCodeCount = 10
