import type { Scope } from '../scopes.ts'
import type { User, World } from '../world.ts'
import { digits } from './fa.ts'
import { type Html, html } from './html.ts'
import { icon } from './icons.ts'
import { layout } from './layout.ts'
import { appAvatar, avatar, postCard } from './parts.ts'

export type Consent = {
  challenge: string
  /** Null: nobody is logged in. */
  user: User | null
  scopes: Scope[]
  /** The user is no party of what is asked. */
  notYours: boolean
  others: User[]
}

/** Divar's own question to the user: who asks, what for, as whom. Contract §6.3 and §1.1. */
export function consentPage(world: World, consent: Consent): string {
  const { app } = world
  return layout(
    { title: `اجازهٔ دسترسی به ${app.display}`, kind: 'phone' },
    html`<main class="sheet-page consent">
<p class="test-app">${icon('INFO')}<span>این یک برنامهٔ آزمایشی است. فقط اگر سازندهٔ آن را می‌شناسید اجازه بدهید.</span></p>
<header>${appAvatar(world)}<h1>«${app.display}» از شما اجازه می‌خواهد</h1></header>
${consent.user ? question(world, consent, consent.user) : login(consent)}
</main>`,
  )
}

function question(world: World, consent: Consent, user: User): Html {
  const talk = consent.scopes.map((scope) => world.conversations.get(scope.resource ?? '')).find(Boolean)
  const posts = consent.scopes.map((scope) => world.posts.get(scope.resource ?? ''))
  const post = world.posts.get(talk?.postToken ?? '') ?? posts.find(Boolean)
  return html`
${post ? postCard(post) : null}
<section class="asked" aria-label="اجازه‌ها">
<h2>دسترسی‌هایی که می‌خواهد</h2>
<ul>${consent.scopes.map((scope) => html`<li>${icon('CHECK')}<span>${scope.kind.display}</span></li>`)}</ul>
</section>
<section class="whoami">${avatar(user.name)}<p>با حساب <strong>${user.name}</strong> <bdi dir="ltr">${digits(user.phone)}</bdi> وارد شده‌اید.</p></section>
${consent.notYours ? html`<p class="refused" role="alert">این گفت‌وگو مال این حساب نیست؛ با آن نمی‌توانید اجازه بدهید.</p>` : null}
<form method="post" action="/oauth2/consent" class="actions">
<input type="hidden" name="challenge" value="${consent.challenge}">
${consent.notYours || consent.scopes.length < 2 ? null : choices(consent.scopes)}
${consent.notYours ? null : html`<button class="primary" name="decision" value="allow">اجازه می‌دهم</button>`}
<button class="plain" name="decision" value="refuse">اجازه نمی‌دهم</button>
</form>
${otherAccounts(consent, user)}`
}

/** To give a part only. */
function choices(scopes: Scope[]): Html {
  return html`<details class="others"><summary>فقط برخی را می‌دهم</summary><input type="hidden" name="chosen" value="1">
${scopes.map(({ text, kind }) => html`<label class="choice"><input type="checkbox" name="scope" value="${text}" checked><span>${kind.display}</span></label>`)}</details>`
}

function login(consent: Consent): Html {
  return html`<p>برای ادامه وارد حساب دیوار خود شوید.</p>${accounts(consent, consent.others)}`
}

function otherAccounts(consent: Consent, user: User): Html | null {
  const others = consent.others.filter((other) => other.id !== user.id)
  if (others.length === 0) return null
  return html`<details class="others"${consent.notYours ? html` open` : null}><summary>حساب دیگری دارم</summary>${accounts(consent, others)}</details>`
}

function accounts(consent: Consent, users: User[]): Html {
  return html`<div class="accounts">${users.map(
    (user) => html`<form method="post" action="/oauth2/consent">
<input type="hidden" name="challenge" value="${consent.challenge}"><input type="hidden" name="user" value="${user.id}">
<button class="plain" name="decision" value="change">ورود با حساب ${user.name}</button></form>`,
  )}</div>`
}
