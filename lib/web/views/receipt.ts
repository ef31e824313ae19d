import 'server-only'
import { formatDateTime } from '#lib/fa/date.ts'
import { quotePartLabels, serviceLabels } from '#lib/fa/labels.ts'
import { formatToman } from '#lib/fa/money.ts'
import { formatTrackingCode } from '#lib/fa/tracking-code.ts'
import { squareCodeOf } from '#lib/kernel/drawn-codes.ts'
import type { Side } from '#lib/kernel/side.ts'
import type { Services } from '#lib/services.ts'
import {
  type Payer,
  paidAt,
  type Quote,
  type Service,
  type ShipmentStep,
  type ShipmentView,
  viewShipment,
} from '#lib/shipping/index.ts'
import { type SeatVisit, shipmentHref } from '../seat/visit.ts'
import { businessOnPaper } from './business.ts'

type Paid = {
  trackingCode: string
  service: Service
  payer: Payer
  quote: Quote
  steps: readonly Pick<ShipmentStep, 'state' | 'at'>[]
}

/** The payer's receipt: what was paid, by which side, to whom and when; null while nobody has paid. */
export async function receiptView(app: Pick<Services, 'business'>, paid: Paid) {
  const at = paidAt(paid.payer, paid.steps)
  if (at === null) return null
  return {
    business: await businessOnPaper(app),
    shownCode: formatTrackingCode(paid.trackingCode),
    square: squareCodeOf(paid.trackingCode),
    facts: [
      { label: 'پرداخت‌کننده', value: paid.payer === 'seller' ? 'فروشنده' : 'خریدار' },
      { label: 'زمان', value: formatDateTime(at) },
      { label: 'روش', value: serviceLabels[paid.service] },
    ],
    parts: paid.quote.parts.map(({ code, amount }) => ({ label: quotePartLabels[code], amount: formatToman(amount) })),
    total: formatToman(paid.quote.max),
  }
}

/** Whether this side of a shipment has paid. */
export const hasPaid = ({ shipment, steps }: ShipmentView, side: Side): boolean =>
  side === (shipment.payer === 'seller' ? 'SUPPLY' : 'DEMAND') && paidAt(shipment.payer, steps) !== null

/** The receipt of who sits here; null where they have paid nothing, or it is not of this conversation. */
export async function ownReceiptView({ app, actor, base }: SeatVisit, code: string) {
  const view = await viewShipment(app.shipping, actor, code)
  if (!view || !hasPaid(view, actor.side)) return null
  const receipt = await receiptView(app, { ...view.shipment, steps: view.steps })
  return receipt && { ...receipt, backHref: shipmentHref(base, view.shipment) }
}
