import { clientNetwork } from './client-network.ts'

/**
 * Whether a request comes from our own pages: what the browser says of itself, and where an old one says nothing, the
 * origin it names. A request that says neither is refused.
 */
export function isSameSite(headers: { get(name: string): string | null }, appUrl: string): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  return headers.get('origin') === new URL(appUrl).origin
}

/** Prefetches and HEAD must not spend anything: addresses with an effect answer them with 204. */
export function isPrefetch(request: { method: string; headers: { get(name: string): string | null } }): boolean {
  const { headers } = request
  return (
    request.method === 'HEAD' ||
    headers.get('rsc') !== null ||
    headers.get('next-router-prefetch') !== null ||
    ['sec-purpose', 'purpose', 'x-moz'].some((name) => headers.get(name)?.toLowerCase().includes('prefetch'))
  )
}

/**
 * Whether somebody went to a page, and not the page itself asked for its news. A browser too old to say (Safari before
 * 16.4) counts as somebody: its page asks only when something has changed.
 */
export function isNavigation(headers: { get(name: string): string | null }): boolean {
  return (headers.get('sec-fetch-mode') ?? 'navigate') === 'navigate'
}

/** Whom a connection comes from, as the front door saw it; what a client writes there is overwritten. */
export const peerHeader = 'x-peyk-peer'

/**
 * What a client is counted by. Each trusted proxy appends the address that it saw, so the client's stands that many places
 * from the end; without proxies it is the connection's own. Where nobody vouches for one, all clients count as one.
 */
export function clientAddress(headers: { get(name: string): string | null }, trustedProxies: number): string {
  const hops = (headers.get('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim())
  const address = trustedProxies === 0 ? headers.get(peerHeader) : hops.at(-trustedProxies)
  return clientNetwork(address ?? '') ?? 'any'
}
