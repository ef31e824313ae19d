import { weekdays } from '#lib/kernel/tehran.ts'
import { bundledVersion, services } from '#lib/shipping/index.ts'
import { parseBusiness, type Version } from './business.ts'

const always = Object.fromEntries(weekdays.map((day) => [day, ['00:00-24:00']]))

/** What nobody has written yet: a name that is nobody's, no phone, always and everywhere, at the sample's prices. */
export const unsetFile = {
  name: 'شرکت پیک',
  phone: null,
  support: null,
  area: { pickup: 'all', dropoff: 'all' },
  hours: always,
  closedDays: [],
  bookingWhileClosed: true,
  pause: null,
  services: Object.fromEntries(services.map((service) => [service, true])),
  liability: null,
  tariff: 'sample',
}

function unset(): Version {
  const parsed = parseBusiness(unsetFile)
  if (!parsed.ok) throw new TypeError('the business that nobody wrote is not valid')
  return { number: bundledVersion, business: parsed.business }
}

/** Version 0: stands until the first edit. */
export const unsetVersion: Version = unset()

export const isUnset = ({ number }: Version): boolean => number === bundledVersion
