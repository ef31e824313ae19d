import { chromium } from '@playwright/test'
import { allow, assistantCast, turnOnFromPost } from '../../support/assistant-life.ts'
import { browserFlags, findChromium } from '../../support/chromium.ts'
import type { Stack } from '../../support/stack.ts'

/** Turns the assistant on for one post, never quiet and with the largest cap of a day; gives the post's token. */
export async function turnOnAssistant({ simulator, appUrl }: Stack): Promise<string> {
  const found = findChromium()
  if (!found) throw new Error('No Chromium could be found to turn the assistant on with: set $CHROMIUM to one.')
  const divar = simulator.control
  divar.reset({ scenario: 'assistant', fresh: true })
  const browser = await chromium.launch({ executablePath: found.path, args: browserFlags })
  try {
    const page = await browser.newPage()
    await turnOnFromPost(page, { divar, simulatorUrl: simulator.url, appUrl })
    await allow(page)
    await page.waitForURL(/\/assistant\/[\w-]+$/)
    await page.getByLabel('ساعت‌های سکوت، از').selectOption('0')
    await page.getByLabel('سکوت تا').selectOption('0')
    await page.getByLabel('سقف پاسخ در روز').fill('200')
    await page.getByRole('button', { name: 'ثبت تنظیم‌ها' }).click()
    await page.getByText('تنظیم‌ها ثبت شد.').waitFor()
  } finally {
    await browser.close()
  }
  return assistantCast(divar).posts.first
}
