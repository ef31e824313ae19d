// @ts-check
// Somebody else's add-on over the package `kenar`: asks for consent, and writes into the chat that it was opened from.
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import * as kenar from 'kenar'

const { PORT, DIVAR: divarUrl = '', API_KEY: apiKey = '', SECRET: oauthSecret = '', IDENTIFICATION_KEY } = process.env
const own = `http://localhost:${PORT}`
const hosts = { apiUrl: divarUrl, oauthUrl: divarUrl, chatUploadUrl: divarUrl }
const redirectUri = `${own}/api/divar/oauth/callback`
const divar = kenar.createDivarClient({ ...hosts, appSlug: 'hello', apiKey, oauthSecret, redirectUri })
/** @type {Map<string | null, { conversationId: kenar.ConversationId, askedScopes: kenar.Scope[] }>} */
const attempts = new Map()

createServer(async (request, response) => {
  const url = new URL(request.url ?? '', own)
  if (url.pathname === '/api/divar/session') {
    if (request.headers.authorization !== IDENTIFICATION_KEY) return response.writeHead(403).end()
    const apiVersion = kenar.readApiVersion(
      new Headers({ 'api-version': String(request.headers['api-version'] ?? '') }),
    )
    const incoming = kenar.parseIncoming({ apiVersion }, JSON.parse(await text(request)))
    if (incoming.kind !== 'launch' || !incoming.launch.conversationId) return response.writeHead(400).end()
    const { conversationId } = incoming.launch
    const [state, askedScopes] = [randomUUID(), [kenar.scopes.userId, kenar.conversationSend(conversationId)]]
    attempts.set(state, { conversationId, askedScopes })
    return response.end(JSON.stringify(kenar.launchAnswer(incoming.launch, `${own}/start?state=${state}`)))
  }
  const state = url.searchParams.get('state')
  const attempt = attempts.get(state)
  if (!attempt || !state) return response.writeHead(404).end()
  if (url.pathname === '/start') {
    return response.writeHead(302, { location: divar.authorizeUrl({ scopes: attempt.askedScopes, state }) }).end()
  }
  attempts.delete(state)
  const code = url.searchParams.get('code')
  if (!code) return response.writeHead(403).end('The user said no.')
  try {
    const { conversationId, askedScopes } = attempt
    const { accessToken } = await divar.exchangeCode({ code, askedScopes })
    const { userId } = await divar.getUser({ accessToken }, { timeoutMs: 5000 })
    const senderButtons = kenar.buttonGrid([
      [kenar.serverLinkButton({ caption: 'باز کردن', icon: 'LAUNCH' }, { userId })],
    ])
    const message = { text: 'Hello from another add-on', senderButtons, receiverButtons: null }
    await divar.sendConversationMessage({ accessToken, conversationId, message })
    response.writeHead(302, { location: `${divarUrl}/completion` }).end()
  } catch (error) {
    if (!kenar.isKenarError(error)) throw error
    const again = kenar.isDivarConnectionError(error) && error.certainlyNotSent
    response.writeHead(502).end(JSON.stringify({ code: error.code, operation: error.operation, again }))
  }
}).listen(PORT)
