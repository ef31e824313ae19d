import { beginConsent } from '#lib/web/consent.ts'
import { assistantPurpose, consentFor } from '#lib/web/permission/consents.ts'
import { asRoute } from '#lib/web/request.ts'

export const GET = async (request: Request) =>
  await asRoute('/assistant/consent', async () => await beginConsent(request, consentFor, assistantPurpose))

export const HEAD = GET
