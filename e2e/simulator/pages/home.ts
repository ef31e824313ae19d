import { type Conversation, postOf, type User, userOn, type World } from '../world.ts'
import { chatbotPath, postPath } from './addresses.ts'
import { type Html, html } from './html.ts'
import { icon } from './icons.ts'
import { layout } from './layout.ts'
import { avatar, openForm, pluginLinks, postCard, startBotForm } from './parts.ts'

export function homePage(world: World, note: string | null): string {
  const talks = [...world.conversations.values()]
  return layout(
    { title: 'شبیه‌ساز چت دیوار', kind: 'wide' },
    html`<div class="home">
<header class="home-head"><h1>شبیه‌ساز چت دیوار</h1><p>این‌جا دیوارِ واقعی نیست؛ جایی است برای دیدن و آزمودن «${world.app.display}» بدون حساب دیوار.</p>${pluginLinks(world, 'panel-link')}</header>
<main>
${note ? html`<p class="nothing" role="alert">${note}</p>` : null}
<ul class="talks">${talks.map((talk) => html`<li>${card(world, talk)}</li>`)}</ul>
${talks.length === 0 ? html`<p class="nothing">در این سناریو گفت‌وگویی نیست.</p>` : null}
<section class="people"><h2>آدم‌ها</h2><p>آگهی‌های هر کس، و گفت‌وگویش با ربات «${world.app.display}».</p>
<ul class="talks">${[...world.users.values()].map((user) => html`<li>${person(world, user)}</li>`)}</ul></section>
<section class="scenarios"><h2>سناریو</h2><p>با عوض کردن سناریو همه‌چیز از نو شروع می‌شود.</p>
<form method="post" action="/_ui/scenario">${Object.entries(world.scenarios).map(
      ([name, { title }]) =>
        html`<button name="scenario" value="${name}"${name === world.scenario ? html` aria-current="true"` : null}>${title ?? name}</button>`,
    )}</form></section>
</main></div>`,
  )
}

function card(world: World, talk: Conversation): Html {
  const id = encodeURIComponent(talk.id)
  return html`${postCard(postOf(world, talk))}
<nav aria-label="${postOf(world, talk).title}، ${userOn(world, talk, 'DEMAND').name}"><a class="main" href="/desk/${id}">هر دو گوشی کنار هم</a><a href="/chat/${id}?as=SUPPLY">${icon('PLACE')}فروشنده: ${userOn(world, talk, 'SUPPLY').name}</a><a href="/chat/${id}?as=DEMAND">${icon('PLACE')}خریدار: ${userOn(world, talk, 'DEMAND').name}</a></nav>`
}

function person(world: World, user: User): Html {
  const posts = [...world.posts.values()].filter((post) => post.ownerId === user.id && !post.deleted)
  return html`<h3>${avatar(user.name)}${user.name}</h3>
<nav aria-label="${user.name}">${posts.map((post) => html`<a href="${postPath('my-post', post.token, user, 'auto')}">${icon('INVENTORY')}مدیریت آگهی: ${post.title}</a>`)}
<a href="${chatbotPath(user, 'auto')}">${icon('CHATBOT')}ربات ${world.app.display}</a></nav>
${(['MY_DIVAR', 'DIVAR_PRO'] as const).map((point) => [startBotForm(world, user, 'auto', point, null), openForm(world, user, point)])}`
}
