import { unstable_rethrow } from 'next/navigation'
import type { ReactNode } from 'react'
import type { PageKind } from '#lib/figures/index.ts'
import { faultScreen } from './seat-page.tsx'
import { userPage } from './user-page.tsx'

type PageProps = {
  params: Promise<Record<string, string>>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

type Given = { params: Record<string, string>; query: Record<string, string> }

/** A page that no seat stands behind, under the pattern of its route. Whatever fails is drawn from here. */
export function ownPage(page: PageKind, retryHref: string, render: (given: Given) => Promise<ReactNode>) {
  return async (props: PageProps): Promise<ReactNode> => {
    const [params, searchParams] = [await props.params, await props.searchParams]
    const entries = Object.entries(searchParams).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value])
    const query = Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Record<string, string>
    return await userPage(page, async () => {
      try {
        return await render({ params, query })
      } catch (error) {
        unstable_rethrow(error)
        return await faultScreen(error, retryHref)
      }
    })
  }
}
