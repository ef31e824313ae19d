import type { IncomingMessage, ServerResponse } from 'node:http'

/** Fewer than a browser follows; enough that a load balancer which takes turns among many requests meets the other build. */
const maxTimes = 15

/**
 * A script or style that this build does not have is asked for once more by `?again=`: the load balancer takes that to
 * another process, which may be of the build that has it. A page that is drawn while one build replaces another would
 * otherwise lack its scripts. The framework answers these with a bare 404 that no rewrite comes before.
 */
export function askElsewhere(request: IncomingMessage, response: ServerResponse): void {
  const { method = 'GET', url = '/' } = request
  const [path = '', query = ''] = url.split('?')
  if (!['GET', 'HEAD'].includes(method) || !path.startsWith('/_next/static/')) return
  const times = Number(new URLSearchParams(query).get('again') ?? 0) + 1
  if (!(times <= maxTimes)) return
  const writeHead = response.writeHead.bind(response)
  Object.assign(response, {
    writeHead: (status: number, ...given: unknown[]) => {
      if (status !== 404) return Reflect.apply(writeHead, response, [status, ...given])
      response.setHeader('Location', `${path}?again=${times}`)
      response.setHeader('Cache-Control', 'no-store')
      return writeHead(307)
    },
  })
}
