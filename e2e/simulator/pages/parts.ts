import { cities, districts } from '../data/places.ts'
import { actionsAt, type TouchPoint, webviewAt } from '../touch-points.ts'
import type { Post, User, World } from '../world.ts'
import { price } from './fa.ts'
import { type Html, html } from './html.ts'
import { icon } from './icons.ts'

/** The app's round picture. */
export const appAvatar = ({ app }: World): Html => {
  const picture = icon(app.icon) ?? icon('PUZZLE')
  return app.color === null
    ? html`<span class="avatar app" aria-hidden="true">${picture}</span>`
    : html`<span class="avatar app" style="color:#fff;background:${app.color}" aria-hidden="true">${picture}</span>`
}

/** A person's round picture: the first letter of the name. */
export function avatar(name: string): Html {
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

const fromWhere = {
  MY_POST: '',
  CHAT: '',
  DEMAND_POST: '',
  MY_DIVAR: '، از «دیوار من»',
  DIVAR_PRO: '، از پنل کسب‌وکار',
}

/** The chatbot opens and `/start …` is written; null where the touch point has no such action. Contract §2 and §9. */
export function startBotForm(
  { app }: World,
  user: User,
  open: string,
  touchPoint: TouchPoint,
  id: string | null,
): Html | null {
  if (!actionsAt(app.touchPoints, touchPoint).includes('START_CHAT_BOT')) return null
  return html`<form method="post" action="/_ui/bot/start" class="start-bot"><input type="hidden" name="as" value="${user.id}"><input type="hidden" name="open" value="${open}"><input type="hidden" name="touchPoint" value="${touchPoint}">${id === null ? null : html`<input type="hidden" name="id" value="${id}">`}
<button class="start">${icon('CHATBOT')}<span>گفت‌وگو با ربات ${app.display}${fromWhere[touchPoint]}</span></button></form>`
}

/** The ways to the systems that plug-ins play. */
export const pluginLinks = ({ plugins }: World, name: string): Html[] =>
  plugins.flatMap(({ link }) => (link ? [html`<a class="${name}" href="${link.href}">${link.label}</a>`] : []))

/** The add-on in a list of services. */
export const serviceLink = (world: World, href: string): Html =>
  html`<a class="service" href="${href}">${appAvatar(world)}<div><strong>${world.app.display}</strong><small>${world.app.subtitle}</small></div>${icon('FORWARD')}</a>`

/** The web page of a touch point without a post; null where it has none. */
export function openForm({ app }: World, user: User, touchPoint: 'MY_DIVAR' | 'DIVAR_PRO'): Html | null {
  if (webviewAt(app.touchPoints, touchPoint) === null) return null
  return html`<form method="post" action="/_ui/direct" class="start-bot"><input type="hidden" name="as" value="${user.id}"><input type="hidden" name="open" value="webview"><input type="hidden" name="touchPoint" value="${touchPoint}">
<button class="start">${icon('LAUNCH')}<span>${app.display}${fromWhere[touchPoint]}</span></button></form>`
}
