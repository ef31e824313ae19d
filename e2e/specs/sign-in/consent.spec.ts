import type { Page } from '@playwright/test'
import type { Control, FaultInput } from '../../simulator/index.ts'
import { expect, test } from '../../support/fixtures.ts'
import { consent, expectAt, readAddressSeed } from '../../support/journey.ts'
import { bookTo } from '../../support/plain-walk.ts'

const titles = {
  refused: 'اجازه داده نشد',
  unavailable: 'دیوار پاسخ نمی‌دهد',
  malformed: 'پاسخ دیوار کامل نرسید',
  rejected: 'دیوار این درخواست را نپذیرفت',
  missing: 'اجازهٔ شما لازم است',
  otherUser: 'با حساب دیگری وارد شده‌اید',
  sameUser: 'هر دو طرف با یک حساب دیوار وارد شده‌اند',
  sessionEnded: 'این صفحه برای امنیت شما بسته شد',
  linkInvalid: 'این لینک درست نیست',
}

const again = 'تلاش دوباره'

test.describe.configure({ timeout: 120_000 })

const expectTitle = (page: Page, title: string) =>
  expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()

const seatOf = (page: Page): string => page.url().replace(/^(.*\/s\/[^/]+).*$/, '$1')

/** One button, and what was typed is still there; the second consent then leads to the preview. */
async function expectAnotherTryWorks(page: Page, button: string): Promise<void> {
  const way = page.getByRole('main').getByRole('link')
  await expect(way).toHaveText(button)
  await page.goto(`${seatOf(page)}/review`)
  await expect(page.getByText(readAddressSeed().kept.line)).toBeVisible()
  await page.goBack()
  await way.click()
  await expectAt(page, 'review')
  await consent(page, 'allow')
  await expectAt(page, 'preview')
}

/** What came back to the app, as it stood in the address. */
function watchReturns(page: Page): URL[] {
  const returns: URL[] = []
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.pathname === '/api/auth/callback/divar') returns.push(url)
  })
  return returns
}

/** Gives the permission before anything is filled in: the one that binds a Divar user to this side. */
async function bind(page: Page): Promise<void> {
  await page.goto(`${seatOf(page)}/consent`)
  await page.getByRole('button', { name: 'اجازه می‌دهم' }).click()
  await expectAt(page, 'what')
}

function partyOf(divar: Control, side: 'supplier' | 'demand') {
  const party = divar.conversations()[0]?.[side]
  if (!party) throw new Error('the scenario has no conversation')
  return party
}

test('a consent request names its own scopes in the form that Divar expects', async ({
  openFromChat,
  divar,
  stack,
}) => {
  const page = await openFromChat({ side: 'SUPPLY' })
  await bookTo(page, 'review')
  const asked = page.waitForRequest(/\/oauth2\/auth\?/)
  await consent(page, 'allow')
  const query = new URL((await asked).url()).search
  const conversation = divar.conversations()[0]?.id
  const scopes = `USER_ID%20offline_access%20NOTIFICATION_ACCESS_REVOCATION%20CONVERSATION_SEND_MESSAGE.${conversation}`
  expect(query).toMatch(new RegExp(`[?&]scope=${scopes}(&|$)`))
  expect(query).not.toContain('+')
  expect(query).toMatch(/[?&]code_challenge_method=S256(&|$)/)
  const [token] = divar.calls({ name: 'token' })
  expect(token?.headers.authorization).toBeUndefined()
  expect(Object.fromEntries(new URLSearchParams(token?.body))).toMatchObject({
    client_id: stack.env.DIVAR_APP_SLUG,
    client_secret: stack.secrets.DIVAR_OAUTH_SECRET,
  })
})

for (const error of [false, true]) {
  test(`a refused consent${error ? ' reported with an error' : ''} keeps the draft and can be repeated`, async ({
    openFromChat,
    divar,
  }) => {
    divar.settings({ refusalCarriesError: error })
    const page = await openFromChat({ side: 'DEMAND' })
    const returns = watchReturns(page)
    await bookTo(page, 'review')
    await consent(page, 'refuse')
    await expectTitle(page, titles.refused)
    expect([...(returns[0]?.searchParams.keys() ?? [])].sort()).toEqual(error ? ['error', 'state'] : ['state'])
    expect(divar.calls({ name: 'token' })).toHaveLength(0)
    await expectAnotherTryWorks(page, 'دیدن دوبارهٔ اجازه‌ها')
  })
}

