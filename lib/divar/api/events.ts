import { type ButtonData, isButtonData } from '../button-data.ts'
import { InvalidInputError } from '../errors.ts'
import { idRules } from '../fields.ts'
import { callForStatus } from '../http.ts'
import { type ApiConfig, postOf } from './api-call.ts'

/** `postToken` null: all posts of whoever granted the token. `metadata` comes back in each event. */
export type Subscription = { postToken: string | null; metadata: ButtonData }

/**
 * Has Divar tell of new messages on one post, or on all own posts, as `new_message` events, for as long as this access
 * token lives: subscribe again after each refresh. The token needs `postConversationsRead` of the post, or
 * `allConversationsRead`. May be repeated after any failure. A post token that is none never leaves, since an empty one
 * would mean all posts, nor metadata that would not come back whole: `invalid_input`. Throws `DivarApiError` and
 * `DivarConnectionError`, too. Contract §11.1 and §14, rows 55, 56 and 63.
 */
export async function subscribe(
  config: ApiConfig,
  accessToken: string,
  { postToken, metadata }: Subscription,
): Promise<void> {
  if (postToken !== null && !idRules.postToken.pattern.test(postToken)) {
    throw new InvalidInputError('subscribe', 'a subscription names no post')
  }
  if (!isButtonData(metadata)) throw new InvalidInputError('subscribe', 'the metadata would not come back')
  const call = postOf(config, {
    operation: 'subscribe',
    path: '/v1/open-platform/events/subscriptions',
    bearer: accessToken,
    json: { event_type: 'NEW_MESSAGE_ON_POST', event_resource_id: postToken ?? '', metadata },
  })
  await callForStatus(config, call)
}
