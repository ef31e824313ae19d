import { describe, expect, it } from 'vitest'
import { roles } from '#lib/staff/index.ts'
import { landing, wantedHref } from './enter.ts'

describe('where somebody lands who signs in', () => {
  it.each(roles)('is where a %s works, whichever beginning they wanted', (role) => {
    const home = role === 'courier' ? '/courier' : '/desk'
    for (const wanted of [
      undefined,
      '/desk',
      '/courier',
      '//evil.example',
      'https://evil.example/desk',
      '/desk/../s/x',
    ]) {
      expect(landing(role, wanted)).toBe(home)
    }
    expect(landing(role, '/desk/security')).toBe('/desk/security')
  })

  it.each(['/deskx', '/courier/../desk', '/s/seat', '/desk?x=1', '\\desk'])('is no other page: %s', (next) => {
    expect(wantedHref(next)).toBe('/desk')
  })
})
