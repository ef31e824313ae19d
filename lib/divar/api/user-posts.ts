import { DivarResponseError } from '../errors.ts'
import { type Fields, fieldsOf, isObject, optionalFieldsIn, readOptionalText } from '../fields.ts'
import type { CallOptions } from '../http.ts'
import { type AccessToken, idRules, type PostToken } from '../ids.ts'
import { type ApiConfig, getJson, nullIfNotFound } from './api-call.ts'
import { postsIn, readImages, readOwnText, readTitle } from './post-fields.ts'

/** One in the list of a user's posts, whatever its state. */
export type ListedPost = {
  token: PostToken
  title: string | null
  category: string | null
  imageUrls: string[]
  phoneHidden: boolean
}

/**
 * The posts of the user who granted the token, those that wait for payment, review or a correction among them. An entry
 * without a usable token is left out. Permission `GET_USER_POSTS`; scope `scopes.userPosts`. Throws the errors of Divar.
 * Contract §7.4, and §14, row 41.
 */
export async function getUserPosts(
  config: ApiConfig,
  { accessToken }: { accessToken: AccessToken },
  options?: CallOptions,
): Promise<ListedPost[]> {
  const operation = 'get_user_posts'
  const body = await getJson(config, { operation, path: '/v1/open-platform/finder/user-posts', accessToken, options })
  return postsIn(operation, body, readListed)
}

const readListed = (fields: Fields): Omit<ListedPost, 'token'> => ({
  title: readTitle(fields),
  category: readOptionalText(fields, 'category', idRules.slug),
  imageUrls: readImages(fields),
  phoneHidden: fields.own.get('is_phone_hidden') === true,
})

export const userPostStates = [
  'IN_PUBLISH_QUEUE',
  'PUBLISHED',
  'WAITING_FOR_EDIT',
  'WAITING_FOR_PAYMENT',
  'WAITING_FOR_REVIEW',
  'PUBLISHED_AND_EDIT_REJECTED',
  'REJECTED',
  'DELETED',
  'RETIRED',
] as const

/** A user's own post with what only they see: its state and why it was rejected. Another vocabulary than that of `Post`. */
export type UserPost = ListedPost & {
  description: string | null
  city: string | null
  district: string | null
  state: (typeof userPostStates)[number] | 'UNKNOWN'
  rejectReason: string | null
  chatEnabled: boolean
}

/**
 * One post of the user who granted the token, or null when they have none with this token. A missing field means its
 * zero value. Permission `GET_USER_POST`; scope `scopes.userPosts`. Throws the errors of Divar. Contract §7.7, and §14,
 * row 42.
 */
export async function getUserPost(
  config: ApiConfig,
  { accessToken, postToken }: { accessToken: AccessToken; postToken: PostToken },
  options?: CallOptions,
): Promise<UserPost | null> {
  const operation = 'get_user_post'
  const path = `/v1/open-platform/user-post/${encodeURIComponent(postToken)}`
  const body = await nullIfNotFound(getJson(config, { operation, path, accessToken, options }))
  if (body === null) return null
  if (!isObject(body)) throw new DivarResponseError(operation, 'not an object')
  const fields = fieldsOf(body, '')
  const general = optionalFieldsIn(fields, 'general_data')
  const state = readOptionalText(fields, 'state', { max: 64 })?.replace(/^POST_STATE_/, '')
  return {
    token: postToken,
    title: readTitle(general),
    description: readOwnText(general, 'description', 10_000),
    category: readOptionalText(general, 'category_slug', idRules.slug),
    city: readOptionalText(general, 'city', idRules.slug),
    district: readOptionalText(general, 'district', idRules.slug),
    imageUrls: readImages(general),
    state: userPostStates.find((known) => known === state) ?? 'UNKNOWN',
    rejectReason: readOwnText(fields, 'reject_reason', 2000),
    chatEnabled: general.own.get('chat_enabled') === true,
    phoneHidden: general.own.get('hide_phone') === true,
  }
}
