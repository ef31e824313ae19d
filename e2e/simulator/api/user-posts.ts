import { json, type Reply, rpcError } from '../http.ts'
import type { Post } from '../world.ts'
import type { Context } from './endpoints.ts'
import { imagesOf, priceOf } from './posts.ts'

/** Contract §7.4: published, or waiting for review or payment. */
export function userPosts(context: Context): Reply {
  const { world, grant } = context
  const own = [...world.posts.values()].filter(
    (post) => post.ownerId === grant?.userId && !post.deleted && post.state !== 'RETIRED',
  )
  return json(200, {
    posts: own.map((post) => ({
      token: post.token,
      title: post.title,
      images: imagesOf(world, post),
      category: post.category,
    })),
  })
}

/** The words of this call for a state. Contract §14, row 42. */
const states: Record<Post['state'], string> = {
  PUBLISHED: 'POST_STATE_PUBLISHED',
  REVIEW_REQ: 'POST_STATE_WAITING_FOR_REVIEW',
  PAYMENT_REQ: 'POST_STATE_WAITING_FOR_PAYMENT',
  RETIRED: 'POST_STATE_RETIRED',
}

/** One post of the user's own, in any state. Contract §7.7. */
export function userPost({ world, grant, params }: Context): Reply {
  const post = world.posts.get(params[0] ?? '')
  if (!post) return rpcError(5, 'post not found')
  if (post.ownerId !== grant?.userId) return rpcError(7, 'the post is not the user’s')
  return json(200, {
    state: post.deleted ? 'POST_STATE_DELETED' : states[post.state],
    general_data: {
      category_slug: post.category,
      title: post.title,
      description: post.description,
      images: imagesOf(world, post),
      city: post.city,
      ...(post.district ? { district: post.district } : {}),
      location_type: 'LOCATION_TYPE_EMPTY',
      hide_phone: false,
      chat_enabled: post.chatEnabled,
    },
    category_data: { price: priceOf(post) },
  })
}
