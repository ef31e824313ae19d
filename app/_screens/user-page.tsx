import type { ReactNode } from 'react'
import { PageFigures } from '#components/figures/page-figures.tsx'
import type { PageKind } from '#lib/figures/index.ts'
import { figuresNonce } from '#lib/web/figures/pages.ts'
import { asPage } from '#lib/web/request.ts'

/** A page that users see, under the pattern of its route: measured in their browsers, where the business wants that. */
export async function userPage(page: PageKind, draw: () => Promise<ReactNode>): Promise<ReactNode> {
  return await asPage(page, async () => {
    const drawn = await draw()
    const nonce = await figuresNonce()
    if (nonce === null) return drawn
    return (
      <>
        {drawn}
        <PageFigures page={page} nonce={nonce} />
      </>
    )
  })
}
