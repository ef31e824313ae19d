import fc from 'fast-check'

const odd = ['\u200c', '\u200d', '\u200f', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069', '\0', '\n', ' ', '\ufeff']
const persian = ['ي', 'ك', 'ی', 'ـ', 'س', '\u064b', '\u0654', '۵', '٥', '5', 'A']

/**
 * Any text at all, lone surrogates included, with much of what a Persian keyboard or an attacker types. Built from code
 * points, because fast-check's own `unit` takes a second to set up.
 */
export function anyText(maxLength = 20): fc.Arbitrary<string> {
  const point = fc.nat({ max: 0x10ffff }).map((code) => String.fromCodePoint(code))
  const arabic = fc.integer({ min: 0x600, max: 0x6ff }).map((code) => String.fromCodePoint(code))
  const unit = fc.oneof(point, arabic, fc.constantFrom(...odd), fc.constantFrom(...persian))
  return fc.array(unit, { maxLength }).map((units) => units.join(''))
}
