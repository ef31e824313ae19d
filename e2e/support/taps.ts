import type { Locator, Page } from '@playwright/test'

/**
 * Counts what a person does on a phone: each touch, with a list opened and an entry chosen as two; each thing that they
 * say, typed or chosen; and each screen, by its heading, apart for Peyk's own and Divar's.
 */
export class TapCounter {
  taps = 0
  data = 0
  readonly screens = new Set<string>()
  readonly #own: string

  constructor(ownUrl: string) {
    this.#own = new URL(ownUrl).origin
  }

  async tap(target: Locator): Promise<void> {
    await this.see(target.page())
    await target.tap()
    this.taps += 1
  }

  async type(field: Locator, text: string): Promise<void> {
    await this.tap(field)
    await field.pressSequentially(text)
    this.data += 1
  }

  async choose(list: Locator, label: string): Promise<void> {
    await this.see(list.page())
    await list.selectOption({ label })
    this.taps += 2
    this.data += 1
  }

  async tick(box: Locator): Promise<void> {
    await this.tap(box)
    this.data += 1
  }

  /** The screen that the page shows now. */
  async see(page: Page): Promise<void> {
    // Both at once: the page may be on its way to another one.
    const { origin, title } = await page
      .getByRole('heading', { level: 1 })
      .evaluate(({ textContent }) => ({ origin: location.origin, title: textContent }))
    if (origin === this.#own) this.screens.add(title ?? '')
  }

  counts() {
    return { taps: this.taps, data: this.data, screens: this.screens.size }
  }
}

/** One row of what the counts came to, for the log of a run. */
export function printCounts(who: string, { taps, data, screens }: ReturnType<TapCounter['counts']>): void {
  process.stdout.write(`  ${who}: ${taps} taps, ${data} data, ${screens} screens of Peyk\n`)
}
