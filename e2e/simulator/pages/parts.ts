import { cities, districts } from '../data/places.ts'
import type { TouchPoint } from '../talk/say.ts'
import type { Post, User, World } from '../world.ts'
import { price } from './fa.ts'
import { type Html, html } from './html.ts'
import { icon } from './icons.ts'

/** A round picture: the app's drawing, or the first letter of a name. */
export function avatar(name: 'app' | (string & {})): Html {
  if (name === 'app') return html`<span class="avatar app" aria-hidden="true">${icon('LOCAL_SHIPPING')}</span>`
  const hue = [...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 6
  return html`<span class="avatar tone-${hue}" aria-hidden="true">${[...name][0] ?? ''}</span>`
}

export function placeName(post: Post): string {
  const city = cities.find((place) => place.slug === post.city)?.display ?? post.city
  const district = districts[post.city]?.find((place) => place.slug === post.district)?.display
  return district ? `${city}، ${district}` : city
}

export function postCard(post: Post, href?: string): Html {
  const content = html`<img src="/images/${post.art}.svg" alt="" width="56" height="56">
<div><strong>${post.title}</strong><span>${price(post.priceToman)}</span> <small>${placeName(post)}${post.state === 'RETIRED' || post.deleted ? '، حذف‌شده' : ''}</small></div>`
  return href ? html`<a class="post-card" href="${href}">${content}</a>` : html`<div class="post-card">${content}</div>`
}

/** The other action that a touch point may have: the chatbot opens and `/start …` is written. Contract §2 and §9. */
export function startBotForm(
  { app }: World,
  user: User,
  open: string,
  touchPoint: TouchPoint,
  id: string | null,
): Html {
  const name = { MY_POST: '', CHAT: '', DEMAND_POST: '', MY_DIVAR: '، از «دیوار من»', DIVAR_PRO: '، از پنل کسب‌وکار' }
  return html`<form method="post" action="/_ui/bot/start" class="start-bot"><input type="hidden" name="as" value="${user.id}"><input type="hidden" name="open" value="${open}"><input type="hidden" name="touchPoint" value="${touchPoint}">${id === null ? null : html`<input type="hidden" name="id" value="${id}">`}
<button class="start">${icon('CHATBOT')}<span>گفت‌وگو با ربات ${app.display}${name[touchPoint]}</span></button></form>`
}
