import { randomBytes } from 'node:crypto'
import { type APIRequestContext, request } from '@playwright/test'
import { parse } from 'node-html-parser'
import { TOTP } from 'otpauth'
import { type Drawn, type PlainForms, plainForms } from './plain-forms.ts'
import type { Environment } from './settings.ts'
import { staffCommand } from './staff-command.ts'

/** Somebody of the business who is signed in, in a browser of their own without scripts and without a window. */
export type PlainMember = { cookies: APIRequestContext; forms: PlainForms; close(): Promise<void> }

/** `more`: further arguments of the operator's invitation. */
export type Wanted = { role: string; name: string; more?: readonly string[] }

/** Signs somebody in for the first time, or again by a new invitation. `known`: what the operator's list says. */
export async function enterByForms(
  env: Environment,
  known: string,
  { role, name, more = [] }: Wanted,
): Promise<PlainMember> {
  const lines = known.split('\n').map((line) => line.trim())
  const before = lines.find((line) => line.endsWith(` ${name}`) && line.split(/\s+/)[2] !== 'disabled')
  const id = before?.split(/\s+/)[0]
  const invitation = id ? ['--id', id] : ['--role', role, '--name', name, ...more]
  const cookies = await request.newContext()
  const forms = plainForms(cookies)
  const invited = await forms.open(await staffCommand(env, 'invite', ...invitation))
  const [login, password] = [`m.${randomBytes(6).toString('hex')}`, randomBytes(12).toString('hex')]
  const entered = await forms.submit(invited, 'پذیرفتن با گذرواژه', { login, password, code: codeNow(invited) })
  if (!entered.url.endsWith('/desk/security')) throw new Error(`${invitation.join(' ')} led to ${entered.url}`)
  return { cookies, forms, close: async () => await cookies.dispose() }
}

/** What an authenticator app shows that has read this page. */
function codeNow({ html }: Drawn): string {
  const secret = /[A-Z2-7]{4}(?: [A-Z2-7]{1,4}){4,}/.exec(parse(html).textContent)?.[0] ?? ''
  return new TOTP({ secret: secret.replaceAll(' ', '') }).generate()
}
