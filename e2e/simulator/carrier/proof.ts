import { createHash } from 'node:crypto'
import { newUuid } from '../ids.ts'
import { type Answer, deliver } from '../to-app.ts'
import type { World } from '../world.ts'
import { signed } from './signature.ts'

export type ProofInput = { trackingCode: string; picture: Uint8Array; webhookId?: string }

/** Hands Peyk a picture of a delivered parcel; signed are the tracking code and its digest. */
export async function tellProof(world: World, { trackingCode, picture, webhookId }: ProofInput): Promise<Answer> {
  const digest = createHash('sha256').update(picture).digest('hex')
  const form = new FormData()
  form.set('picture', new File([new Uint8Array(picture)], 'door.jpg', { type: 'image/jpeg' }))
  const stamp = Math.floor(Date.now() / 1000)
  const signature = signed(world.settings.carrierKeys, webhookId ?? newUuid(), stamp, `${trackingCode}.${digest}`)
  return await deliver(world, 'carrier', {
    method: 'POST',
    url: `${world.app.carrierUrl}/${encodeURIComponent(trackingCode)}/proof`,
    headers: { ...signature, 'x-picture-sha256': digest },
    body: `picture ${digest}`,
    form,
  })
}
