import type { TouchPoint } from '../touch-points.ts'
import type { Conversation, Side, User } from '../world.ts'

/** The two pages of a post: the owner's and everybody else's. */
export type PostRole = 'my-post' | 'post'

export const pointOf: Record<PostRole, TouchPoint> = { 'my-post': 'MY_POST', post: 'DEMAND_POST' }

const query = (as: string, open: string): string =>
  `?as=${encodeURIComponent(as)}${open === 'auto' ? '' : `&open=${open}`}`

export const chatPath = (talk: Conversation, side: Side, open: string): string =>
  `/chat/${encodeURIComponent(talk.id)}${query(side, open)}`

export const providerPath = (talk: Conversation, side: Side, open: string): string =>
  `/provider/${encodeURIComponent(talk.id)}${query(side, open)}`

export const chatbotPath = (user: User, open: string): string => `/chatbot${query(user.id, open)}`

export const postPath = (role: PostRole, token: string, user: User, open: string): string =>
  `/${role}/${encodeURIComponent(token)}${query(user.id, open)}`

/** The page before the direct link, «شروع فرایند». */
export const postProviderPath = (role: PostRole, token: string, user: User, open: string): string =>
  `/${role}/${encodeURIComponent(token)}/start${query(user.id, open)}`
