import { type Fault, readLogo } from '#lib/business/index.ts'
import { weekdays } from '#lib/kernel/tehran.ts'
import { plainLine, typedCount, typedDay, typedTime } from '#lib/kernel/typed.ts'
import { type NamedSlug, services } from '#lib/shipping/index.ts'
import { slugOfCity } from './city-name.ts'

type Fields = Readonly<Record<string, string>>
type Data = Record<string, unknown>

const isData = (value: unknown): value is Data => typeof value === 'object' && value !== null && !Array.isArray(value)
const partOf = (data: unknown, name: string): unknown => (isData(data) ? data[name] : undefined)
const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(textOf) : [])
const ticked = (value: unknown): string => (value === true ? '1' : '')

/** The business as it was written, as the fields of its form. Prices have no field: they stay as they are. */
export function fieldsOf(data: Data, cities: readonly NamedSlug[]): Record<string, string> {
  const { pause, area, hours, pickup } = data
  const nameOf = (slug: string) => cities.find((one) => one.slug === slug)?.display ?? slug
  const citiesOf = (value: unknown) => (value === 'all' ? '' : listOf(value).map(nameOf).join('، '))
  return {
    name: textOf(data.name),
    phone: textOf(data.phone),
    support: textOf(data.support),
    logo: readLogo(textOf(data.logo))?.id ?? '',
    area_pickup: citiesOf(partOf(area, 'pickup')),
    area_dropoff: citiesOf(partOf(area, 'dropoff')),
    ...Object.fromEntries(weekdays.map((day) => [`hours_${day}`, listOf(partOf(hours, day)).join('، ')])),
    closed_days: listOf(data.closedDays).join('، '),
    booking_while_closed: ticked(data.bookingWhileClosed),
    pause_reason: textOf(partOf(pause, 'reason')),
    pause_until: textOf(partOf(pause, 'until')),
    pause_booking: ticked(partOf(pause, 'booking')),
    ...Object.assign({}, ...services.map((service) => serviceFields(service, data.services, partOf(pickup, service)))),
    handover_code: ticked(data.handoverCode === 'required'),
    liability: textOf(data.liability),
    maximum_liability: textOf(data.maximumLiability),
    ...processorFields(data.processors),
    measure_pages: ticked(data.measurePages),
  }
}

/** A company a line: its name, what it receives, why. */
const processorParts = ['name', 'receives', 'why'] as const

const processorFields = (processors: unknown): Record<string, string> => ({
  processors: (Array.isArray(processors) ? processors : [])
    .map((one) => processorParts.map((part) => textOf(partOf(one, part))).join(' | '))
    .join('\n'),
  no_processors: ticked(Array.isArray(processors) && processors.length === 0),
})

/** Without a company and without the word that there is none, nothing is said. */
function processorsIn(text: string, isNone: boolean): Data[] | null {
  const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== '')
  if (lines.length === 0) return isNone ? [] : null
  return lines.map((line) => {
    const [name = '', receives = '', ...why] = line.split('|').map((part) => part.trim())
    return { name, receives, why: why.join('، ') }
  })
}

function serviceFields(service: string, on: unknown, rule: unknown): Record<string, string> {
  const promise = partOf(rule, 'promise')
  return {
    [`on_${service}`]: ticked(partOf(on, service)),
    [`windows_${service}`]: listOf(partOf(rule, 'windows')).join('، '),
    [`cutoff_${service}`]: textOf(partOf(rule, 'cutOffMinutes')),
    [`open_hours_${service}`]: textOf(partOf(promise, 'openHours')),
    [`working_days_${service}`]: textOf(partOf(promise, 'workingDays')),
    [`by_${service}`]: textOf(partOf(promise, 'by')),
  }
}

/**
 * What a form says of the business, over the version it was made of: what the form does not know stays. Cities are taken by
 * their Persian names or as Divar's addresses have them; a field that is empty says that there is nothing to say.
 */
