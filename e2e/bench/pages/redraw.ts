import { computeCacheBustingSearchParam } from 'next/dist/shared/lib/router/utils/cache-busting-search-param.js'

/** What is asked, and with which headers. */
export type Redraw = { url: string; headers: Record<string, string> }

const node = (segment: unknown, children: unknown) => [segment, { children }, null, null, 0]

/** An open page's own request to be drawn again, as Next's router makes it: one that says less is led to it, by a request more. */
export async function redrawOf(pageUrl: string): Promise<Redraw> {
  const [, , seat, , code] = new URL(pageUrl).pathname.split('/')
  const page = node(['code', code, 'd', null], ['__PAGE__', {}, null, null, 0])
  const tree = node('s', node(['seat', seat, 'd', null], node('shipment', page)))
  const state = encodeURIComponent(JSON.stringify(['', { children: tree }, null, 'refetch', 16]))
  const mark = await computeCacheBustingSearchParam(undefined, undefined, state, undefined)
  return {
    url: `${pageUrl}?_rsc=${mark}`,
    // By a script, which keeps nobody signed in.
    headers: { rsc: '1', 'next-router-state-tree': state, 'sec-fetch-mode': 'cors' },
  }
}
