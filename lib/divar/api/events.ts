import { type ButtonData, isButtonData } from '../button-data.ts'
import { InvalidInputError } from '../errors.ts'
import { type CallOptions, callForStatus } from '../http.ts'
import { type AccessToken, isPostToken, type PostToken } from '../ids.ts'
import { type ApiConfig, postOf } from './api-call.ts'

/** `postToken` null: all posts of the user who granted the token. `metadata` comes back in each event. */
export type Subscription = { accessToken: AccessToken; postToken: PostToken | null; metadata: ButtonData }

/**
 * Has Divar tell of new messages on one post, or on all own posts, as `new_message` events, for as long as this access
 * token lives: subscribe again after each refresh. The token needs `postConversationsRead` of the post, or
 * `allConversationsRead`. May be repeated after any failure. A post token that is none never leaves, since an empty one
 * would mean all posts, nor metadata that would not come back whole: `InvalidInputError`. Throws `DivarApiError` and
 * `DivarConnectionError`, too. Contract §11.1 and §14, rows 55, 56 and 63.
 */
export async function subscribe(
  config: ApiConfig,
  { accessToken, postToken, metadata }: Subscription,
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
    json: { event_type: 'NEW_MESSAGE_ON_POST', event_resource_id: postToken ?? '', metadata },
  })
  await callForStatus(config, call)
}
