import type { Page } from '@playwright/test'
import { toAcceptance, toAcceptanceWithoutScripts } from './answer.ts'
import { type Front, startFront } from './front.ts'
import { layOutImage } from './image.ts'
import { expectAt, walkTo } from './journey.ts'
import { buildOther } from './other-build.ts'
import { test as base } from './replicas.ts'

/** Two processes of two builds of two commits, as images, behind one address. */
export const test = base.extend<object, { stack: Front }>({
  stack: [
    async ({ postgres }, use, info) => {
      const images = [layOutImage(), layOutImage(buildOther())]
      const { PORT: _, ...environment } = images[0]?.environment ?? {}
      const own = { ...environment, DATABASE_URL: await postgres.database('peyk') }
      const programs = images.map(({ program }) => program)
      const front = await startFront(info.parallelIndex, { processes: 2, own, programs })
      await use(front)
      await front.stop()
      for (const image of images) image.remove()
    },
    { scope: 'worker', timeout: 10 * 60_000 },
  ],
})

/** A visitor, with or without scripts in the browser. */
export type Visitor = { page: Page; hasScripts: boolean }

/** Books without telling the chat, from the first screen on. */
export async function bookSilently({ page }: Visitor): Promise<void> {
  await walkTo(page, 'review')
  await page.getByRole('button', { name: 'بدون اعلام در چت ثبت کن' }).click()
  await expectAt(page, 'result')
}

export async function completeTo({ page, hasScripts }: Visitor): Promise<void> {
  await (hasScripts ? toAcceptance(page) : toAcceptanceWithoutScripts(page))
}
