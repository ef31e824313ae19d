import 'server-only'
import type { SeenPost } from '#lib/addon/access/index.ts'
import type { Post, PostPrice } from '#lib/divar/index.ts'
import type { DraftChoices, Place } from '#lib/shipping/index.ts'
import type { SeatContext } from '../seat/seated.ts'

type Here = Pick<SeatContext, 'app' | 'seat'>

const nothing: SeenPost = { title: null, city: null, district: null, category: null, imageUrl: null, price: null }

/**
 * What Divar says now over what it said before: a fact that is missing now stays, a district goes with its city, and a
 * picture that the seller took down goes.
 */
function mergedPost(known: SeenPost | null, post: Post): SeenPost {
  const old = known ?? nothing
  const place = post.city ? post : old
  return {
    title: post.title || old.title,
    city: place.city,
    district: place.district,
    category: post.category ?? old.category,
    imageUrl: post.title ? post.imageUrl : (post.imageUrl ?? old.imageUrl ?? null),
    price: (post.price ? fixedPrice(post.price) : old.price) ?? null,
  }
}

const fixedPrice = ({ isFixed, value }: PostPrice) => (isFixed ? value : null)

const isSame = (a: SeenPost | null, b: SeenPost) =>
  a !== null && (Object.keys(nothing) as (keyof SeenPost)[]).every((fact) => a[fact] === b[fact])

/**
 * The post of a seat: as Divar gives it now, else as the seat has it from the last read, which may have been another
 * process's. Null where nobody could read it yet. Writes nothing.
 */
export async function seenPost({ app, seat }: Here): Promise<SeenPost | null> {
  const post = await app.posts(seat.postToken)
  return post ? mergedPost(seat.seenPost, post) : seat.seenPost
}

/** The same, stored with the seat where it is news. */
export async function noteSeenPost(here: Here): Promise<SeenPost | null> {
  const { app, seat } = here
  const seen = await seenPost(here)
  if (seen && !isSame(seat.seenPost, seen)) await app.access.store.setSeenPost(seat.id, seen)
  return seen
}

/** The same, asked only where the seat does not have all of it yet. */
export const knownPost = async (here: Here): Promise<SeenPost | null> =>
  here.seat.seenPost?.imageUrl === undefined ? await noteSeenPost(here) : here.seat.seenPost

/** Where the item is, as Divar says or, where this seat never read its post, as an earlier seat's draft has it. */
export const postPlaceOf = (post: SeenPost | null, choices: DraftChoices | null): Place | null =>
  post?.city ? { city: post.city, district: post.district } : (choices?.postPlace ?? null)
