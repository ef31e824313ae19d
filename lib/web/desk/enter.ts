import 'server-only'
import { redirect } from 'next/navigation'
import { acceptFaults, deadInvitations, signInTexts, slowedText } from '#lib/fa/staff-texts.ts'
import type { FormState } from '#lib/kernel/form.ts'
import { services } from '#lib/services.ts'
import {
  acceptInvitation,
  beginFirstPasskey,
  beginPasskey,
  type NewPasskeyOptions,
  type PasskeyOptions,
  type Role,
  resolveStaff,
  type SignedIn,
  signInWithCode,
  signInWithPasskey,
  signInWithPassword,
} from '#lib/staff/index.ts'
import type { DeskForm } from './action.ts'
import { homeOf } from './places.ts'
import { deskAddress, keepDeskCookie } from './session.ts'

/** What a page begins a passkey with, or why it does not. */
export type BegunPasskey<Options> = { ok: true; options: Options; challenge: string } | { ok: false; sentence: string }

/** Where somebody wanted to go before they were asked to sign in: a page of the staff and nothing else. */
export function wantedHref(next: string | undefined): string {
  return next !== undefined && /^\/(desk|courier)(\/[\w-]+)*$/.test(next) ? next : '/desk'
}

/** Where they are led then; who wanted no page but a beginning, to that of their role. */
export function landing(role: Role, next: string | undefined): string {
  const wanted = wantedHref(next)
  return ['/desk', '/courier'].includes(wanted) ? homeOf(role) : wanted
}

/** One step of signing in, by what is typed. */
export async function signInStep(form: DeskForm, way: 'passkey' | 'password' | 'recovery'): Promise<FormState> {
  const { app, fields } = form
  const { login = '', password = '', code = '', recovery = '', response = '', challenge = '', next } = fields
  const address = await deskAddress(app)
  const outcome = {
    passkey: async () => await signInWithPasskey(app.staff, { response, challenge, address }),
    password: async () =>
      await signInWithPassword(app.staff, {
        login: login.slice(0, 64),
        password: password.slice(0, 512),
        code: code.slice(0, 64),
        address,
      }),
    recovery: async () => await signInWithCode(app.staff, { code: recovery.slice(0, 64), address }),
  }
  const signedIn = await outcome[way]()
  app.measures.count('staff_sign_ins', { way, outcome: signedIn.kind })
  if (signedIn.kind !== 'opened') return form.again({}, sentenceOf(signedIn, way))
  await keepDeskCookie(app, signedIn.token)
  if (way === 'recovery') redirect('/desk/recover')
  const staff = await resolveStaff(app.staff, signedIn.token, { counts: false, address })
  redirect(staff ? landing(staff.role, next) : '/desk/security')
}

function sentenceOf(outcome: Exclude<SignedIn, { kind: 'opened' }>, way: keyof typeof signInTexts.refused): string {
  return outcome.kind === 'slowed' ? slowedText(outcome.seconds) : signInTexts.refused[way]
}

export async function beginSignIn(): Promise<BegunPasskey<PasskeyOptions>> {
  return { ok: true, ...(await beginPasskey((await services()).staff)) }
}

export async function beginAcceptance(token: string): Promise<BegunPasskey<NewPasskeyOptions>> {
  const begun = await beginFirstPasskey((await services()).staff, token)
  return begun.kind === 'open' ? { ok: true, ...begun } : { ok: false, sentence: deadInvitations[begun.kind].sentence }
}

/** Takes an invitation up, by what is typed. */
export async function acceptStep(form: DeskForm, token: string, way: 'passkey' | 'password'): Promise<FormState> {
  const { app, fields } = form
  const { login = '', password = '', code = '', response = '', challenge = '' } = fields
  const by = way === 'passkey' ? { response, challenge } : { login, password, code: code.slice(0, 64), challenge }
  const address = await deskAddress(app)
  const accepted = await acceptInvitation(app.staff, { token, address, by })
  if (accepted.kind === 'faults') {
    const { passkey, ...others } = accepted.faults
    const faults = Object.entries(others).map(([field, fault]) => [
      field,
      acceptFaults[field as keyof typeof others]?.[fault] ?? '',
    ])
    return form.again(Object.fromEntries(faults), passkey ? acceptFaults.passkey[passkey] : null)
  }
  if (accepted.kind !== 'accepted') return form.again({}, deadInvitations[accepted.kind].sentence)
  app.measures.count('staff_sign_ins', { way: 'invitation', outcome: 'opened' })
  await keepDeskCookie(app, accepted.token)
  // Without a mark in it: from an address that differs in nothing else, the router would not draw the page again.
  redirect('/desk/security')
}
