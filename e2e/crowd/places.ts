import { cities, districts } from '../simulator/index.ts'
import type { AddressData } from '../support/journey.ts'

export type Place = Pick<AddressData, 'city' | 'district'>

/** Of what the demo's business collects and delivers. */
const far = ['tehran', 'mashhad', 'isfahan', 'shiraz', 'yazd', 'rasht', 'kerman'] as const

/** A place in a city, by a number; a city without districts has none. */
export function placeIn(city: string, number: number): Place {
  const own = districts[city] ?? []
  return { city: nameOf(city), district: own[number % own.length]?.display ?? null }
}

/** Another city than this one, by a number. */
export function cityFarFrom(city: string, number: number): string {
  const others = far.filter((one) => one !== city)
  return others[number % others.length] ?? city
}

const nameOf = (city: string) => cities.find(({ slug }) => slug === city)?.display ?? city
