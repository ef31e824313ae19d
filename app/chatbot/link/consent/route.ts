import { beginConsent } from '#lib/web/consent.ts'
import { chatbotPurpose } from '#lib/web/permission/consents.ts'
import { asRoute } from '#lib/web/request.ts'

export const GET = async (request: Request) =>
  await asRoute('/chatbot/link/consent', async () => await beginConsent(request, chatbotPurpose))

export const HEAD = GET