test("Back from Divar's consent page while it is down leads to the permission step and loses nothing", async ({
  openFromChat,
  divar,
}) => {
  const page = await openFromChat({ side: 'SUPPLY' })
  await bookTo(page, 'review')
  divar.fault({ on: 'authorize', kind: 'status', status: 500 })
  await page.getByRole('link', { name: 'ادامه در دیوار' }).click()
  await page.waitForURL(/\/oauth2\/auth/)
  await page.goBack()
  await expectAt(page, 'review')
  await consent(page, 'allow')
  await expectAt(page, 'preview')
})

const broken: [string, FaultInput, string][] = [
  ['answers the code with 500', { on: 'token', kind: 'status', status: 500 }, titles.unavailable],
  ['never answers the code', { on: 'token', kind: 'hang' }, titles.unavailable],
  ['drops the connection on the code', { on: 'token', kind: 'drop' }, titles.unavailable],
  ['answers the code with half a JSON', { on: 'token', kind: 'malformed' }, titles.malformed],
  [
    'gives no token for the code',
    { on: 'token', kind: 'status', status: 200, body: { token_type: 'bearer', expires_in: 3600 } },
    titles.malformed,
  ],
  ['refuses the code', { on: 'token', kind: 'status', status: 400, body: { error: 'invalid_grant' } }, titles.rejected],
  ['does not say who it was, with 500', { on: 'users', kind: 'status', status: 500 }, titles.unavailable],
  ['does not say who it was, never answering', { on: 'users', kind: 'hang' }, titles.unavailable],
  ['does not say who it was, without an id', { on: 'users', kind: 'status', status: 200, body: {} }, titles.malformed],
  ['refuses to say who it was', { on: 'users', kind: 'status', status: 403 }, titles.rejected],
]

for (const [what, fault, title] of broken) {
  test(`when Divar ${what}, the draft is kept and another try works`, async ({ openFromChat, divar }) => {
    const page = await openFromChat({ side: 'DEMAND' })
    await bookTo(page, 'review')
    divar.fault(fault)
    await consent(page, 'allow')
    await expectTitle(page, title)
    // A code is exchanged once, even if the exchange failed.
    expect(divar.calls({ name: 'token' })).toHaveLength(1)
    await expectAnotherTryWorks(page, again)
  })
}

test('a consent by another Divar user than the one bound to this side is refused and can be repeated', async ({
  openFromChat,
  newWindow,
  divar,
}) => {
  divar.settings({ checkParty: false })
  await bind(await openFromChat({ side: 'SUPPLY' }))
  const stranger = await newWindow()
  await openFromChat({ side: 'SUPPLY', page: stranger })
  await bookTo(stranger, 'review')
  divar.consentAs(strangerId(divar))
  await consent(stranger, 'allow')
  await expectTitle(stranger, titles.otherUser)
  divar.consentAs(null)
  await expectAnotherTryWorks(stranger, 'اجازه با حساب درست')
})

/** Somebody who is no party of the first conversation. */
function strangerId(divar: Control): string {
  const parties = [partyOf(divar, 'supplier').id, partyOf(divar, 'demand').id]
  const other = divar.conversations().flatMap((talk) => [talk.supplier.id, talk.demand.id])
  const found = other.find((id) => !parties.includes(id))
  if (!found) throw new Error('the scenario has no stranger')
  return found
}

test('a consent by the Divar user bound to the other side is refused and can be repeated', async ({
  openFromChat,
  newWindow,
  divar,
}) => {
  const buyer = await newWindow()
  await bind(await openFromChat({ side: 'DEMAND', page: buyer }))
  const seller = await openFromChat({ side: 'SUPPLY' })
  await bookTo(seller, 'review')
  divar.consentAs(partyOf(divar, 'demand').id)
  await consent(seller, 'allow')
  await expectTitle(seller, titles.sameUser)
  divar.consentAs(null)
  await expectAnotherTryWorks(seller, 'اجازه با حساب درست')
})

test("an add-on that may not ask for sending gets Divar's refusal and keeps the draft", async ({
  openFromChat,
  divar,
}) => {
  divar.settings({ allowedScopes: ['USER_ID'], authorizeErrorsGoBack: true })
  const page = await openFromChat({ side: 'SUPPLY' })
  await bookTo(page, 'review')
  await page.getByRole('link', { name: 'ادامه در دیوار' }).click()
  await expectTitle(page, titles.rejected)
  divar.settings({ allowedScopes: null })
  await expectAnotherTryWorks(page, again)
})

