import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { neededScopes } from './panel.ts'
import { soundEnvironment } from './testing.ts'

export type Answer = { status?: number; body?: unknown; headers?: Record<string, string> }

export type FakeDivar = {
  address: string
  /** What was asked since the last reset, `METHOD path`. */
  asked: { call: string; query: URLSearchParams; key: string | undefined; bearer: string | undefined; body: string }[]
  /** Other answers than those of a Divar where all is well, by the end of the path. */
  answer(answers: Record<string, Answer>): void
  close(): Promise<void>
}

export const neededScopeList = neededScopes.map(({ scope }) => ({
  slug: scope.toUpperCase(),
  lifecycle_state: 'ACTIVE',
}))

const noToken = { status: 401, body: { code: 16, message: 'the access token is not valid' } }
const notFound = { status: 404, body: { code: 5, message: 'not found' } }

const well: Record<string, Answer> = {
  '/assets/city': { body: { cities: [{ slug: 'tehran', display: 'تهران' }] } },
  '/assets/oauth-scope': { body: { scopes: neededScopeList } },
  '/finder/post/peyk-doctor': notFound,
  '/open-platform/users': noToken,
  '/v2/open-platform/conversations/peyk-doctor/messages': noToken,
  '/events/subscriptions': noToken,
  '/bot/conversations/peyk-doctor/messages': notFound,
  '/bot/users/peyk-doctor/messages': noToken,
  '/chat/upload': { body: { token: 'upload' } },
  '/oauth2/auth': { status: 302, headers: { location: 'https://divar.ir/login?login_challenge=1' } },
  '/oauth2/token': { status: 400, body: { error: 'invalid_grant' } },
}

/** Peyk's own address, as far as the doctor asks it. */
function ownAnswer(authorization: string | undefined): Answer {
  if (authorization !== soundEnvironment.DIVAR_IDENTIFICATION_KEYS) return { status: 401, body: { reason: 'no key' } }
  return { status: 400, body: { reason: 'type is missing' } }
}

/** A Divar, and the app's public address, on this machine: all is well until it is told otherwise. */
export async function startFakeDivar(): Promise<FakeDivar> {
  let own: Record<string, Answer> = {}
  const asked: FakeDivar['asked'] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const [path = '', query = ''] = request.url?.split('?') ?? []
      const { authorization } = request.headers
      asked.push({
        call: `${request.method} ${path}`,
        query: new URLSearchParams(query),
        key: request.headers['x-api-key']?.toString(),
        bearer: authorization,
        body: Buffer.concat(chunks).toString(),
      })
      const byEnd = (answers: Record<string, Answer>) =>
        Object.entries(answers).find(([end]) => path.endsWith(end))?.[1]
      const usual = path === '/api/divar/events' ? ownAnswer(authorization) : byEnd(well)
      const { status = 200, body, headers = {} } = byEnd(own) ?? usual ?? { status: 404 }
      const isText = typeof body === 'string'
      response.writeHead(status, { 'content-type': isText ? 'text/html' : 'application/json', ...headers })
      response.end(isText ? body : body === undefined ? '' : JSON.stringify(body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    answer(answers) {
      own = answers
      asked.length = 0
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
