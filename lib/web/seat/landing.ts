import { parseTrackingCode } from '#lib/shipping/index.ts'
import type { Landing } from '#lib/web/launch.ts'

/** A launch opens the seat's first page, a shipment, or the form that declines one. */
export const landing: Landing = {
  of(hints) {
    const code = parseTrackingCode(hints.shipment ?? '')
    if (code === null) return { path: '', page: null }
    return { path: `/shipment/${code}`, page: hints.page === 'reject' ? hints.page : null }
  },
  find(path, page) {
    if (path === '') return ''
    if (!/^\/shipment\/\w{1,16}$/.test(path)) return null
    return page === 'reject' ? `${path}/reject` : path
  },
}