test('a consent without the permission to send is refused and can be repeated', async ({ openFromChat, divar }) => {
  const page = await openFromChat({ side: 'SUPPLY' })
  await bookTo(page, 'review')
  const token = { access_token: 'ory_at_less', refresh_token: 'ory_rt_less', expires_in: 3600, token_type: 'bearer' }
  divar.fault({ on: 'token', kind: 'status', status: 200, body: { ...token, scope: 'USER_ID offline_access' } })
  divar.fault({ on: 'users', kind: 'status', status: 200, body: { user_id: partyOf(divar, 'supplier').idForApp } })
  await consent(page, 'allow')
  await expectTitle(page, titles.missing)
  await expectAnotherTryWorks(page, 'رفتن به صفحهٔ اجازه')
})

test('opening the consent callback again leads to the current booking without a call to Divar', async ({
  openFromChat,
  divar,
}) => {
  const page = await openFromChat({ side: 'DEMAND' })
  const returns = watchReturns(page)
  await bookTo(page, 'review')
  await consent(page, 'allow')
  const address = returns[0]?.href ?? ''
  await page.goto(address)
  await expectAt(page, 'preview')
  await page.getByRole('button', { name: 'ثبت و فرستادن در چت' }).click()
  await expectAt(page, 'result')
  await page.goto(address)
  await expectAt(page, 'result')
  expect(divar.calls({ name: 'token' })).toHaveLength(1)
  expect(divar.calls({ name: 'send' })).toHaveLength(1)
})

test('the consent callback does nothing in another browser and still works in its own', async ({
  openFromChat,
  newWindow,
  divar,
  stack,
}) => {
  const page = await openFromChat({ side: 'SUPPLY' })
  await bookTo(page, 'review')
  await page.getByRole('link', { name: 'ادامه در دیوار' }).click()
  const challenge = await page.locator('input[name=challenge]').first().inputValue()
  const allowed = await page.request.post(`${stack.simulator.url}/oauth2/consent`, {
    form: { challenge, decision: 'allow' },
    maxRedirects: 0,
  })
  const address = allowed.headers().location ?? ''
  expect(address).toContain('code=')
  const other = await newWindow()
  await other.goto(address)
  await expectTitle(other, titles.sessionEnded)
  // Nor in one that is signed in to something else.
  await openFromChat({ side: 'SUPPLY', page: other })
  await other.goto(address)
  await expectTitle(other, titles.sessionEnded)
  await other.goto(`${stack.appUrl}/api/auth/callback/divar?code=x&state=made-up`)
  await expectTitle(other, titles.linkInvalid)
  expect(divar.calls({ name: 'token' })).toHaveLength(0)
  await page.goto(address)
  await expectAt(page, 'preview')
})

test('consents started in two tabs both return to their preview', async ({ openFromChat, context }) => {
  const first = await openFromChat({ side: 'SUPPLY' })
  await bookTo(first, 'review')
  const second = await context.newPage()
  await second.goto(first.url())
  const tabs = [first, second]
  for (const tab of tabs) await tab.getByRole('link', { name: 'ادامه در دیوار' }).click()
  const allow = tabs.map((tab) => tab.getByRole('button', { name: 'اجازه می‌دهم' }))
  for (const button of allow) await expect(button).toBeVisible()
  await Promise.all(allow.map((button) => button.click()))
  for (const tab of tabs) await expectAt(tab, 'preview')
  for (const tab of tabs) {
    await tab.reload()
    await expectAt(tab, 'preview')
  }
})

test("of Auth.js's own addresses only the consent callback is open", async ({ stack, request, page }) => {
  const routes = [
    'session',
    'csrf',
    'providers',
    'signin',
    'signin/divar',
    'signout',
    'error',
    'callback/launch',
    'callback/divar/x',
  ]
  for (const route of routes) {
    const answer = await request.get(`${stack.appUrl}/api/auth/${route}`, { maxRedirects: 0 })
    expect([route, answer.status()]).toEqual([route, 404])
    expect(answer.headers()['set-cookie']).toBeUndefined()
  }
  for (const route of ['signin/divar', 'signin/launch', 'callback/launch', 'callback/divar', 'signout', 'session']) {
    const answer = await request.post(`${stack.appUrl}/api/auth/${route}`, { form: { ticket: 'x' }, maxRedirects: 0 })
    expect([route, answer.status()]).toEqual([route, 405])
    expect(answer.headers()['set-cookie']).toBeUndefined()
  }
  expect((await request.head(`${stack.appUrl}/api/auth/callback/divar?state=x`)).status()).toBe(204)
  await page.goto(`${stack.appUrl}/api/auth/callback/divar?error=access_denied`)
  await expectTitle(page, titles.linkInvalid)
})
