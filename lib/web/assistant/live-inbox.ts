import 'server-only'
import { resolveSession } from '#lib/addon/access/index.ts'
import type { InboxStore, Pending } from '#lib/addon/inbox/index.ts'
import type { ReceivedMessage } from '#lib/assistant/index.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import { answerLive, watchPage } from '#lib/web/live-page.ts'
import { machineAnswer } from '#lib/web/route.ts'
import { shownMessage } from '../views/inbox.ts'
import { inboxFacts, versionOf } from './inbox-facts.ts'
import { type OwnerHere, ownerAt } from './owner.ts'

/** A stream says that it lives every 20 seconds; until a little later its page counts as open. */
export const openSeconds = 45

async function inboxVersion({ app }: Pick<Here, 'app'>, id: string): Promise<string | null> {
  const facts = await inboxFacts(app.assistant, id)
  return facts && versionOf(facts)
}

const answerOwner = async (assistantId: string, answer: (here: OwnerHere) => Promise<Response>) =>
  await answerLive(async () => await ownerAt(assistantId, { counts: false }), answer)

/** Answers an open page that asks. It keeps nobody signed in. */
export const inboxState = async (assistantId: string): Promise<Response> =>
  await answerOwner(assistantId, async (here) => {
    return machineAnswer(200, { version: await inboxVersion(here, assistantId), isMoving: false })
  })

/** The messages of all conversations as they arrive, to their seller's open page and nowhere else. */
export const inboxEvents = async (assistantId: string, request: Request): Promise<Response> =>
  await answerOwner(assistantId, async (here) => {
    const since = Number(new URL(request.url).searchParams.get('since') ?? Number.NaN)
    return await watchInbox(here, Number.isSafeInteger(since) ? new Date(since) : here.app.clock(), request.signal)
  })

type Here = { assistant: Pick<OwnerHere['assistant'], 'id'>; session: { id: string }; sid: string } & {
  app: Pick<OwnerHere['app'], 'access' | 'inboxHub' | 'clock' | 'log' | 'stopping'> & {
    assistant: Pick<OwnerHere['app']['assistant'], 'store' | 'clock'>
    inbox: { store: Pick<InboxStore, 'find' | 'ofSubject'> }
  }
}

/** The stream of one open page: versions, and messages that came since then. */
export async function watchInbox(here: Here, since: Date, signal: AbortSignal): Promise<Response> {
  const { app, assistant } = here
  const { store } = app.assistant
  const inbox = app.inbox.store
  const said = new Set<string>()
  const stayOpen = async () => await store.setInbox(assistant.id, addSeconds(app.clock(), openSeconds))
  const failed = (err: unknown) => app.log.warn({ event: 'inbox_failed', err }, 'a message was not shown')
  const page = {
    hub: app.inboxHub,
    id: assistant.id,
    version: async () => await inboxVersion(here, assistant.id),
    async mayStay() {
      const stays = (await resolveSession(app.access, here.sid, { counts: false })) !== null
      if (stays) await stayOpen()
      return stays
    },
    signal,
    onOpen: stayOpen,
  }
  return await watchPage(here, page, (stream) => {
    const say = async (text: Pending | null) => {
      if (!text || said.has(text.id) || text.subject !== assistant.id || text.expiresAt <= app.clock()) return
      said.add(text.id)
      stream.say('message', await shown(here, text))
    }
    const sayAll = async () => {
      for (const text of await inbox.ofSubject(assistant.id, since)) await say(text)
    }
    void sayAll().catch(failed)
    return (fresh) => {
      if (fresh !== null) return void inbox.find(fresh).then(say).catch(failed)
      stream.wake()
      // Nothing is named where notifications may have been lost, and what they named was not said.
      void sayAll().catch(failed)
    }
  })
}

async function shown({ app }: Here, text: Pending) {
  return shownMessage(text, await app.access.sealer.open<ReceivedMessage>(text.sealed))
}
