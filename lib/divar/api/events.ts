import { type ButtonData, isButtonData } from '../button-data.ts'
import { InvalidInputError } from '../errors.ts'
import { type CallOptions, callForStatus } from '../http.ts'
import { type AccessToken, isPostToken, type PostToken } from '../ids.ts'
import { type ApiConfig, postOf } from './api-call.ts'

/**
 * `postToken` null: all posts of the user who granted the token. `metadata` comes back in each event. `eventType`: new
 * messages, if nothing else is said.
 */
export type Subscription = {
  accessToken: AccessToken
  postToken: PostToken | null
  metadata: ButtonData
  eventType?: 'NEW_MESSAGE_ON_POST' | 'POST_UPDATE'
}

/**
 * Has Divar tell of new messages on one post, or on all own posts, as `new_message` events, or of changes of posts as
 * `post_update`, for as long as this access token lives: subscribe again after each refresh. Permission
 * `EVENTS_REGISTER_SUBSCRIPTION`; scope `postConversationsRead` of the post or `scopes.allConversationsRead`, for changes
 * `scopes.userPosts`. May be repeated after any failure. A post token that is none never leaves, since an empty one
 * would mean all posts, nor metadata that would not come back whole: `InvalidInputError`. Throws `DivarApiError` and
 * `DivarConnectionError`, too. Contract §11.1 and §14, rows 55, 56 and 63.
 */
export async function subscribe(
  config: ApiConfig,
  { accessToken, postToken, metadata, eventType = 'NEW_MESSAGE_ON_POST' }: Subscription,
  options?: CallOptions,
): Promise<void> {
  if (postToken !== null && !isPostToken(postToken)) {
    throw new InvalidInputError('subscribe', 'a subscription names no post')
  }
  if (!isButtonData(metadata)) throw new InvalidInputError('subscribe', 'the metadata would not come back')
  const call = postOf(config, {
    operation: 'subscribe',
    path: '/v1/open-platform/events/subscriptions',
    accessToken,
    options,
    json: { event_type: eventType, event_resource_id: postToken ?? '', metadata },
  })
  await callForStatus(config, call)
}
