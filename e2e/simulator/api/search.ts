import { isObject, json, type Reply, rpcError } from '../http.ts'
import type { Context } from './endpoints.ts'
import { lastModifiedAt } from './posts.ts'
import { readBody } from './read-body.ts'

const fields = ['category', 'city', 'districts', 'query']
const queryFields = [
  ...['brand_model', 'credit', 'only_with_parking', 'production_year'],
  ...['rent', 'rooms', 'size', 'usage'],
]

/** Search in published posts. An app has 100 calls in all, in production too. Contract §7.8 and §12. */
export function search({ world, request }: Context): Reply {
  const read = readBody(request)
  if (!read.ok) return read.reply
  const { category, city, districts, query } = read.body
  const strange = Object.keys(read.body).find((key) => !fields.includes(key))
  if (strange) return rpcError(3, `unknown field "${strange}"`)
  for (const [name, value] of Object.entries({ category: category ?? '', city: city ?? '' })) {
    if (typeof value !== 'string') return rpcError(3, `${name} must be a string`)
  }
  const places: unknown = districts ?? []
  if (!Array.isArray(places) || places.some((place) => typeof place !== 'string')) {
    return rpcError(3, 'districts must be a list of strings')
  }
  const more: unknown = query ?? {}
  if (!isObject(more)) return rpcError(3, 'query must be an object')
  const unknown = Object.keys(more).find((key) => !queryFields.includes(key))
  if (unknown) return rpcError(3, `query has the unknown field "${unknown}"`)

  world.searches += 1
  const { searchQuota } = world.settings
  if (searchQuota !== null && world.searches > searchQuota) return rpcError(8, 'search quota exceeded')
  const found = [...world.posts.values()].filter(
    (post) =>
      post.state === 'PUBLISHED' &&
      !post.deleted &&
      (!category || post.category === category) &&
      (!city || post.city === city) &&
      (places.length === 0 || places.includes(post.district)) &&
      // Flats, jobs and cars have such fields; no post of a scenario is one.
      Object.values(more).every(isZero),
  )
  return json(200, {
    posts: found.map((post) => ({
      token: post.token,
      title: post.title,
      category: post.category,
      city: post.city,
      last_modified_at: lastModifiedAt,
      // A 64-bit number is a string here, unlike in the post itself.
      price: post.priceToman === null ? { mode: 'توافقی' } : { mode: 'مقطوع', value: String(post.priceToman) },
    })),
  })
}

/** Absent by the rules of protobuf. */
const isZero = (value: unknown): boolean =>
  value === null ||
  value === false ||
  (Array.isArray(value) && value.length === 0) ||
  (isObject(value) && Object.values(value).every((part) => part === null || Number(part) === 0))
