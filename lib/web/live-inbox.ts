import 'server-only'
import { createHash } from 'node:crypto'
import { resolveSession } from '#lib/access/index.ts'
import { type EventText, type Heard, restOf } from '#lib/assistant/index.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import { eventStream, streamAnswer } from './event-stream.ts'
import { type OwnerHere, ownerAt } from './owner.ts'
import { faultAnswer, machineAnswer } from './route.ts'
import { shownMessage } from './views/inbox.ts'

/** A stream says that it lives every 20 seconds; until a little later its page counts as open. */
export const openSeconds = 45

/** A short word for all that the page shows but the messages, which only the stream brings. */
export async function inboxVersion({ app }: Pick<OwnerHere, 'app'>, id: string): Promise<string | null> {
  const { store } = app.assistant
  const assistant = await store.find(id)
  if (!assistant) return null
  const { renewAt, inboxUntil, updatedAt, ...shown } = assistant
  const talks = await store.talks(id, 50)
  // Pieces come and go by the minute, and nothing shows them.
  const shownTalks = talks.map(({ pieceTopic, pieceTopicAt, pieceCity, pieceCityAt, ...talk }) => talk)
  const facts = [shown, await restOf(app.assistant, assistant), await store.posts(id), shownTalks]
  return createHash('sha256').update(JSON.stringify(facts)).digest('base64url').slice(0, 16)
}

/** Answers an open page that asks. It keeps nobody signed in. */
export async function inboxState(assistantId: string): Promise<Response> {
  try {
    const here = await ownerAt(assistantId, { counts: false })
    if (!here) return machineAnswer(401, { reason: 'session ended' })
    return machineAnswer(200, { version: await inboxVersion(here, assistantId), isMoving: false })
  } catch (error) {
    return await faultAnswer(error)
  }
}

/** The messages of all conversations as they arrive, to their seller's open page and nowhere else. */
export async function inboxEvents(assistantId: string, request: Request): Promise<Response> {
  try {
    const here = await ownerAt(assistantId, { counts: false })
    if (!here) return machineAnswer(401, { reason: 'session ended' })
    const since = Number(new URL(request.url).searchParams.get('since') ?? Number.NaN)
    return await watch(here, Number.isSafeInteger(since) ? new Date(since) : here.app.clock(), request.signal)
  } catch (error) {
    return await faultAnswer(error)
  }
}

async function watch(here: OwnerHere, since: Date, signal: AbortSignal): Promise<Response> {
  const { app, assistant, session } = here
  const { store } = app.assistant
  const said = new Set<string>()
  let wake = (_fresh: string | null) => {}
  const watched = await app.inboxHub.watch({ id: assistant.id, sessionId: session.id }, (fresh) => wake(fresh))
  if (!watched.ok) return machineAnswer(429, { reason: 'too many open streams' }, { 'Retry-After': '15' })
  await store.setInbox(assistant.id, addSeconds(app.clock(), openSeconds))
  const stream = eventStream({
    version: async () => await inboxVersion(here, assistant.id),
    async mayStay() {
      const stays = (await resolveSession(app.access, here.sid, { counts: false })) !== null
      if (stays) await store.setInbox(assistant.id, addSeconds(app.clock(), openSeconds))
      return stays
    },
    onEnd: watched.unwatch,
    signal,
    stopping: app.stopping,
  })
  const say = async (text: EventText | null) => {
    if (!text || said.has(text.id) || text.assistantId !== assistant.id || text.expiresAt <= app.clock()) return
    said.add(text.id)
    stream.say('message', await shown(here, text))
  }
  const failed = (err: unknown) => app.log.warn({ event: 'inbox_failed', err }, 'a message was not shown')
  wake = (fresh) => {
    if (fresh === null) stream.wake()
    else void store.text(fresh).then(say).catch(failed)
  }
  const missed = async () => {
    for (const text of await store.textsSince(assistant.id, since)) await say(text)
  }
  void missed().catch(failed)
  return streamAnswer(stream.body)
}

async function shown({ app }: OwnerHere, text: EventText) {
  return shownMessage(text, await app.access.sealer.open<Heard>(text.sealed))
}
