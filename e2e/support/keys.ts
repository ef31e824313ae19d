import { expect, type Locator, type Page } from '@playwright/test'

/** Presses Tab until the element has the focus, and sees that the focus can be seen. */
export async function tabTo(page: Page, element: Locator, backwards = false): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await element.evaluate((node) => node === document.activeElement)) return
    await page.keyboard.press(backwards ? 'Shift+Tab' : 'Tab')
  }
  throw new Error(`the Tab key does not lead to ${element}`)
}

export async function press(page: Page, element: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(page, element)
  await expectFocusShown(page)
  await page.keyboard.press(key)
}

export async function type(page: Page, element: Locator, text: string): Promise<void> {
  await tabTo(page, element)
  await page.keyboard.type(text)
}

/** Walks down a list until the option is chosen. */
export async function choose(page: Page, list: Locator, option: string): Promise<void> {
  await tabTo(page, list)
  for (let presses = 0; presses < 30; presses += 1) {
    if ((await list.locator('option:checked').textContent()) === option) return
    await page.keyboard.press('ArrowDown')
  }
  throw new Error(`the arrows do not lead to ${option}`)
}

/** The outline of what has the focus, or of the frame that a radio card draws for it. */
export async function expectFocusShown(page: Page): Promise<void> {
  const width = await page.evaluate(() => {
    const focused = document.activeElement
    const frames = [focused, focused?.nextElementSibling].filter((element) => element instanceof Element)
    const outlines = frames.map((element) => getComputedStyle(element))
    return Math.max(...outlines.map((s) => (s.outlineStyle === 'none' ? 0 : Number.parseFloat(s.outlineWidth))))
  })
  expect(width).toBeGreaterThanOrEqual(2)
}
