import { categories, serviceTypes } from '../data/categories.ts'
import { cities, districts } from '../data/places.ts'
import { json, type Reply } from '../http.ts'
import { permissions } from '../permissions.ts'
import { scopeKinds } from '../scopes.ts'
import type { Context } from './endpoints.ts'

/** Contract §7.5. */
export const city = (): Reply => json(200, { cities })

export const category = (): Reply => json(200, { categories })

export const serviceType = (): Reply => json(200, { service_types: serviceTypes })

export const district = ({ params }: Context): Reply => json(200, { districts: districtsOf(params[0] ?? '') })

export function districtsByQuery({ request }: Context): Reply {
  const slug = request.query.get('city_slug')
  return json(200, { districts: slug === null ? Object.values(districts).flat() : districtsOf(slug) })
}

const districtsOf = (slug: string) => (Object.hasOwn(districts, slug) ? districts[slug] : [])

/** Contract §6.2, last paragraph. The slugs are names of an enum, so upper case throughout. Contract §14, row 28. */
export const oauthScopes = (): Reply =>
  json(200, {
    scopes: scopeKinds.map(({ slug, display, experimental }) => ({
      slug: slug.toUpperCase(),
      display,
      description: display,
      lifecycle_state: experimental ? 'EXPERIMENTAL' : 'ACTIVE',
    })),
  })

export const permissionList = (): Reply =>
  json(200, {
    permissions: permissions.map(({ slug, display }) => ({
      slug,
      display,
      description: display,
      lifecycle_state: 'ACTIVE',
    })),
  })
