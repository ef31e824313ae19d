import { expect, type Page } from '@playwright/test'
import type { Control } from '../simulator/index.ts'

const dayMs = 24 * 60 * 60_000
const tenInTehranMs = 6.5 * 60 * 60_000

/** Seconds from now to ten in the morning in Tehran: an assistant is quiet at night, whenever the tests run. */
export const morning = Math.ceil(((tenInTehranMs - (Date.now() % dayMs) + dayMs) % dayMs) / 1000)

/** About sending, but too uncertain for an answer in the seller's name, by the rules and by the model. */
export const perhapsAsks = 'شیراز هم دارید؟'

type Place = { divar: Control; simulatorUrl: string; appUrl: string }

/** The people and conversations of the scenario `assistant`; their ids differ after each reset. */
export function assistantCast(divar: Control) {
  const people = divar.people()
  const of = (name: string) => {
    const person = people.find(({ id }) => id.startsWith(name))
    if (!person) throw new Error(`nobody is called ${name}`)
    return person
  }
  const seller = of('shirin')
  const talks = divar.conversations()
  const [first = '', second = ''] = seller.posts.map(({ token }) => token)
  const of1 = talks.filter(({ post }) => post.token === first).map(({ id }) => id)
  return { seller, stranger: of('zohreh'), posts: { first, second }, talks: of1, all: talks.map(({ id }) => id) }
}

/** From «آگهی من» to the page of an assistant that is on, as a seller walks it. */
export async function turnOnFromPost(
  page: Page,
  { divar, simulatorUrl, appUrl }: Place,
  way = 'روشن کن برای این آگهی',
) {
  const { seller, posts } = assistantCast(divar)
  await page.goto(`${simulatorUrl}/my-post/${posts.first}?as=${seller.id}&open=webview`)
  await page.getByRole('link', { name: 'پیک' }).click()
  await page.getByRole('button', { name: 'شروع فرایند' }).click()
  await page.waitForURL(`${appUrl}/**`)
  await page.getByRole('link', { name: 'دستیار ارسال برای این آگهی' }).click()
  await expect(page.getByRole('heading', { name: 'دستیار ارسال', level: 1 })).toBeVisible()
  if (way !== 'روشن کن برای این آگهی') await page.getByRole('link', { name: 'برای همهٔ آگهی‌های من' }).click()
  await page.getByRole('link', { name: way }).click()
  await page.waitForURL(`${simulatorUrl}/oauth2/**`)
}

export async function allow(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'اجازه می‌دهم', exact: true }).click()
}

/** Lets the conversations be known for longer than the seller's five minutes. */
export async function knowFor6Minutes(page: Page, divar: Control, talks: readonly string[]): Promise<void> {
  for (const conversationId of talks) divar.say({ conversationId, side: 'DEMAND', text: 'سلام' })
  await expectRead(page, talks.length)
  divar.clock(morning + 6 * 60)
}

/** So many messages were read, in all. */
export async function expectRead(page: Page, count: number): Promise<void> {
  const read = page.locator('dl div', { hasText: 'پیام خوانده‌شده' })
  await expect(read).toContainText(count.toLocaleString('fa-IR'))
}

/** What the app wrote in a conversation. */
export const answersIn = (divar: Control, id: string) => divar.messages(id).filter(({ byApp }) => byApp)

/** Turns it on for the seller's first post, until it listens; gives that post's conversations. */
export async function turnOnForPost(
  page: Page,
  stack: { appUrl: string; simulator: { url: string } },
  divar: Control,
): Promise<string[]> {
  await turnOnFromPost(page, { divar, simulatorUrl: stack.simulator.url, appUrl: stack.appUrl })
  await allow(page)
  await page.waitForURL(/\/assistant\/[\w-]+$/)
  await expect(page.getByText('پیام‌های تازه خوانده می‌شود')).toBeVisible()
  return assistantCast(divar).talks
}
