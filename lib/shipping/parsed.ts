/** What a form of Peyk may be refused for. Stable codes: `lib/fa/faults.ts` has a Persian sentence for each. */
export const faultCodes = [
  'size_required',
  'weight_required',
  'weight_invalid',
  'weight_over_size',
  'forbidden_not_accepted',
  'name_required',
  'name_too_short',
  'name_too_long',
  'name_link',
  'mobile_required',
  'mobile_invalid',
  'mobile_short',
  'mobile_long',
  'mobile_landline',
  'mobile_foreign',
  'mobile_two',
  'city_required',
  'city_unknown',
  'district_required',
  'district_unknown',
  'line_required',
  'line_too_short',
  'line_too_long',
  'line_no_words',
  'line_link',
  'postal_invalid',
  'service_required',
  'service_unavailable',
  'payer_required',
  'value_unreadable',
  'value_too_small',
  'value_too_large',
] as const

export type FaultCode = (typeof faultCodes)[number]

/** What a form is asked about once more, and then believed. */
export const warningCodes = ['postal_unusual'] as const

export type WarningCode = (typeof warningCodes)[number]

/** A parsed form: its value with what to ask about again, or a fault for each faulty field, by the field's name. */
export type Parsed<T> =
  | { ok: true; value: T; warnings: Record<string, WarningCode> }
  | { ok: false; faults: Record<string, FaultCode> }

/** A form as the browser sent it. */
export type FormFields = Readonly<Record<string, string | undefined>>
