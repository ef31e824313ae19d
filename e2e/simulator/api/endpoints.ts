import type { Reply, Request } from '../http.ts'
import type { Grant, World } from '../world.ts'
import { city, district, districtsByQuery, oauthScopes, permissionList } from './assets.ts'
import { sendToBotConversation, sendToBotUser } from './bot-messages.ts'
import { post } from './posts.ts'
import { sendMessage, sendScopes } from './send-message.ts'
import { subscribe, subscriptionScopes } from './subscriptions.ts'
import { uploadToken } from './upload.ts'
import { users } from './users.ts'

export type Context = {
  world: World
  request: Request
  params: string[]
  grant: Grant | null
  token: string
  swallow: boolean
}

/** What is asked of the caller before the call is looked at. Contract §1.2. */
export type Endpoint = {
  name: string
  method: 'GET' | 'POST'
  path: RegExp
  permission: string | null
  /** Any one of these scopes is enough; null: no bearer needed. */
  scopes: ((context: Context) => string[]) | null
  answer: (context: Context) => Reply
}

const open = { permission: null, scopes: null }

export const endpoints: Endpoint[] = [
  {
    name: 'users',
    method: 'GET',
    path: /^\/v1\/open-platform\/users$/,
    permission: 'USER_RETRIEVE',
    scopes: () => ['USER_ID', 'USER_PHONE'],
    answer: users,
  },
  {
    name: 'post',
    method: 'GET',
    path: /^\/v1\/open-platform\/finder\/post\/([^/]+)$/,
    permission: 'GET_POST',
    scopes: null,
    answer: post,
  },
  { ...open, name: 'city', method: 'GET', path: /^\/v1\/open-platform\/assets\/city$/, answer: city },
  {
    ...open,
    name: 'district',
    method: 'GET',
    path: /^\/v1\/open-platform\/assets\/district$/,
    answer: districtsByQuery,
  },
  {
    ...open,
    name: 'district',
    method: 'GET',
    path: /^\/v1\/open-platform\/assets\/district\/([^/]+)$/,
    answer: district,
  },
  { ...open, name: 'scopes', method: 'GET', path: /^\/v1\/open-platform\/assets\/oauth-scope$/, answer: oauthScopes },
  {
    ...open,
    name: 'permissions',
    method: 'GET',
    path: /^\/v1\/open-platform\/assets\/permission$/,
    answer: permissionList,
  },
  {
    name: 'send',
    method: 'POST',
    path: /^\/v2\/open-platform\/conversations\/([^/]+)\/messages$/,
    permission: 'CHAT_SEND_MESSAGE_OAUTH',
    scopes: sendScopes,
    answer: sendMessage,
  },
  {
    name: 'bot',
    method: 'POST',
    path: /^\/v1\/open-platform\/chat\/bot\/conversations\/([^/]+)\/messages$/,
    permission: 'CHAT_BOT_SEND_MESSAGE',
    scopes: null,
    answer: sendToBotConversation,
  },
  {
    name: 'bot-user',
    method: 'POST',
    path: /^\/v1\/open-platform\/chat\/bot\/users\/([^/]+)\/messages$/,
    permission: 'CHAT_BOT_SEND_MESSAGE',
    scopes: () => ['CHAT_BOT_USER_MESSAGE_SEND'],
    answer: sendToBotUser,
  },
  {
    name: 'upload',
    method: 'POST',
    path: /^\/experimental\/open-platform\/chat\/upload$/,
    permission: 'CHAT_UPLOAD_MEDIA',
    scopes: null,
    answer: uploadToken,
  },
  {
    name: 'subscribe',
    method: 'POST',
    path: /^\/v1\/open-platform\/events\/subscriptions$/,
    permission: 'EVENTS_REGISTER_SUBSCRIPTION',
    scopes: subscriptionScopes,
    answer: subscribe,
  },
]
