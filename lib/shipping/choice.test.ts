import { describe, expect, it } from 'vitest'
import { parseChoice } from './choice.ts'

const available = ['city_express', 'post_pishtaz'] as const

describe('parseChoice', () => {
  it('accepts an available service and a payer', () => {
    const value = { service: 'post_pishtaz', payer: 'on_delivery' }
    expect(parseChoice(value, available)).toEqual({ ok: true, value, warnings: {} })
  })

  it.each([
    [{}, { service: 'service_required', payer: 'payer_required' }],
    [{ service: 'balloon', payer: 'buyer' }, { service: 'service_required' }],
    [{ service: 'post_vijeh', payer: 'buyer' }, { service: 'service_unavailable' }],
    [
      { service: 'post_vijeh', payer: 'toString' },
      { service: 'service_unavailable', payer: 'payer_required' },
    ],
  ])('reports the faults of %j', (form, faults) => {
    expect(parseChoice(form, available)).toEqual({ ok: false, faults })
  })
})
