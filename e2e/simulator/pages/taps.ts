import { readAction } from '../api/buttons.ts'
import { isObject } from '../http.ts'
import { dynamicAction, launch } from '../to-app.ts'
import type { Action, ChatMessage, Conversation, Side, World } from '../world.ts'
import { userOn } from '../world.ts'

/** What a tap came to: an address to open, a text to show, or both. */
export type Outcome = { url: string | null; text: string | null }

const failed: Outcome = { url: null, text: 'مشکلی پیش آمد و سرویس باز نشد. کمی بعد دوباره تلاش کنید.' }

/** «شروع فرایند». */
export async function startFromMenu(world: World, talk: Conversation, side: Side): Promise<Outcome> {
  const { launchVersion: version, launchVariant: variant } = world.settings
  const { url } = await launch(world, { conversationId: talk.id, side, version, variant })
  return url ? { url, text: null } : failed
}

/** A button under a message. `cell` is `row.column` of the grid that this side sees. */
export function tap(
  world: World,
  talk: Conversation,
  side: Side,
  message: ChatMessage,
  cell: string,
): Promise<Outcome> {
  const [row, column] = cell.split('.').map(Number)
  const own = message.userId === userOn(world, talk, side).id
  const button = (own ? message.senderButtons : message.receiverButtons)[row ?? -1]?.[column ?? -1]
  return button ? follow(world, talk, side, button.action, 3) : Promise.resolve(failed)
}

/** `depth`: how many actions in a row may answer with a further one. */
async function follow(world: World, talk: Conversation, side: Side, action: Action, depth: number): Promise<Outcome> {
  if (depth === 0) return failed
  if ('open_direct_link' in action) return { url: action.open_direct_link, text: null }
  if ('open_post_page' in action) return { url: `/my-post/${action.open_post_page.post_token}`, text: null }
  if ('open_post_manage_page' in action)
    return { url: `/my-post/${action.open_post_manage_page.post_token}`, text: null }
  if ('open_server_link' in action) {
    const { launchVersion: version, launchVariant: variant } = world.settings
    const source = 'CHAT_MESSAGE_ACTION'
    const extraData = action.open_server_link.data
    const { url } = await launch(world, { conversationId: talk.id, side, source, extraData, version, variant })
    return url ? { url, text: null } : failed
  }
  const input = { conversationId: talk.id, side, extraData: action.get_dynamic_action.data }
  const { status, body } = await dynamicAction(world, input)
  if (status !== 200 || !isObject(body)) return failed
  const text = typeof body.text_message === 'string' && body.text_message ? body.text_message : null
  if (body.action === undefined || body.action === null) return text ? { url: null, text } : failed
  const next = readAction(body.action)
  if (!next.ok) return failed
  const outcome = await follow(world, talk, side, next.value, depth - 1)
  return { url: outcome.url, text: text ?? outcome.text }
}
