import { html } from './html.ts'
import { layout } from './layout.ts'

/** What a user of Divar sees, and underneath what the developer needs. */
export function errorPage(title: string, reason: string): string {
  return layout(
    { title, kind: 'phone' },
    html`<main class="sheet-page centred">
<h1>${title}</h1>
<p>این صفحه را ببندید و دوباره تلاش کنید.</p>
<p class="developer"><span>برای سازندهٔ سرویس</span><bdi dir="ltr">${reason}</bdi></p>
</main>`,
  )
}
