import { html } from './html.ts'
import { icon } from './icons.ts'
import { layout } from './layout.ts'

/** Seen where the way back is not known, and in a pop-up that did not close by itself. */
export function completionPage(backTo: string, isPopup: boolean): string {
  return layout(
    { title: 'به دیوار برگشتید', kind: 'phone', script: true },
    html`<main class="sheet-page centred"${isPopup ? html` data-close` : null}>
<p class="done">${icon('CHECK_CIRCLE')}</p>
<h1>به دیوار برگشتید</h1>
<p>${isPopup ? 'می‌توانید این پنجره را ببندید.' : 'کارتان در این سرویس تمام شد.'}</p>
<a class="primary" href="${backTo}">بازگشت به چت</a>
</main>`,
  )
}

export function openingPage(display: string): string {
  return layout(
    { title: display, kind: 'phone' },
    html`<main class="sheet-page centred"><p class="spinner" role="status"><span>در حال باز کردن ${display}</span></p></main>`,
  )
}
