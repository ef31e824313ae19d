import 'server-only'
import { services } from '#lib/services.ts'
import { readChatbotLink } from './chatbot-link.ts'
import { beginOwnConsent } from './consent.ts'
import { isPrefetch } from './guard.ts'
import { assistantScopes, chatbotScopes } from './own-consent.ts'
import { goTo } from './redirect.ts'
import { postOf } from './views/assistant-offer.ts'

/** `GET /assistant/consent?post=` or `?all=1`: on to Divar's consent screen. Behind a plain link. */
export async function beginAssistantConsent(request: Request): Promise<Response> {
  const postToken = postOf(Object.fromEntries(new URL(request.url).searchParams))
  if (postToken === undefined) return await problem(request, '/problem/not_found')
  const purpose = { kind: 'assistant', postToken } as const
  return await beginOwnConsent(request, { purpose, scopes: assistantScopes(postToken) })
}

/** `GET /chatbot/link/consent?from=`: the same for linking a chatbot conversation. */
export async function beginChatbotConsent(request: Request): Promise<Response> {
  const link = await readChatbotLink(await services(), new URL(request.url).searchParams.get('from') ?? '')
  if (!link) return await problem(request, '/chatbot/problem/link_expired')
  return await beginOwnConsent(request, { purpose: { kind: 'chatbot', ...link }, scopes: chatbotScopes })
}

async function problem(request: Request, path: string): Promise<Response> {
  if (isPrefetch(request)) return new Response(null, { status: 204 })
  const { settings } = await services()
  return goTo(`${settings.APP_URL}${path}`)
}
