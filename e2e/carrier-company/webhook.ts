import { json, parseJson, type Reply, type Request, remember } from '../simulator/index.ts'
import { applyOrder } from './book.ts'
import type { Company } from './company.ts'
import { readOrder } from './order.ts'
import { distrust } from './signature.ts'

/** Where Peyk's orders arrive. A repeat, known by its id, is counted and changes nothing. */
export function carrierWebhook(company: Company, request: Request): Reply {
  if (request.method !== 'POST') return json(405, { reason: 'POST is the way to send an order' }, { allow: 'POST' })
  const reason = distrust(company.host.settings.carrierKeys, request.headers, request.body, Date.now() / 1000)
  if (reason) return json(401, { reason })
  const { book: carrier } = company
  const webhookId = request.headers['webhook-id'] ?? ''
  const known = carrier.orders.find((order) => order.webhookId === webhookId)
  if (known) {
    known.times += 1
    return json(200, { repeated: true })
  }
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) {
    return json(415, { reason: 'the body must be application/json' })
  }
  const read = readOrder(parseJson(request.body))
  if (!read.ok) return json(400, { reason: read.reason })
  const { type, data } = read.value
  const arrivedAt = company.host.clock.now().toISOString()
  remember(carrier.orders, { webhookId, type, data, body: request.body, arrivedAt, times: 1 })
  applyOrder(carrier, type, data)
  return json(200, { repeated: false })
}
