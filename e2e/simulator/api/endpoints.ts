import type { Reply, Request } from '../http.ts'
import type { Grant, World } from '../world.ts'
import { category, city, district, districtsByQuery, oauthScopes, permissionList, serviceType } from './assets.ts'
import { sendToBotConversation, sendToBotUser } from './bot-messages.ts'
import { conversation, conversationScopes } from './conversation.ts'
import { post } from './posts.ts'
import { search } from './search.ts'
import { sendMessage, sendScopes } from './send-message.ts'
import { subscribe, subscriptionScopes } from './subscriptions.ts'
import { uploadToken } from './upload.ts'
import { userIdByPhone } from './user-id.ts'
import { userPost, userPosts } from './user-posts.ts'
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
  {
    name: 'search',
    method: 'POST',
    path: /^\/v2\/open-platform\/finder\/post$/,
    permission: 'SEARCH_POST',
    scopes: null,
    answer: search,
  },
  {
    name: 'user-posts',
    method: 'GET',
    path: /^\/v1\/open-platform\/finder\/user-posts$/,
    permission: 'GET_USER_POSTS',
    scopes: () => ['USER_POSTS_GET'],
    answer: userPosts,
  },
  {
    name: 'user-post',
    method: 'GET',
    path: /^\/v1\/open-platform\/user-post\/([^/]+)$/,
    permission: 'GET_USER_POST',
    scopes: () => ['USER_POSTS_GET'],
    answer: userPost,
  },
  {
    name: 'user-id',
    method: 'POST',
    path: /^\/v1\/open-platform\/get-user-id-by-phone$/,
    permission: 'GET_USER_ID_BY_PHONE',
    scopes: null,
    answer: userIdByPhone,
  },
  { ...open, name: 'category', method: 'GET', path: /^\/v1\/open-platform\/assets\/category$/, answer: category },
  {
    ...open,
    name: 'service-type',
    method: 'GET',
    path: /^\/v1\/open-platform\/assets\/service-type$/,
    answer: serviceType,
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
    name: 'conversation',
    method: 'GET',
    path: /^\/v1\/open-platform\/chat\/conversations\/([^/]+)$/,
    permission: 'CHAT_READ_CONVERSATION',
    scopes: conversationScopes,
    answer: conversation,
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
