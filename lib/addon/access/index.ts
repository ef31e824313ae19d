export { callStore } from './call-store.ts'
export { attemptSeconds, idleSeconds, joinSeconds, sessionSeconds } from './limits.ts'
export type {
  AccessDeps,
  AccessStore,
  ConsentPurpose,
  Grant,
  OauthAttempt,
  OwnPurpose,
  Party,
  Seat,
  SeenPost,
  Session,
  Ticket,
} from './ports.ts'
export { issueSid } from './session-keys.ts'
export { acceptLaunch } from './use-cases/accept-launch.ts'
export { actionActor } from './use-cases/action-actor.ts'
export { type CarriedConsent, carryConsent, claimCarried, usedConsent } from './use-cases/carried-consent.ts'
export {
  type AttemptCookies,
  type ClaimedAttempt,
  claimConsent,
  type FinishedConsent,
  finishConsent,
  startConsent,
} from './use-cases/consent.ts'
export { freshToken } from './use-cases/fresh-token.ts'
export { hasLiveGrant } from './use-cases/live-grant.ts'
export { newSession } from './use-cases/new-session.ts'
export { type RedeemedTicket, redeemTicket } from './use-cases/redeem-ticket.ts'
export { resolveSession, stillSeated } from './use-cases/resolve-session.ts'
export { takeSeat } from './use-cases/take-seat.ts'
