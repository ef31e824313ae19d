import { DivarMalformed } from '../errors.ts'
import { fieldsOf, idRules, isObject, readOptionalText } from '../fields.ts'
import { type ApiConfig, getJson } from './api-call.ts'

/** Divar's own name for a city or a district, and what people call it. */
export type NamedSlug = { slug: string; display: string }

/** All cities of Divar. Throws the errors of Divar; a list without a single city is malformed. Contract §7.5. */
export async function getCities(config: ApiConfig): Promise<NamedSlug[]> {
  const body = await getJson(config, { what: 'cities', path: '/v1/open-platform/assets/city' })
  const cities = readList('cities', body)
  if (cities.length === 0) throw new DivarMalformed('cities', 'cities')
  return cities
}

/** The districts of a city; some have none. Throws the errors of Divar. Contract §7.5. */
export async function getDistricts(config: ApiConfig, citySlug: string): Promise<NamedSlug[]> {
  const path = `/v1/open-platform/assets/district/${encodeURIComponent(citySlug)}`
  return readList('districts', await getJson(config, { what: 'districts', path }))
}

/** A scope as Divar lists it now. `isOver`: deprecated, not to be asked for any more. */
export type ListedScope = { slug: string; isOver: boolean }

/** All scopes that there are now. Throws the errors of Divar; an empty list is malformed. Contract §6.2. */
export async function getScopes(config: ApiConfig): Promise<ListedScope[]> {
  const body = await getJson(config, { what: 'scopes', path: '/v1/open-platform/assets/oauth-scope' })
  const list = isObject(body) ? fieldsOf(body, '').own.get('scopes') : null
  const scopes = (Array.isArray(list) ? list : []).filter(isObject).flatMap((entry) => {
    const fields = fieldsOf(entry, '')
    const slug = readOptionalText(fields, 'slug', { max: 80 })
    const state = readOptionalText(fields, 'lifecycle_state', { max: 40 })
    return slug === null ? [] : [{ slug, isOver: state === 'DEPRECATED' }]
  })
  if (scopes.length === 0) throw new DivarMalformed('scopes', 'scopes')
  return scopes
}

function readList(name: 'cities' | 'districts', body: unknown): NamedSlug[] {
  if (!isObject(body)) throw new DivarMalformed(name, 'not an object')
  const list = fieldsOf(body, '').own.get(name) ?? []
  if (!Array.isArray(list)) throw new DivarMalformed(name, name)
  const entries = list.filter(isObject).flatMap((entry) => {
    const fields = fieldsOf(entry, '')
    const slug = readOptionalText(fields, 'slug', idRules.slug)
    const display = readOptionalText(fields, 'display', { max: 80 })
    return slug === null || display === null ? [] : [{ slug, display }]
  })
  return [...new Map(entries.map((entry) => [entry.slug, entry])).values()]
}
