import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { media } from '../api/upload.ts'
import { carrierPages } from '../carrier/pages.ts'
import { cookie, json, page, type Reply, type Request, redirect } from '../http.ts'
import { type Conversation, type Side, userOn, type World } from '../world.ts'
import { drawing } from './art.ts'
import { type ChatView, chatPage, chatPath, messageList, revision } from './chat.ts'
import { completionPage, openingPage } from './completion.ts'
import { deskPage } from './desk.ts'
import { errorPage } from './error.ts'
import { homePage } from './home.ts'
import { myPostPage } from './my-post.ts'
import { providerPage } from './provider.ts'
import { readOpen, readSide, uiForms } from './ui-forms.ts'

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
  if (folder === '') return page(200, homePage(world))
  if (folder === 'carrier') return carrierPages(world, request)
  if (folder === 'static') return staticFile(id)
  if (folder === 'images') return image(id)
  if (folder === 'media') return media(world, id)
  if (folder === 'opening') return page(200, openingPage(world.app.display))
  if (folder === 'completion') return completion(world, request)
  if (folder === 'my-post') {
    const post = world.posts.get(id)
    return post ? page(200, myPostPage(world, post)) : notFound()
  }
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

/** Divar works out by itself where the user came from. Contract §5. */
function completion(world: World, request: Request): Reply {
  const [id = '', as = '', open = 'auto'] = (request.cookies.get('sim_return') ?? '').split(' ')
  const talk = world.conversations.get(id)
  const side = readSide(as)
  if (!talk || !side) return page(200, completionPage('/', false))
  if (open === 'popup') return page(200, completionPage(chatPath(talk, side, 'auto'), true))
  return redirect(`${chatPath(talk, side, open)}&returned=1`)
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
