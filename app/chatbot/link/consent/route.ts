import { beginChatbotConsent } from '#lib/web/own-consent-routes.ts'
import { asRoute } from '#lib/web/request.ts'

export const GET = async (request: Request) =>
  await asRoute('/chatbot/link/consent', async () => await beginChatbotConsent(request))

export const HEAD = GET
