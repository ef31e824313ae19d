import 'server-only'
import { isShipped } from '#lib/assistant/index.ts'
import { notShippedText } from '#lib/fa/assistant-texts.ts'
import { services } from '#lib/services.ts'
import { currentSession } from '#lib/web/session.ts'
import { assistantQuery, postOf } from '../permission/consents.ts'

/** What the permission screen shows, or where this browser's own assistant is. */
export async function assistantOffer(query: Record<string, string>) {
  const postToken = postOf(query)
  if (postToken === undefined) return { kind: 'no_post' } as const
  const app = await services()
  const signedIn = await currentSession()
  if (signedIn) {
    const own = await app.assistant.store.ofUsers(await app.access.store.sessionUsers(signedIn.session.id))
    const found = own.find((one) => one.postToken === postToken && one.state !== 'ended')
    if (found) return { kind: 'there', id: found.id } as const
  }
  const post = await app.hintedPosts(postToken)
  return {
    kind: 'offer',
    props: {
      postTitle: postToken === null ? null : post?.title || postToken,
      grantHref: `/assistant/consent${assistantQuery(postToken)}`,
      allHref: postToken === null ? null : '/assistant?all=1',
      notShipped: isShipped(post?.category ?? null) ? null : notShippedText.before,
    },
  } as const
}
