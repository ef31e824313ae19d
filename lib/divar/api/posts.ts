import { DivarResponseError } from '../errors.ts'
import { type Fields, fieldsOf, hasField, isObject, optionalFieldsIn, readNumber, readOptionalText } from '../fields.ts'
import type { CallOptions } from '../http.ts'
import { idRules, type PostToken } from '../ids.ts'
import { type ApiConfig, getJson, nullIfNotFound } from './api-call.ts'
import { readImages, readTitle } from './post-fields.ts'

const postStates = ['PUBLISHED', 'REVIEW_REQ', 'PAYMENT_REQ', 'RETIRED'] as const

/** Divar states no unit; its own examples are amounts of tomans. `isFixed`: neither by agreement nor in exchange. */
export type PostPrice = { isFixed: boolean; value: number | null }

/** A classified ad. An empty `title` or `city` means that Divar told none; a `price` of null, that it told nothing of it. */
export type Post = {
  token: PostToken
  title: string
  city: string
  district: string | null
  category: string | null
  state: (typeof postStates)[number] | 'UNKNOWN'
  imageUrl: string | null
  price: PostPrice | null
  chatEnabled: boolean
}

/**
 * The public facts of a post, or null when there is none with this token. A missing field means its zero value, so only
 * an answer that is no object is `DivarResponseError`. Throws the other errors of Divar, too. Contract §7.3.
 */
export async function getPost(
  config: ApiConfig,
  { postToken }: { postToken: PostToken },
  options?: CallOptions,
): Promise<Post | null> {
  const path = `/v1/open-platform/finder/post/${encodeURIComponent(postToken)}`
  const body = await nullIfNotFound(getJson(config, { operation: 'get_post', path, options }))
  if (body === null) return null
  if (!isObject(body)) throw new DivarResponseError('get_post', 'not an object')
  const fields = fieldsOf(body, '')
  const data = optionalFieldsIn(fields, 'data')
  return {
    token: postToken,
    title: readTitle(data) ?? '',
    city: readOptionalText(fields, 'city', idRules.slug) ?? '',
    district: readOptionalText(fields, 'district', idRules.slug),
    category: readOptionalText(fields, 'category', idRules.slug),
    state: postStates.find((state) => state === fields.own.get('state')) ?? 'UNKNOWN',
    imageUrl: readImages(data)[0] ?? null,
    price: readPrice(optionalFieldsIn(data, 'price')),
    chatEnabled: fields.own.get('chat_enabled') === true,
  }
}

/** The one mode that the contract shows. */
const fixedMode = 'مقطوع'

function readPrice(price: Fields): PostPrice | null {
  if (!hasField(price, 'mode') && !hasField(price, 'value')) return null
  return { isFixed: price.own.get('mode') === fixedMode, value: readNumber(price, 'value') }
}
