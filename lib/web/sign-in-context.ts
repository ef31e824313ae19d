import { AsyncLocalStorage } from 'node:async_hooks'
import type { FinishedConsent, RedeemedTicket, ReturnedAttempt, Session } from '#lib/access/index.ts'

/**
 * What a sign-in carries past Auth.js, which has no place for it: in, what the caller knows; out, what came of it.
 * Auth.js itself cannot tell a refusal from an outage and forgets where the user came from.
 */
export type SignInContext =
  | { kind: 'launch'; signedIn: { session: Session; sid: string } | null; outcome: RedeemedTicket | null }
  | {
      kind: 'divar'
      attempt: ReturnedAttempt
      session: Session
      /** Whether the session is stored only with the consent. */
      isNew: boolean
      /** The public id that came with the request. */
      sid: string | null
      /** How far the exchange with Divar got; it names the screen when there is no outcome. */
      reached: 'nothing' | 'refused' | 'answered'
      outcome: FinishedConsent | null
    }

const key = Symbol.for('peyk.sign-in-context')

// Next loads this module more than once in a process: the storage must be the same one for all of them.
const holder = globalThis as { [key]?: AsyncLocalStorage<SignInContext> }
holder[key] ??= new AsyncLocalStorage<SignInContext>()
const storage = holder[key]

export const runSignIn = <T>(context: SignInContext, work: () => Promise<T>): Promise<T> => storage.run(context, work)

export const signInContext = (): SignInContext | undefined => storage.getStore()
