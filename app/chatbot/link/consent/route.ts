import { beginConsent } from '#lib/web/consent.ts'
import { chatbotPurpose, consentFor } from '#lib/web/permission/consents.ts'
import { asRoute } from '#lib/web/request.ts'

export const GET = async (request: Request) =>
  await asRoute('/chatbot/link/consent', async () => await beginConsent(request, consentFor, chatbotPurpose))

export const HEAD = GET
