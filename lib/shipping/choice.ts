import type { Toman } from '#lib/kernel/toman.ts'
import type { FaultCode, FormFields, Parsed } from './parsed.ts'
import { type Payer, payers } from './payer.ts'
import type { Quote, QuoteResult } from './quote.ts'
import { type Service, services } from './service.ts'

/** How it is sent and who pays. */
export type Choice = { service: Service; payer: Payer }

/** Reads `service` and `payer`; a service that is not among those `available` for this parcel and way is a fault. */
export function parseChoice(form: FormFields, available: readonly Service[]): Parsed<Choice> {
  const faults: Record<string, FaultCode> = {}
  const service = services.find((known) => known === form.service)
  const payer = payers.find((known) => known === form.payer)
  if (!service) faults.service = 'service_required'
  else if (!available.includes(service)) faults.service = 'service_unavailable'
  if (!payer) faults.payer = 'payer_required'
  if (!service || !payer || !available.includes(service)) return { ok: false, faults }
  return { ok: true, value: { service, payer }, warnings: {} }
}

/** Prices as a page showed them, sent back with its form: each service with its lowest and highest price in tomans. */
export const shownPrices = (offers: readonly QuoteResult[]): string =>
  offers.flatMap((offer) => (offer.ok ? [`${offer.service}:${offer.min}-${offer.max}`] : [])).join(' ')

/** Whether a service costs what a page showed; of a page that showed no prices it does not. */
export function isShownPrice(shown: string | undefined, offer: Quote): boolean {
  return (shown ?? '').split(' ').includes(shownPrices([offer]))
}

/** Those that can carry it first, cheapest before dearer by what they cost at most; the rest stay in order. */
export function cheapestFirst<T extends { ok: true; max: Toman } | { ok: false }>(offers: readonly T[]): T[] {
  const cost = (offer: T) => (offer.ok ? offer.max : Number.POSITIVE_INFINITY)
  return offers.toSorted((a, b) => Number(cost(a) > cost(b)) - Number(cost(a) < cost(b)))
}
