import type { NextRequest } from 'next/server'
import { finishConsentCallback } from '#lib/web/consent.ts'
import { consentFor } from '#lib/web/permission/consents.ts'
import { asRoute } from '#lib/web/request.ts'
import { machineAnswer } from '#lib/web/route.ts'

type Context = { params: Promise<{ nextauth: string[] }> }

/** Of all that Auth.js would answer here, only the return from Divar is open; the rest would let a browser steer it. */
export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
  const path = (await params).nextauth.join('/')
  if (path !== 'callback/divar') return machineAnswer(404, { reason: 'not found' })
  return await asRoute('/api/auth/callback/divar', () => finishConsentCallback(request, consentFor))
}

export const HEAD = GET

export const POST = async () => machineAnswer(405, { reason: 'only GET' }, { Allow: 'GET' })
