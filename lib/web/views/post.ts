import 'server-only'
import type { SeenPost } from '#lib/addon/access/index.ts'
import type { Place } from '#lib/shipping/index.ts'
import { imageFrom } from '#lib/web/post-image.ts'
import { knownPost } from '../booking/seen-post.ts'
import type { SeatContext } from '../seat/seated.ts'
import { placeText } from './display.ts'

/** The post as a card shows it; null while nobody could read its title. */
export async function postSummary(app: SeatContext['app'], post: SeenPost | null, place: Place | null) {
  if (!post?.title) return null
  return {
    title: post.title,
    city: await placeText(app.places, place),
    imageUrl: imageFrom(app.settings.DIVAR_IMAGE_ORIGINS, post.imageUrl),
  }
}

/** The same in a line of a later page, without its place. */
export const postLine = async (here: Pick<SeatContext, 'app' | 'seat'>) =>
  await postSummary(here.app, await knownPost(here), null)
