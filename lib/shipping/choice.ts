import type { FaultCode, FormFields, Parsed } from './parsed.ts'
import { type Payer, payers } from './payer.ts'
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
