import { randomBytes } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import { authenticator, secretIn } from './authenticator.ts'
import { acceptByForms } from './plain-staff.ts'
import type { Environment } from './settings.ts'
import { staffCommand } from './staff-command.ts'

export const password = 'یک گذرواژهٔ بلند و خوب'

/** A link that lets somebody in. */
export async function inviteByCommand(
  env: Environment,
  role: string,
  name = 'مینا رستمی',
  ...more: string[]
): Promise<string> {
  const link = await staffCommand(env, 'invite', '--role', role, '--name', name, ...more)
  expect(link).toMatch(/\/desk\/invitation\/[\w-]{32}$/)
  return link
}

/** Gives this window's device a fingerprint reader, as it were; what it does without: see its person. */
export async function giveAuthenticator(page: Page, sees = true) {
  const client = await page.context().newCDPSession(page)
  await client.send('WebAuthn.enable')
  const { authenticatorId } = await client.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: sees,
      automaticPresenceSimulation: true,
    },
  })
  return {
    /** Whether it sees its person from now on. */
    sees: async (isUserVerified: boolean) =>
      await client.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
  }
}

/** The secret on an invitation's page. */
export async function shownSecret(page: Page): Promise<string> {
  const line = await page.getByText('یا این کلید را در برنامه بنویسید').textContent()
  return secretIn(line ?? '')
}

/** Accepts an invitation with a password and an authenticator app; gives the app, and the code that is used up now. */
export async function acceptWithPassword(page: Page, link: string, login: string) {
  await page.goto(link)
  const codeNow = authenticator(await shownSecret(page))
  await page.getByLabel('نام کاربری').fill(login)
  await page.getByLabel('گذرواژه', { exact: true }).fill(password)
  const used = codeNow()
  await page.getByLabel('کدی که برنامه نشان می‌دهد').fill(used)
  await page.getByRole('button', { name: 'پذیرفتن با گذرواژه' }).click()
  await expect(page.getByRole('heading', { name: 'ورود و امنیت' })).toBeVisible()
  return { codeNow, used }
}

/** For one test: members stay on the desk of a worker. */
export const newLogin = (): string => `m.${randomBytes(6).toString('hex')}`

/**
 * Somebody invited by the command who comes in for the first time, by the form that a browser without scripts posts; the page
 * opens nothing. What they need to come again.
 */
export async function enterAs(page: Page, env: Environment, role: string, name?: string, ...more: string[]) {
  const login = newLogin()
  const link = await inviteByCommand(env, role, name, ...more)
  return { login, ...(await acceptByForms(page.context().request, { link, login, password })) }
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'خروج' }).click()
  await expect(page.getByRole('heading', { name: 'ورود کارکنان' })).toBeVisible()
}

/** Fills in the sign-in form and sends it. */
export async function signIn(page: Page, typed: { login: string; password?: string; code: string }): Promise<void> {
  await page.getByLabel('نام کاربری').fill(typed.login)
  await page.getByLabel('گذرواژه', { exact: true }).fill(typed.password ?? password)
  await page.getByLabel('کد برنامهٔ رمزساز').fill(typed.code)
  await page.getByRole('button', { name: 'ورود با گذرواژه' }).click()
}
