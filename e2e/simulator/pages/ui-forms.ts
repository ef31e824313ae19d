import { cookie, json, page, type Reply, type Request, redirect } from '../http.ts'
import { scenarios } from '../scenarios/index.ts'
import { say } from '../talk/say.ts'
import { type Conversation, loadScenario, type Side, userOn, type World } from '../world.ts'
import { chatPath } from './chat.ts'
import { errorPage } from './error.ts'
import { type Outcome, startFromMenu, tap } from './taps.ts'

/** What the forms of our own pages post; with the script as JSON, without it as a page. */
export async function uiForms(world: World, request: Request): Promise<Reply> {
  const form = new URLSearchParams(request.body)
  if (request.path === '/_ui/scenario') {
    const name = form.get('scenario') ?? 'default'
    loadScenario(world, Object.hasOwn(scenarios, name) ? name : 'default', false)
    return redirect('/')
  }
  const talk = world.conversations.get(form.get('conversation') ?? '')
  const side = readSide(form.get('as'))
  if (!talk || !side) return page(404, errorPage('این گفت‌وگو پیدا نشد.', 'The scenario was changed meanwhile.'))
  const open = readOpen(form.get('open'))
  if (request.path === '/_ui/say') {
    const text = (form.get('text') ?? '').trim()
    if (text) say(world, talk.id, side, { text })
    return wantsJson(request) ? json(200, {}) : redirect(chatPath(talk, side, open))
  }
  if (request.path === '/_ui/launch')
    return answer(world, request, talk, side, open, await startFromMenu(world, talk, side))
  const message = talk.messages.find((candidate) => candidate.id === form.get('message'))
  if (request.path !== '/_ui/tap' || !message) return page(404, errorPage('این دکمه پیدا نشد.', 'No such message.'))
  return answer(world, request, talk, side, open, await tap(world, talk, side, message, form.get('cell') ?? ''))
}

function answer(world: World, request: Request, talk: Conversation, side: Side, open: string, outcome: Outcome): Reply {
  const cookies = [cookie('sim_user', userOn(world, talk, side).id), cookie('sim_return', `${talk.id} ${side} ${open}`)]
  if (wantsJson(request)) {
    const reply = json(200, outcome)
    return { ...reply, headers: { ...reply.headers, 'set-cookie': cookies } }
  }
  if (outcome.url) return redirect(outcome.url, cookies)
  return redirect(`${chatPath(talk, side, open)}&note=${encodeURIComponent(outcome.text ?? '')}`, cookies)
}

const wantsJson = (request: Request): boolean => (request.headers.accept ?? '').includes('application/json')

export const readSide = (value: string | null): Side | null => (value === 'SUPPLY' || value === 'DEMAND' ? value : null)

export const readOpen = (value: string | null): string => (value === 'webview' || value === 'popup' ? value : 'auto')
