import { globSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { otherKept } from '../../support/answer.ts'
import { expect, test } from '../../support/fixtures.ts'
import { readAddressSeed } from '../../support/journey.ts'
import { agree } from '../../support/life.ts'
import { root } from '../../support/paths.ts'
import { enterAs } from '../../support/staff.ts'

test.describe.configure({ timeout: 300_000 })

const roles = ['viewer', 'dispatcher', 'manager', 'admin', 'auditor', 'courier'] as const

const desk = ['viewer', 'dispatcher', 'manager', 'admin']
const dispatch = ['dispatcher', 'manager', 'admin']
const management = ['manager', 'admin']

/** Who gets what from each address of the business; everybody else is refused. */
const addresses: Record<string, readonly string[]> = {
  '/desk': [...desk, 'auditor'],
  '/desk/events': desk,
  '/desk/state': desk,
  '/desk/queue': desk,
  '/desk/queue/csv': desk,
  '/desk/queue/events': desk,
  '/desk/queue/state': desk,
  '/desk/shipments/[code]': desk,
  '/desk/shipments/[code]/events': desk,
  '/desk/shipments/[code]/state': desk,
  '/desk/shipments/[code]/receipt': desk,
  '/desk/paper': dispatch,
  '/desk/paper/[print]': dispatch,
  '/desk/exceptions': dispatch,
  '/desk/threads': dispatch,
  '/desk/reports': management,
  '/desk/reports/csv': management,
  '/desk/prices': management,
  '/desk/prices/csv': management,
  '/desk/figures': management,
  '/desk/audit': ['admin', 'auditor'],
  '/desk/audit/lines': ['admin', 'auditor'],
  '/desk/team': ['admin'],
  '/desk/business': ['admin'],
  '/desk/security': roles,
  '/courier': ['courier'],
  '/courier/events': ['courier'],
  '/courier/state': ['courier'],
}

/** What is posted to; the journeys of each hold who may. */
const posted = ['/desk/shipments/[code]/proof', '/api/courier/taps', '/api/courier/pictures']

/** Every address that the app has for the business's people, out of its folders. */
const inFolders = (): string[] =>
  globSync(['desk/**/{page.tsx,route.ts}', 'courier/**/{page.tsx,route.ts}', 'api/courier/**/route.ts'], {
    cwd: join(root, 'app'),
  })
    .map((file) => `/${file.replace(/\/?(page\.tsx|route\.ts)$/, '')}`)
    .filter((path) => !path.includes('(enter)'))

/** Status and beginning of an answer; of a stream no more than that it began. */
async function answerOf(page: Page, url: string): Promise<{ status: number; text: string; location: string }> {
  const cookies = (await page.context().cookies(url)).map(({ name, value }) => `${name}=${value}`).join('; ')
  const response = await fetch(url, { redirect: 'manual', headers: { cookie: cookies } })
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream')
  if (isStream) await response.body?.cancel()
  const text = isStream ? '' : await response.text()
  return { status: response.status, text, location: response.headers.get('location') ?? '' }
}

const refusal = 'نقش شما اجازهٔ این کار را ندارد'

test('each role gets from each address of the desk what it is for, nobody else does, and no answer names anybody', async ({
  openFromChat,
  newWindow,
  divar,
  stack,
  tolerate,
}) => {
  tolerate(/\.js did not load: csp$/)
  expect([...Object.keys(addresses), ...posted].sort()).toEqual(inFolders().sort())

  const { code } = await agree({ openFromChat, newWindow, divar })
  const pathOf = (address: string) => address.replace('[code]', code).replace('[print]', 'none')
  const secrets = [readAddressSeed().kept, otherKept].flatMap(({ name, mobile, line, postalCode }) => [
    ...[name, mobile, line, postalCode].filter((text): text is string => typeof text === 'string' && text !== ''),
  ])

  for (const role of roles) {
    const page = await newWindow()
    await enterAs(page, stack.env, role)
    for (const [address, allowed] of Object.entries(addresses)) {
      const { status, text, location } = await answerOf(page, `${stack.env.APP_URL}${pathOf(address)}`)
      const isRefused = status !== 200 || text.includes(refusal)
      const said = `${role} ${address}: ${status} ${location}`
      // A paper that nobody printed and a receipt of what nobody paid are not there, for those who may see one.
      const isThere = !['/desk/paper/[print]', '/desk/shipments/[code]/receipt'].includes(address)
      if (isThere || !allowed.includes(role)) expect(isRefused, said).toBe(!allowed.includes(role))
      else expect(text, said).not.toContain(refusal)
      expect(status, said).toBeLessThan(500)
      for (const secret of secrets) expect(text.includes(secret), `${said} tells ${secret}`).toBe(false)
    }
    await page.close()
  }

  const stranger = await newWindow()
  for (const address of Object.keys(addresses)) {
    const { status, text, location } = await answerOf(stranger, `${stack.env.APP_URL}${pathOf(address)}`)
    const isSentToSignIn = location.includes('/desk/sign-in') || text.includes('/desk/sign-in')
    expect(isSentToSignIn || (status >= 400 && status < 500), `nobody ${address}: ${status}`).toBe(true)
    // Of an address that names it the answer does too.
    if (!address.includes('[code]')) expect(text.includes(code), address).toBe(false)
  }
})
