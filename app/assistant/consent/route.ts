import { beginAssistantConsent } from '#lib/web/own-consent-routes.ts'
import { asRoute } from '#lib/web/request.ts'

export const GET = async (request: Request) =>
  await asRoute('/assistant/consent', async () => await beginAssistantConsent(request))

export const HEAD = GET
