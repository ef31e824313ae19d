import { createHash } from 'node:crypto'
import { type Answer, deliver, newUuid } from '../simulator/index.ts'
import type { Company } from './company.ts'
import { signed } from './signature.ts'

export type ProofInput = { trackingCode: string; picture: Uint8Array; webhookId?: string }

/** Hands Peyk a picture of a delivered parcel; signed are the tracking code and its digest. */
export async function tellProof(company: Company, { trackingCode, picture, webhookId }: ProofInput): Promise<Answer> {
  const digest = createHash('sha256').update(picture).digest('hex')
  const form = new FormData()
  form.set('picture', new File([new Uint8Array(picture)], 'door.jpg', { type: 'image/jpeg' }))
  const stamp = Math.floor(Date.now() / 1000)
  const signature = signed(
    company.host.settings.carrierKeys,
    webhookId ?? newUuid(),
    stamp,
    `${trackingCode}.${digest}`,
  )
  return await deliver(company.host, 'carrier', {
    method: 'POST',
    url: `${company.stepsUrl}/${encodeURIComponent(trackingCode)}/proof`,
    headers: { ...signature, 'x-picture-sha256': digest },
    body: `picture ${digest}`,
    form,
  })
}
