import { type BaseErrorCode, declare, type NamesIn } from '#lib/addon/index.ts'
import { errorsOf } from '#lib/kernel/errors.ts'

export const shippingDeclaration = declare({
  errors: ['shipment_exists', 'preview_changed', 'draft_incomplete'],
  channels: { shipments: 'peyk_shipments' },
})

export const ShippingError = errorsOf<BaseErrorCode | NamesIn<typeof shippingDeclaration, 'errors'>>()
