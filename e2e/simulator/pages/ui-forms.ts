import { json, page, type Reply, type Request, redirect } from '../http.ts'
import { type MessageType, messageTypes, type Words } from '../talk/content.ts'
import { say, sayToBot, startBot } from '../talk/say.ts'
import { touchPoints } from '../touch-points.ts'
import { botOf, findUser, loadScenario, type User, userOn, type World } from '../world.ts'
import { chatbotPath, chatPath, pointOf, postPath } from './addresses.ts'
import { errorPage } from './error.ts'
import { answerTap, type Origin, readOpen, readSide, wantsJson } from './form-answer.ts'
import { openTouchPoint, startFromMenu, tap, tapBot } from './taps.ts'

type Form = { world: World; request: Request; values: URLSearchParams; open: string }

/** What the forms of our own pages post; with the script as JSON, without it as a page. */
export async function uiForms(world: World, request: Request): Promise<Reply> {
  const values = new URLSearchParams(request.body)
  if (request.path === '/_ui/scenario') {
    const name = values.get('scenario') ?? 'default'
    loadScenario(world, Object.hasOwn(world.scenarios, name) ? name : 'default', false)
    return redirect('/')
  }
  const form = { world, request, values, open: readOpen(values.get('open')) }
  const user = findUser(world, values.get('as') ?? '')
  if (user && request.path.startsWith('/_ui/bot/')) return botForms(form, user)
  if (user && request.path === '/_ui/direct') return openAddon(form, user)
  return chatForms(form)
}

const missing = (reason: string): Reply => page(404, errorPage('این صفحه یا دکمه پیدا نشد.', reason))

async function chatForms({ world, request, values, open }: Form): Promise<Reply> {
  const talk = world.conversations.get(values.get('conversation') ?? '')
  const side = readSide(values.get('as'))
  if (!talk || !side) return missing('The scenario was changed meanwhile.')
  const path = chatPath(talk, side, open)
  const origin: Origin = { user: userOn(world, talk, side), path, returnTo: `${talk.id} ${side} ${open}` }
  if (request.path === '/_ui/say') {
    const words = readWordsOf(values)
    if (words) say(world, talk.id, side, words)
    return wantsJson(request) ? json(200, {}) : redirect(path)
  }
  if (request.path === '/_ui/launch') return answerTap(request, origin, await startFromMenu(world, talk, side))
  const message = talk.messages.find((candidate) => candidate.id === values.get('message'))
  if (request.path !== '/_ui/tap' || !message) return missing('No such message.')
  return answerTap(request, origin, await tap(world, talk, side, message, values.get('cell') ?? ''))
}

async function botForms({ world, request, values, open }: Form, user: User): Promise<Reply> {
  const bot = botOf(world, user)
  const path = chatbotPath(user, open)
  if (request.path === '/_ui/bot/say') {
    const words = readWordsOf(values)
    if (words) sayToBot(world, bot, words)
    return wantsJson(request) ? json(200, {}) : redirect(path)
  }
  if (request.path === '/_ui/bot/start') {
    const touchPoint = touchPoints.find((name) => name === values.get('touchPoint'))
    if (!touchPoint) return missing('No such touch point.')
    startBot(world, bot, touchPoint, values.get('id'))
    return redirect(path)
  }
  const message = bot.messages.find((candidate) => candidate.id === values.get('message'))
  if (request.path !== '/_ui/bot/tap' || !message) return missing('No such message.')
  const origin: Origin = { user, path, returnTo: `chatbot ${user.id} ${open}` }
  return answerTap(request, origin, await tapBot(world, bot, message, values.get('cell') ?? ''))
}

/** The web page of a post's touch point, or of one without a post. Contract §2. */
async function openAddon({ world, request, values, open }: Form, user: User): Promise<Reply> {
  const point = touchPoints.find((name) => name === values.get('touchPoint'))
  if (point) {
    const origin: Origin = { user, path: `/?as=${encodeURIComponent(user.id)}`, returnTo: `home ${user.id} ${open}` }
    return answerTap(request, origin, await openTouchPoint(world, point, null))
  }
  const token = values.get('post') ?? ''
  const role = values.get('role') === 'my-post' ? 'my-post' : 'post'
  if (!world.posts.has(token)) return missing('No such post.')
  const origin: Origin = {
    user,
    path: postPath(role, token, user, open),
    returnTo: `${role}:${token} ${user.id} ${open}`,
  }
  return answerTap(request, origin, await openTouchPoint(world, pointOf[role], token))
}

/** A text, or one of the other kinds by its name. Null: nothing was written. */
function readWordsOf(values: URLSearchParams): Words | null {
  const type: MessageType | undefined = messageTypes.find((name) => name === values.get('type'))
  if (type && type !== 'TEXT') return { type }
  const text = (values.get('text') ?? '').trim()
  return text ? { text } : null
}
