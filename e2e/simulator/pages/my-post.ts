import { directLink } from '../direct-link.ts'
import { webviewAt } from '../touch-points.ts'
import { type Post, type User, userOn, type World } from '../world.ts'
import { chatPath, type PostRole, pointOf, postPath, postProviderPath } from './addresses.ts'
import { type Html, html } from './html.ts'
import { icon } from './icons.ts'
import { layout } from './layout.ts'
import { avatar, postCard, serviceLink, startBotForm } from './parts.ts'
import { providerMain } from './provider.ts'

/** `user` null: nobody in particular looks, and the service opens at once. `note`: what came of a tap. */
export type PostView = {
  post: Post
  role: PostRole
  user: User | null
  open: string
  note: string | null
  returned: boolean
}

/** The owner's page of a post, or everybody else's, with the services of its touch point. Contract §2 and §3.1. */
export function postPage(world: World, { post, role, user, open, note, returned }: PostView): string {
  const opens = webviewAt(world.app.touchPoints, pointOf[role]) !== null
  const title = role === 'my-post' ? 'مدیریت آگهی' : 'آگهی'
  const service = user ? postProviderPath(role, post.token, user, open) : directLink(world, { postToken: post.token })
  return layout(
    { title, kind: 'phone', open },
    html`<div class="provider">
<header class="bar"><a class="round" href="/" target="_top" aria-label="همهٔ گفت‌وگوها">${icon('BACK')}</a><h1>${title}</h1></header>
<main>${postCard(post)}
${note ? html`<p class="returned" role="alert">${note}</p>` : null}
${returned ? html`<p class="returned" role="status">${icon('CHECK')}به دیوار برگشتید</p>` : null}
${user && role === 'my-post' ? buyers(world, post, open) : null}
<section aria-label="سرویس‌ها"><h2>سرویس‌های این آگهی</h2>
${opens ? serviceLink(world, service) : null}
${user ? startBotForm(world, user, open, pointOf[role], post.token) : null}</section>
</main></div>`,
  )
}

function buyers(world: World, post: Post, open: string): Html | null {
  const talks = [...world.conversations.values()].filter((talk) => talk.postToken === post.token)
  if (talks.length === 0) return null
  return html`<section aria-label="گفت‌وگوها"><h2>گفت‌وگوهای این آگهی</h2>
${talks.map((talk) => {
  const { name } = userOn(world, talk, 'DEMAND')
  return html`<a class="service" href="${chatPath(talk, 'SUPPLY', open)}">${avatar(name)}<div><strong>${name}</strong></div>${icon('FORWARD')}</a>`
})}</section>`
}

/** Display, Subtitle, Description, and the direct link under «شروع فرایند». */
export function postProviderPage(world: World, post: Post, role: PostRole, user: User, open: string): string {
  const back = postPath(role, post.token, user, open)
  return layout(
    { title: world.app.display, kind: 'phone', open, script: true },
    html`<div class="provider">
<header class="bar"><a class="round" href="${back}" aria-label="بازگشت به آگهی">${icon('BACK')}</a><strong>${world.app.display}</strong></header>
${providerMain(
  world,
  html`<form method="post" action="/_ui/direct" data-tap="link" data-after="${back}"><input type="hidden" name="as" value="${user.id}"><input type="hidden" name="open" value="${open}"><input type="hidden" name="role" value="${role}"><input type="hidden" name="post" value="${post.token}">`,
)}
<p class="toast" role="alert" data-toast hidden></p>
</div>`,
  )
}
