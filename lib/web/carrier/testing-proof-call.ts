import { createHash } from 'node:crypto'
import { signOrder } from '#lib/carrier/index.ts'
import { carrierKeys } from '#lib/carrier/testing.ts'
import { newId } from '#lib/kernel/ids.ts'

/** A picture in a form, with `signed` signed under a new id. */
export function proofCall(picture: Uint8Array, signed: string): Request {
  const body = new FormData()
  body.set('picture', new File([new Uint8Array(picture)], 'door.jpg', { type: 'image/jpeg' }))
  const digest = createHash('sha256').update(picture).digest('hex')
  const headers = { 'x-picture-sha256': digest, ...signOrder(carrierKeys, newId(), new Date(), signed) }
  return new Request('http://localhost:3000/api/carrier/shipments/X/proof', { method: 'POST', headers, body })
}