export function dataOf(fields: Fields, base: Data, cities: readonly NamedSlug[]): Data {
  const field = (name: string) => (fields[name] ?? '').trim()
  const orNull = (name: string) => field(name) || null
  const isOn = (name: string) => field(name) === '1'
  const slugOf = (name: string) => slugOfCity(cities, name) ?? name
  const area = (name: string) => (field(name) === '' ? 'all' : pieces(field(name)).map(slugOf))
  const pickup = services.flatMap((service) => {
    const rule = ruleOf(field, service)
    return rule === null ? [] : [[service, rule] as const]
  })
  return {
    ...base,
    name: field('name'),
    phone: orNull('phone'),
    support: orNull('support'),
    area: { pickup: area('area_pickup'), dropoff: area('area_dropoff') },
    hours: Object.fromEntries(weekdays.map((day) => [day, spans(field(`hours_${day}`))])),
    closedDays: pieces(field('closed_days')).map((day) => typedDay(day) ?? day),
    bookingWhileClosed: isOn('booking_while_closed'),
    pause:
      field('pause_reason') === '' && field('pause_until') === ''
        ? null
        : {
            reason: field('pause_reason'),
            until: momentOf(field('pause_until')) || null,
            booking: isOn('pause_booking'),
          },
    services: Object.fromEntries(services.map((service) => [service, isOn(`on_${service}`)])),
    pickup: Object.fromEntries(pickup),
    handoverCode: isOn('handover_code') ? 'required' : 'optional',
    liability: orNull('liability'),
    maximumLiability: field('maximum_liability') === '' ? null : numberOf(field('maximum_liability')),
    processors: processorsIn(field('processors'), isOn('no_processors')),
    measurePages: isOn('measure_pages'),
  }
}

function ruleOf(field: (name: string) => string, service: string): Data | null {
  const [hours, days, by] = [field(`open_hours_${service}`), field(`working_days_${service}`), field(`by_${service}`)]
  const windows = spans(field(`windows_${service}`))
  const cutOff = field(`cutoff_${service}`)
  if (windows.length === 0 && [cutOff, hours, days, by].every((text) => text === '')) return null
  // Both ways at once are none.
  const inHours = hours === '' ? {} : { openHours: numberOf(hours) }
  const inDays = days === '' && by === '' ? {} : { workingDays: numberOf(days), by: typedTime(by) ?? by }
  return { windows, cutOffMinutes: numberOf(cutOff || '0'), promise: { ...inHours, ...inDays } }
}

/** Between commas of both scripts and lines. */
const pieces = (text: string): string[] =>
  text
    .split(/[،,;؛\n\r]+/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')

/** `9-21`, `۹:۰۰ تا ۲۱:۰۰` and `09:00-21:00` are one span. */
const spans = (text: string): string[] =>
  pieces(text).map((piece) => {
    const [from, to, ...more] = plainLine(piece).split(/-|تا/).map(typedTime)
    return from && to && more.length === 0 ? `${from}-${to}` : piece
  })

/** `1405-12-01 09:00` of «۱۴۰۵/۱۲/۱ ۹:۰۰». */
function momentOf(text: string): string {
  const [, day = '', time = ''] = /^(.+) (\S+)$/.exec(plainLine(text)) ?? []
  const [date, hour] = [typedDay(day), typedTime(time)]
  return date && hour ? `${date} ${hour}` : text
}

/** What is no number stays as it is, for the check to say so. */
const numberOf = (text: string): number | string => typedCount(text) ?? text

const single: Record<string, string> = {
  name: 'name',
  phone: 'phone',
  support: 'support',
  'area.pickup': 'area_pickup',
  'area.dropoff': 'area_dropoff',
  closedDays: 'closed_days',
  'pause.reason': 'pause_reason',
  'pause.until': 'pause_until',
  liability: 'liability',
  maximumLiability: 'maximum_liability',
  processors: 'processors',
}

const perService: Record<string, string> = { windows: 'windows', cutOffMinutes: 'cutoff', promise: 'open_hours' }

/** The field of the form that a fault belongs to; null: it belongs to none, such as one of the prices. */
export function fieldOfFault({ path }: Fault): string | null {
  const plain = path.replace(/\[\d+\]/g, '')
  const [first = '', second = '', third = ''] = plain.split('.')
  if (first === 'hours' && second !== '') return `hours_${second}`
  if (first === 'services') return `on_${second || services[0]}`
  if (first === 'pickup' && second !== '') return `${perService[third] ?? 'windows'}_${second}`
  return single[plain] ?? single[first] ?? null
}
