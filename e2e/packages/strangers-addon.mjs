// Somebody else's add-on: Node alone, written from Divar's public pages. It asks to write into the chat, and writes once.
import { createServer } from 'node:http'

const { PORT, DIVAR, SLUG, API_KEY, SECRET, IDENTIFICATION_KEY } = process.env
const own = `http://localhost:${PORT}`
const redirectUri = `${own}/api/divar/oauth/callback`
const to = (response, location) => response.writeHead(302, { location }).end()

createServer(async (request, response) => {
  const url = new URL(request.url, own)
  let body = ''
  for await (const chunk of request) body += chunk
  if (url.pathname === '/api/divar/session') {
    if (request.headers.authorization !== IDENTIFICATION_KEY) return response.writeHead(403).end()
    const { conversation_id: id } = JSON.parse(body)
    return response.end(JSON.stringify({ url: `${own}/start?conversation=${id}` }))
  }
  if (url.pathname === '/start') {
    const id = url.searchParams.get('conversation')
    const query = { response_type: 'code', client_id: SLUG, redirect_uri: redirectUri, state: `talk-${id}` }
    return to(
      response,
      `${DIVAR}/oauth2/auth?${new URLSearchParams({ ...query, scope: `CONVERSATION_SEND_MESSAGE.${id}` })}`,
    )
  }
  if (url.pathname !== '/api/divar/oauth/callback') return response.writeHead(404).end()
  const form = { grant_type: 'authorization_code', code: url.searchParams.get('code') ?? '', redirect_uri: redirectUri }
  const sent = new URLSearchParams({ ...form, client_id: SLUG, client_secret: SECRET })
  const token = await (await fetch(`${DIVAR}/oauth2/token`, { method: 'POST', body: sent })).json()
  const id = url.searchParams.get('state').slice('talk-'.length)
  await fetch(`${DIVAR}/v2/open-platform/conversations/${id}/messages`, {
    method: 'POST',
    headers: {
      'x-api-key': API_KEY,
      authorization: `Bearer ${token.access_token}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ message: 'Hello from another add-on' }),
  })
  to(response, `${DIVAR}/completion`)
}).listen(PORT)
