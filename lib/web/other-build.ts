const mostTimes = 6

/**
 * `GET /_next/static/…` for a script or style that this build does not have, as `?path=`: asked for once more, the load
 * balancer takes it to another process, which may be of the build that has it. A page drawn while one replaces the other
 * would otherwise lack its scripts.
 */
export function askOtherProcess(request: Request): Response {
  const query = new URL(request.url).searchParams
  const path = query.get('path') ?? ''
  const times = Number(query.get('again') ?? 0) + 1
  const headers = { 'Cache-Control': 'no-store', 'Content-Type': 'text/plain' }
  if (!(times <= mostTimes) || path === '') return new Response('Not Found', { status: 404, headers })
  const address = `/_next/static/${path.split('/').map(encodeURIComponent).join('/')}?again=${times}`
  return new Response(null, { status: 307, headers: { ...headers, Location: address } })
}
