import {
  type ActionAnswer,
  type ButtonData,
  type DivarAction,
  type Launch,
  launchAnswer,
  openAnswer,
  parseIncoming,
  toastAnswer,
} from '#lib/divar/index.ts'
import { secretMark } from '#lib/kernel/ids.ts'
import type { Log } from '#lib/kernel/log.ts'
import type { Side } from '#lib/kernel/side.ts'
import type { BaseMeasures } from '../base.ts'
import type { Button, byButton } from './button.ts'

/** Who tapped, as far as Divar says, and no other Divar user is bound to that side. */
export type ActionActor = { conversationId: string; side: Side }

/** What a tap is answered with: a text, or a launch with these data and a text. Null: nothing is to be done, with the neutral text. */
export type ActionReply = string | { open: ButtonData; text: string } | null

/** Takes taps on one sort of button. */
export type ActionHandler = { button: Button } & (
  | { needs: 'conversation'; onAction(action: DivarAction, conversationId: string): Promise<ActionReply> }
  | { needs: 'side'; onAction(action: DivarAction, actor: ActionActor): Promise<ActionReply> }
)

/** Claims a launch by the button that led here, with the path to open. Null: a launch like any other. */
export type LaunchHandler = { button: Button; onLaunch(launch: Launch): Promise<string | null> }

type Accepted =
  | { kind: 'ticket'; ticket: string }
  | { kind: 'no_conversation'; postToken: string | null }
  | { kind: 'other_divar_user' }

export type CallDeps = {
  appUrl: string
  log: Log
  measures: BaseMeasures
  launchOf: ReturnType<typeof byButton<LaunchHandler>>
  actionOf: ReturnType<typeof byButton<ActionHandler>>
  accept(launch: Launch): Promise<Accepted>
  /** Where a launch leads that no conversation came with. */
  withoutConversation(postToken: string | null): string
  actorOf(action: DivarAction): Promise<ActionActor | null>
  neutralText: string
}

export type MachineAnswer = { status: 200 | 400; body: object }

/**
 * Answers a launch or a dynamic action: either address takes both, told apart by their shape (Contract §14, row 17). Body and
 * `apiVersion` are as they came; the caller has compared the identification key. What cannot be read is a 400 with a reason.
 */
export async function answerCall(deps: CallDeps, apiVersion: string | null, json: unknown): Promise<MachineAnswer> {
  const incoming = parseIncoming({ apiVersion }, json)
  if (incoming.kind === 'invalid') return { status: 400, body: { reason: incoming.reason } }
  if (incoming.kind === 'action') return { status: 200, body: await answerAction(deps, incoming.action) }
  const path = await launchPath(deps, incoming.launch)
  return { status: 200, body: launchAnswer(incoming.launch, `${deps.appUrl}${path}`) }
}

async function launchPath(deps: CallDeps, launch: Launch): Promise<string> {
  const claimed = await deps.launchOf(launch.data)?.onLaunch(launch)
  if (claimed) return claimed
  const accepted = await deps.accept(launch)
  const { version, source } = launch
  // The line of the redeemed ticket has the same mark.
  const mark = accepted.kind === 'ticket' ? secretMark(accepted.ticket) : null
  deps.log.info({ event: 'launch', kind: accepted.kind, version, source, mark }, 'launch')
  deps.measures.count('launches', { kind: accepted.kind, version: `${version}` })
  if (accepted.kind === 'ticket') return `/launch/${accepted.ticket}`
  if (accepted.kind === 'other_divar_user') return '/problem/other_divar_user'
  return deps.withoutConversation(accepted.postToken)
}

async function answerAction(deps: CallDeps, action: DivarAction): Promise<ActionAnswer> {
  deps.log.info({ event: 'divar_action', side: action.side }, 'dynamic action')
  const reply = (await replyFor(deps, action)) ?? deps.neutralText
  return typeof reply === 'string' ? toastAnswer(reply) : openAnswer(reply.open, reply.text)
}

async function replyFor({ actionOf, actorOf }: CallDeps, action: DivarAction): Promise<ActionReply> {
  const handler = actionOf(action.data)
  if (handler?.needs === 'conversation') {
    return action.conversationId === null ? null : await handler.onAction(action, action.conversationId)
  }
  const actor = handler && (await actorOf(action))
  return actor ? await handler.onAction(action, actor) : null
}
