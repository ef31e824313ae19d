import { readAction } from '../api/buttons.ts'
import { directLink } from '../direct-link.ts'
import { isObject } from '../http.ts'
import { dynamicAction, launch } from '../to-app.ts'
import { type TouchPoint, webviewAt } from '../touch-points.ts'
import {
  type Action,
  type BotConversation,
  type BotMessage,
  type ChatMessage,
  type Conversation,
  type Grid,
  type Side,
  userOn,
  type World,
} from '../world.ts'

/** What a tap came to: an address to open, a text to show, or both. */
export type Outcome = { url: string | null; text: string | null }

/** Where the button stands; the chatbot has no sides. */
type Place = { conversationId: string; side: Side | null }

const failed: Outcome = { url: null, text: 'مشکلی پیش آمد و سرویس باز نشد. کمی بعد دوباره تلاش کنید.' }

/** «شروع فرایند». */
export async function startFromMenu(world: World, talk: Conversation, side: Side): Promise<Outcome> {
  const { launchVersion: version, launchVariant: variant } = world.settings
  const { url } = await launch(world, { conversationId: talk.id, side, version, variant })
  return url ? { url, text: null } : failed
}

/**
 * A touch point that is no conversation, with its web page; `postToken` null where it has no post. What `source` is then
 * is not written down: here it is the touch point's name. Contract §14.1.
 */
export async function openTouchPoint(world: World, point: TouchPoint, postToken: string | null): Promise<Outcome> {
  const way = webviewAt(world.app.touchPoints, point)
  if (way === null) return failed
  if (way === 'direct') return { url: directLink(world, { postToken }), text: null }
  const { url } = await launch(world, { source: point, postToken, variant: world.settings.launchVariant })
  return url ? { url, text: null } : failed
}

/** The buttons that this side sees under a message. */
export const gridFor = (world: World, talk: Conversation, side: Side, message: ChatMessage): Grid =>
  message.userId === userOn(world, talk, side).id ? message.senderButtons : message.receiverButtons

/** A button under a message. `cell` is `row.column` of the grid that this side sees. */
export const tap = (
  world: World,
  talk: Conversation,
  side: Side,
  message: ChatMessage,
  cell: string,
): Promise<Outcome> => press(world, { conversationId: talk.id, side }, gridFor(world, talk, side, message), cell)

/** A button under a message of the chatbot, however old. */
export const tapBot = (world: World, bot: BotConversation, message: BotMessage, cell: string): Promise<Outcome> =>
  press(world, { conversationId: bot.id, side: null }, message.buttons, cell)

async function press(world: World, place: Place, grid: Grid, cell: string): Promise<Outcome> {
  const [row, column] = cell.split('.').map(Number)
  const button = grid[row ?? -1]?.[column ?? -1]
  return button ? follow(world, place, button.action, 3) : failed
}

/** Which button is meant: at least one of `caption`, `cell` and `index`. */
export type ButtonChoice = {
  caption?: string
  /** `row.column` of the grid that this side sees, counted from 0, as the page's own forms name it. */
  cell?: string
  /** Of the buttons that caption and cell leave, row by row, counted from 0. */
  index?: number
  /** The newest message that has such a button unless this names another. */
  messageId?: string
}

/** Finds the one button that the choice means. Throws where there is none, or several and no `index` says which. */
export function findButton<M extends { id: string }>(
  shown: { message: M; grid: Grid }[],
  { caption, cell, index, messageId }: ButtonChoice,
): { message: M; cell: string } {
  if (caption === undefined && cell === undefined && index === undefined) {
    throw new Error('which button? give its caption, its cell or its index')
  }
  const what = caption === undefined ? 'button' : `button with the caption ${caption}`
  for (const { message, grid } of shown.toReversed()) {
    if (messageId !== undefined && message.id !== messageId) continue
    const cells = grid
      .flatMap((row, at) => row.map((button, to) => ({ caption: button.caption, cell: `${at}.${to}` })))
      .filter((one) => (caption ?? one.caption) === one.caption && (cell ?? one.cell) === one.cell)
    const [only, ...more] = cells
    if (!only) continue
    if (index === undefined && more.length > 0) {
      const names = cells.map((one) => one.cell).join(', ')
      throw new Error(`${cells.length} buttons fit, so give the index (0 to ${more.length}) or the cell (${names})`)
    }
    const chosen = cells[index ?? 0]
    if (chosen) return { message, cell: chosen.cell }
  }
  throw new Error(
    `no ${what}${cell === undefined ? '' : ` at ${cell}`}${index === undefined ? '' : ` of index ${index}`}`,
  )
}

/** `depth`: how many actions in a row may answer with a further one. */
async function follow(world: World, place: Place, action: Action, depth: number): Promise<Outcome> {
  if (depth === 0) return failed
  if ('open_direct_link' in action) return { url: action.open_direct_link, text: null }
  if ('open_post_page' in action) return { url: `/post/${action.open_post_page.post_token}`, text: null }
  if ('open_post_manage_page' in action)
    return { url: `/my-post/${action.open_post_manage_page.post_token}`, text: null }
  if ('open_server_link' in action) {
    const { launchVersion, launchVariant: variant } = world.settings
    // The chatbot is younger than version 1.
    const version = place.side === null ? 2 : launchVersion
    const source = 'CHAT_MESSAGE_ACTION'
    const extraData = action.open_server_link.data
    const { url } = await launch(world, { ...place, source, extraData, version, variant })
    return url ? { url, text: null } : failed
  }
  const { status, body } = await dynamicAction(world, { ...place, extraData: action.get_dynamic_action.data })
  if (status !== 200 || !isObject(body)) return failed
  const text = typeof body.text_message === 'string' && body.text_message ? body.text_message : null
  if (body.action === undefined || body.action === null) return text ? { url: null, text } : failed
  const next = readAction(body.action)
  if (!next.ok) return failed
  const outcome = await follow(world, place, next.value, depth - 1)
  return { url: outcome.url, text: text ?? outcome.text }
}
