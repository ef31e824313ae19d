import { randomBytes } from 'node:crypto'
import { type APIRequestContext, request } from '@playwright/test'
import { parse } from 'node-html-parser'
import { authenticator, secretIn } from './authenticator.ts'
import { type PlainForms, plainForms } from './plain-forms.ts'
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
  const link = await staffCommand(env, 'invite', ...invitation)
  const [login, password] = [`m.${randomBytes(6).toString('hex')}`, randomBytes(12).toString('hex')]
  await acceptByForms(cookies, { link, login, password })
  return { cookies, forms, close: async () => await cookies.dispose() }
}

/** Accepts an invitation with a password and an authenticator app; gives the app, and the code that is used up now. */
export async function acceptByForms(
  cookies: APIRequestContext,
  { link, login, password }: { link: string; login: string; password: string },
) {
  const forms = plainForms(cookies)
  const invited = await forms.open(link)
  const codeNow = authenticator(secretIn(parse(invited.html).textContent))
  const used = codeNow()
  const entered = await forms.submit(invited, 'پذیرفتن با گذرواژه', { login, password, code: used })
  if (!entered.url.endsWith('/desk/security')) throw new Error(`an invitation led to ${entered.url}`)
  return { codeNow, used }
}
