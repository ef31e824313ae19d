import { DivarResponseError } from '../errors.ts'
import { fieldsOf, isObject, optionalFieldsIn, readOptionalText } from '../fields.ts'
import type { CallOptions } from '../http.ts'
import { idRules, type PostToken } from '../ids.ts'
import { type ApiConfig, getJson, nullIfNotFound } from './api-call.ts'
import { readImages, readTitle } from './post-fields.ts'

const postStates = ['PUBLISHED', 'REVIEW_REQ', 'PAYMENT_REQ', 'RETIRED'] as const

/** A classified ad. An empty `title` or `city` means that Divar told none. Its price is left out: Divar states no unit. */
export type Post = {
  token: PostToken
  title: string
  city: string
  district: string | null
  category: string | null
  state: (typeof postStates)[number] | 'UNKNOWN'
  imageUrl: string | null
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
    chatEnabled: fields.own.get('chat_enabled') === true,
  }
}
