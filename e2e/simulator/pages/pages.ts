import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { media } from '../api/upload.ts'
import { cookie, json, page, type Reply, type Request, redirect } from '../http.ts'
import { botOf, type Conversation, findUser, type Side, userOn, type World } from '../world.ts'
import { chatbotPath, chatPath, type PostRole, postPath } from './addresses.ts'
import { drawing } from './art.ts'
import { type ChatView, chatPage, messageList, revision } from './chat.ts'
import { botMessageList, type ChatbotView, chatbotPage } from './chatbot.ts'
import { completionPage, openingPage } from './completion.ts'
import { deskPage } from './desk.ts'
import { errorPage } from './error.ts'
import { readOpen, readSide } from './form-answer.ts'
import { homePage } from './home.ts'
import { postPage, postProviderPage } from './my-post.ts'
import { providerPage } from './provider.ts'
import { uiForms } from './ui-forms.ts'

const font = createRequire(import.meta.url).resolve('vazirmatn/fonts/webfonts/Vazirmatn[wght].woff2')

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}

/** Everything of the simulator that a person looks at. */
export async function pages(world: World, request: Request): Promise<Reply> {
  if (request.path.startsWith('/_ui/') && request.method === 'POST') return uiForms(world, request)
  const [, folder = '', id = '', more] = request.path.split('/')
  if (folder === '') return page(200, homePage(world, request.query.get('note')))
  if (folder === 'static') return staticFile(id)
  if (folder === 'images') return image(id)
  if (folder === 'media') return media(world, id)
  if (folder === 'opening') return page(200, openingPage(world.app.display))
  if (folder === 'completion') return completion(world, request)
  if (folder === 'my-post' || folder === 'post') return ofPost(world, request, folder, id, more === 'start')
  if (folder === 'chatbot') return chatbot(world, request, id === 'messages')
  // Divar's own address of it.
  if (folder === 'chat' && id === `addon_${world.app.slug}`) return redirect(`/chatbot?${request.rawQuery}`)
  const talk = world.conversations.get(id)
  if (!talk) return notFound()
  if (folder === 'desk') return page(200, deskPage(world, talk))
  const side = readSide(request.query.get('as')) ?? 'DEMAND'
  if (folder === 'chat') return chat(world, request, talk, side, more === 'messages')
  if (folder === 'provider') {
    return page(200, providerPage(world, talk, side, readOpen(request.query.get('open'))), [
      userCookie(world, talk, side),
    ])
  }
  return notFound()
}

const notFound = (): Reply => page(404, errorPage('این صفحه پیدا نشد.', 'Not found in this scenario.'))

const userCookie = (world: World, talk: Conversation, side: Side): string =>
  cookie('sim_user', userOn(world, talk, side).id)

function chat(world: World, request: Request, talk: Conversation, side: Side, listOnly: boolean): Reply {
  const view: ChatView = {
    talk,
    side,
    open: readOpen(request.query.get('open')),
    note: request.query.get('note'),
    returned: request.query.has('returned'),
  }
  if (listOnly) return json(200, { revision: revision(talk), markup: messageList(world, view).markup })
  return page(200, chatPage(world, view), [userCookie(world, talk, side)])
}

function ofPost(world: World, request: Request, role: PostRole, token: string, isProvider: boolean): Reply {
  const post = world.posts.get(token)
  if (!post || post.deleted) return notFound()
  const user = findUser(world, request.query.get('as') ?? '')
  const open = readOpen(request.query.get('open'))
  const note = request.query.get('note')
  const cookies = user ? [cookie('sim_user', user.id)] : []
  if (isProvider && user) return page(200, postProviderPage(world, post, role, user, open), cookies)
  return page(200, postPage(world, { post, role, user, open, note, returned: request.query.has('returned') }), cookies)
}

/** Without `as` it belongs to the logged-in user. */
function chatbot(world: World, request: Request, listOnly: boolean): Reply {
  const user = findUser(world, request.query.get('as') ?? world.consentAs ?? request.cookies.get('sim_user') ?? '')
  if (!user) return notFound()
  const view: ChatbotView = {
    bot: botOf(world, user),
    user,
    open: readOpen(request.query.get('open')),
    note: request.query.get('note'),
    returned: request.query.has('returned'),
  }
  if (listOnly) return json(200, { revision: revision(view.bot), markup: botMessageList(world, view).markup })
  return page(200, chatbotPage(world, view), [cookie('sim_user', user.id)])
}

/** Divar works out by itself where the user came from. Contract §5. */
function completion(world: World, request: Request): Reply {
  const [place = '', as = '', open = 'auto'] = (request.cookies.get('sim_return') ?? '').split(' ')
  const back = (how: string) => originOf(world, place, as, how)
  const path = back(open)
  if (path === null) return page(200, completionPage('/', false))
  if (open === 'popup') return page(200, completionPage(back('auto') ?? '/', true))
  return redirect(`${path}&returned=1`)
}

/** A chat, the chatbot, or a post's page. Null: not of this scenario. */
function originOf(world: World, place: string, as: string, open: string): string | null {
  const user = findUser(world, as)
  if (user && place === 'chatbot') return chatbotPath(user, open)
  const [, role, token = ''] = /^(my-post|post):(.+)$/.exec(place) ?? []
  if (user && role && world.posts.has(token)) return postPath(role === 'post' ? 'post' : 'my-post', token, user, open)
  const talk = world.conversations.get(place)
  const side = readSide(as)
  return talk && side ? chatPath(talk, side, open) : null
}

function staticFile(name: string): Reply {
  const isFont = name === 'vazirmatn.woff2'
  const [, ending = ''] = /^[a-z]+\.(css|js|svg)$/.exec(name) ?? []
  const path = isFont ? font : new URL(`../static/${name}`, import.meta.url)
  if (!isFont && (!ending || !existsSync(path))) return notFound()
  return {
    status: 200,
    headers: { 'content-type': types[ending] ?? 'font/woff2', 'cache-control': isFont ? 'max-age=3600' : 'no-cache' },
    body: readFileSync(path),
  }
}

function image(name: string): Reply {
  const picture = drawing(name.replace(/\.svg$/, ''))
  if (!picture) return notFound()
  return { status: 200, headers: { 'content-type': 'image/svg+xml', 'cache-control': 'max-age=3600' }, body: picture }
}
