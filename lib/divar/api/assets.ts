import { DivarResponseError } from '../errors.ts'
import { fieldsOf, isObject, readOptionalText } from '../fields.ts'
import type { CallOptions } from '../http.ts'
import { idRules } from '../ids.ts'
import type { DivarOperation } from '../operations.ts'
import { type ApiConfig, getJson } from './api-call.ts'

/** Divar's own name for a city, a district and the like, and what people call it. */
export type NamedSlug = { slug: string; display: string }

/** All cities of Divar. Throws the errors of Divar; a list without a single city is malformed. Contract §7.5. */
export async function getCities(config: ApiConfig, options?: CallOptions): Promise<NamedSlug[]> {
  return await getFilledList(config, 'get_cities', { asset: 'city', list: 'cities' }, options)
}

/** The districts of a city; some have none. Throws the errors of Divar. Contract §7.5. */
export async function getDistricts(
  config: ApiConfig,
  { citySlug }: { citySlug: string },
  options?: CallOptions,
): Promise<NamedSlug[]> {
  const asset = `district/${encodeURIComponent(citySlug)}`
  return await getList(config, 'get_districts', { asset, list: 'districts' }, options)
}

/** All categories of posts, the leaves among them that a post names. Throws as `getCities`. Contract §7.5. */
export async function getCategories(config: ApiConfig, options?: CallOptions): Promise<NamedSlug[]> {
  return await getFilledList(config, 'get_categories', { asset: 'category', list: 'categories' }, options)
}

/** The kinds of services that apps offer, `FUNC_DELIVERY` one of them. Throws as `getCities`. Contract §7.5. */
export async function getServiceTypes(config: ApiConfig, options?: CallOptions): Promise<NamedSlug[]> {
  return await getFilledList(config, 'get_service_types', { asset: 'service-type', list: 'service_types' }, options)
}

/** A scope as Divar lists it now. `isOver`: deprecated, not to be asked for any more. */
export type ListedScope = { slug: string; isOver: boolean }

/** All scopes that there are now. Throws the errors of Divar; an empty list is malformed. Contract §6.2. */
export async function getScopes(config: ApiConfig, options?: CallOptions): Promise<ListedScope[]> {
  const path = '/v1/open-platform/assets/oauth-scope'
  const body = await getJson(config, { operation: 'get_scopes', path, options })
  const list = isObject(body) ? fieldsOf(body, '').own.get('scopes') : null
  const scopes = (Array.isArray(list) ? list : []).filter(isObject).flatMap((entry) => {
    const fields = fieldsOf(entry, '')
    const slug = readOptionalText(fields, 'slug', { max: 80 })
    const state = readOptionalText(fields, 'lifecycle_state', { max: 40 })
    return slug === null ? [] : [{ slug, isOver: state === 'DEPRECATED' }]
  })
  if (scopes.length === 0) throw new DivarResponseError('get_scopes', 'scopes')
  return scopes
}

type Asset = { asset: string; list: 'cities' | 'districts' | 'categories' | 'service_types' }

async function getFilledList(
  config: ApiConfig,
  operation: DivarOperation,
  asset: Asset,
  options: CallOptions | undefined,
): Promise<NamedSlug[]> {
  const entries = await getList(config, operation, asset, options)
  if (entries.length === 0) throw new DivarResponseError(operation, asset.list)
  return entries
}

async function getList(
  config: ApiConfig,
  operation: DivarOperation,
  { asset, list: name }: Asset,
  options: CallOptions | undefined,
): Promise<NamedSlug[]> {
  const body = await getJson(config, { operation, path: `/v1/open-platform/assets/${asset}`, options })
  if (!isObject(body)) throw new DivarResponseError(operation, 'not an object')
  const list = fieldsOf(body, '').own.get(name) ?? []
  if (!Array.isArray(list)) throw new DivarResponseError(operation, name)
  const entries = list.filter(isObject).flatMap((entry) => {
    const fields = fieldsOf(entry, '')
    const slug = readOptionalText(fields, 'slug', idRules.slug)
    const display = readOptionalText(fields, 'display', { max: 80 })
    return slug === null || display === null ? [] : [{ slug, display }]
  })
  return [...new Map(entries.map((entry) => [entry.slug, entry])).values()]
}
