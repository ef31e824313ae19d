import type { Locator, Page } from '@playwright/test'

/** What a page says of a form of another build. */
export const renewed = 'پیک همین حالا به‌روز شد'

/**
 * Taps a button whose action the server does not have, until the page that the server draws then is there. With scripts the
 * page says the same before it is left: what is looked at there may be of either page.
 */
export async function tapOnOlder(page: Page, button: Locator): Promise<void> {
  const drawn = page.waitForEvent('domcontentloaded')
  await button.click()
  await drawn
}
