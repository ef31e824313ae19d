import type { Version } from '#lib/business/index.ts'
import { type Check, good, skipped } from '#lib/checks/index.ts'

/** Whether people's browsers say how fast pages came, and where that is looked at. Neither is a fault. */
export function checkFigures(version: Version | null): Check {
  if (version === null) return skipped('figures', 'Whether pages are measured was not looked at: see the business.')
  if (version.business.measurePages) {
    const sentence = "People's browsers say how fast pages came, in counts alone: managers see them at /desk/figures."
    return good('figures', sentence)
  }
  const sentence =
    'No browser says how fast pages came: "measurePages": true in the business switches that on; what is counted without it is at /desk/figures.'
  return good('figures', sentence)
}
