import type { Post, World } from '../world.ts'
import { html } from './html.ts'
import { icon } from './icons.ts'
import { layout } from './layout.ts'
import { avatar, postCard } from './parts.ts'

/** Post management with the direct link to the app. Contract §3.1. */
export function myPostPage(world: World, post: Post): string {
  const { app } = world
  return layout(
    { title: 'مدیریت آگهی', kind: 'phone' },
    html`<div class="provider">
<header class="bar"><a class="round" href="/" aria-label="همهٔ گفت‌وگوها">${icon('BACK')}</a><h1>مدیریت آگهی</h1></header>
<main>${postCard(post)}
<h2>سرویس‌های این آگهی</h2>
<a class="service" href="${app.fallbackUrl}?post_token=${encodeURIComponent(post.token)}">${avatar('app')}<div><strong>${app.display}</strong><small>${app.subtitle}</small></div>${icon('FORWARD')}</a>
</main></div>`,
  )
}
