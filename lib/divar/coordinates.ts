import { type Fields, readNumber } from './fields.ts'

export type Coordinates = { latitude: number; longitude: number }

/** Numbers once, texts later (Contract §14, row 20); null when one is missing or out of its range. */
export function readCoordinates(fields: Fields): Coordinates | null {
  const latitude = readNumber(fields, 'latitude')
  const longitude = readNumber(fields, 'longitude')
  if (latitude === null || longitude === null || Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null
  return { latitude, longitude }
}
