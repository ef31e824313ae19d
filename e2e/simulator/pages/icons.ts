import { type Html, html } from './html.ts'

/** Line drawings on a grid of 24, for our own controls and for the icons that buttons often name. */
const paths: Record<string, string> = {
  PUZZLE:
    'M9 4.5a2 2 0 1 1 4 0V6h3.5A1.5 1.5 0 0 1 18 7.5V11h1.5a2 2 0 1 1 0 4H18v3.5a1.5 1.5 0 0 1-1.5 1.5H13v-1.500a2 2 0 1 0-4 0V20H5.5A1.5 1.5 0 0 1 4 18.500V15h1.500a2 2 0 1 0 0-4H4V7.500A1.5 1.5 0 0 1 5.500 6H9z',
  SEND: 'M20 4 3 11l7 3 3 7z M20 4 10 14',
  CHATBOT: 'M5 8.5h14v10H5z M12 8.500V5 M9 13v.01 M15 13v.01 M9.500 16h5',
  BACK: 'M10 5l7 7-7 7',
  FORWARD: 'M14 5l-7 7 7 7',
  CLOSE: 'M6 6l12 12 M18 6L6 18',
  CHECK: 'M5 12.500l4.500 4.500L19 7.500',
  MORE: 'M12 5.500v.01 M12 12v.01 M12 18.500v.01',
  LOCK: 'M6 11h12v9H6z M8.500 11V8a3.500 3.500 0 0 1 7 0v3',
  LOCAL_SHIPPING:
    'M3 6.500h11v9.500H3z M14 10h3.500l3.500 3.500V16h-7z M7 19.500a1.750 1.750 0 1 0 0-3.500 1.750 1.750 0 0 0 0 3.500z M17 19.500a1.750 1.750 0 1 0 0-3.500 1.750 1.750 0 0 0 0 3.500z',
  INVENTORY: 'M4 8l8-4 8 4v8.500l-8 4-8-4z M4 8l8 4 8-4 M12 12v8.500',
  PLACE:
    'M12 21c4.500-5 6.500-8.200 6.500-11a6.500 6.500 0 0 0-13 0c0 2.800 2 6 6.500 11z M12 12.200a2.200 2.200 0 1 0 0-4.400 2.200 2.200 0 0 0 0 4.400z',
  CHECK_CIRCLE: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z M8 12.200l2.800 2.800L16 9.500',
  CANCEL: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z M9 9l6 6 M15 9l-6 6',
  INFO: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z M12 11v5.500 M12 7.500v.01',
  HELP: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z M9.500 9.500a2.500 2.500 0 1 1 3.600 2.200c-.7.400-1.100.9-1.100 1.800 M12 16.700v.01',
  EDIT: 'M5 19h3.500L19 8.500 15.500 5 5 15.500z M13.500 7l3.500 3.500',
  HISTORY: 'M4 12a8 8 0 1 0 2.500-5.800L4 8.500 M4 4.500v4h4 M12 8v4.500l3 2',
  CLOCK: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z M12 7v5.500l3.500 2',
  LAUNCH: 'M19 13.500V19H5V5h5.500 M14 5h5v5 M19 5l-8 8',
  LINK: 'M10 14a4 4 0 0 0 5.700 0l3-3A4 4 0 0 0 13 5.300l-1 1 M14 10a4 4 0 0 0-5.700 0l-3 3a4 4 0 0 0 5.700 5.700l1-1',
  PAYMENT: 'M3 6h18v12H3z M3 10h18 M6.500 14.500h4',
  SUPPORT_AGENT:
    'M5 14v-2a7 7 0 0 1 14 0v2 M5 13h2.500v5H6a1 1 0 0 1-1-1z M19 13h-2.500v5H18a1 1 0 0 0 1-1z M18 18c0 1.500-2 2.500-4.500 2.500',
}

const twins: Record<string, string> = {
  MOPED: 'LOCAL_SHIPPING',
  TRANSPORTATION: 'LOCAL_SHIPPING',
  TRANSPORT: 'LOCAL_SHIPPING',
  MAP_MARKER: 'PLACE',
  PLACE_F: 'PLACE',
  POI: 'PLACE',
  INFO_OUTLINE: 'INFO',
  HELP_OUTLINE: 'HELP',
  CLOSE_CIRCLE: 'CANCEL',
  BLOCK: 'CANCEL',
  CHECKED: 'CHECK',
  ACCESS_TIME: 'CLOCK',
  ACCESS_TIME_OUTLINE: 'CLOCK',
  TIMER: 'CLOCK',
  WALLET: 'PAYMENT',
  SUPPORT: 'SUPPORT_AGENT',
  REFRESH: 'HISTORY',
}

/** A known name that has no drawing gets none, as on an old Divar app. */
export function icon(name: string): Html | null {
  const path = paths[name] ?? paths[twins[name] ?? '']
  if (!path) return null
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="${path}" /></svg>`
}
