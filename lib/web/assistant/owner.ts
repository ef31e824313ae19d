import 'server-only'
import { headers } from 'next/headers'
import { type Assistant, ownAssistant } from '#lib/assistant/index.ts'
import { type Services, services } from '#lib/services.ts'
import { isNavigation } from '#lib/web/guard.ts'
import { currentSession, type SignedIn } from '#lib/web/session.ts'

/** A browser that proved, by a consent of its own, whose the assistant is. */
export type OwnerHere = SignedIn & { app: Services; assistant: Assistant; divarUserIds: string[] }

const idPattern = /^[\w-]{1,64}$/

/** The first step of every page, action and route of an assistant: whose is it? Null: not this browser's. */
export async function ownerAt(assistantId: string, options?: { counts: boolean }): Promise<OwnerHere | null> {
  if (!idPattern.test(assistantId)) return null
  const app = await services()
  const counts = options ?? { counts: isNavigation(await headers()) }
  const signedIn = await currentSession(counts)
  if (!signedIn) return null
  const divarUserIds = await app.access.store.sessionUsers(signedIn.session.id)
  const assistant = await ownAssistant(app.assistant, { divarUserIds }, assistantId)
  return assistant && { app, assistant, divarUserIds, ...signedIn }
}

/** One whose owner took everything back says so to anyone who has its address: nothing else is left of it. */
export async function wasRevoked(assistantId: string): Promise<boolean> {
  if (!idPattern.test(assistantId)) return false
  const { assistant } = await services()
  return (await assistant.store.find(assistantId))?.reason === 'access_revoked'
}
