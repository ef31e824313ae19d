import { type Html, html } from './html.ts'
import { icon } from './icons.ts'

const kinds: [string, string][] = [
  ['IMAGE', 'عکس'],
  ['FILE', 'فایل'],
  ['VOICE', 'صدا'],
  ['VIDEO', 'ویدیو'],
  ['LOCATION', 'موقعیت'],
  ['CONTACT', 'مخاطب'],
]

/** The line to write in, and the six kinds that are no text. `before`: what stands at the beginning of the line. */
export function composer(action: string, hidden: Html, before: Html | null): Html {
  return html`<form class="composer" method="post" action="${action}" data-say>
${before}
${hidden}
<input name="text" aria-label="متن پیام" placeholder="پیام بنویسید" autocomplete="off" maxlength="1000" required>
<button class="round send" aria-label="فرستادن">${icon('SEND')}</button>
</form>
<details class="attach"><summary>پیوست</summary><div>${kinds.map(
    ([type, name]) =>
      html`<form method="post" action="${action}" data-tap="dynamic">${hidden}<input type="hidden" name="type" value="${type}"><button>${name}</button></form>`,
  )}</div></details>`
}
