import { expect, type Locator, type Page } from '@playwright/test'
import type { Control } from '../simulator/index.ts'
import type { Stack } from './stack.ts'

/** The id of a person of the scenario. */
export function idOf(divar: Control, name: string): string {
  const person = divar.people().find((one) => one.name === name)
  if (!person) throw new Error(`the scenario has no ${name}`)
  return person.id
}

/** Opens that person's conversation with the chatbot. */
export async function openBot(page: Page, stack: Stack, userId: string): Promise<void> {
  await page.goto(`${stack.simulator.url}/chatbot?as=${userId}&open=webview`)
}

export const messages = (page: Page): Locator => page.getByRole('main', { name: 'پیام‌ها' }).getByRole('article')

/** The newest message of either side. */
export const newest = (page: Page): Locator => messages(page).last()

export async function write(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'متن پیام' }).fill(text)
  await page.getByRole('button', { name: 'فرستادن' }).click()
}

/** Writes, and waits until the newest message is the chatbot's with these words. */
export async function ask(page: Page, text: string, answer: string | RegExp): Promise<Locator> {
  const before = await messages(page).count()
  await write(page, text)
  // The chatbot's last words may have been the same ones.
  await expect.poll(() => messages(page).count()).toBeGreaterThan(before)
  return await expectAnswer(page, answer)
}

/** Taps a button of the newest message and waits for the message that comes of it. */
export async function choose(page: Page, caption: string, answer: string | RegExp): Promise<Locator> {
  const before = await messages(page).count()
  await newest(page).getByRole('button', { name: caption, exact: true }).click()
  await expect(messages(page)).toHaveCount(before + 1)
  return await expectAnswer(page, answer)
}

export async function expectAnswer(page: Page, answer: string | RegExp): Promise<Locator> {
  await expect(newest(page)).toContainText(answer)
  await expect(newest(page)).toHaveClass(/by-app/)
  return newest(page)
}

/** What the chatbot wrote to this person, oldest first. */
export const answersTo = (divar: Control, userId: string): string[] =>
  divar
    .bot({ userId })
    .messages.filter(({ byApp }) => byApp)
    .map(({ text }) => text)
