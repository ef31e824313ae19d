import 'server-only'
import { services } from '#lib/services.ts'
import { goTo } from './redirect.ts'

/** `GET /back`: to Divar, for the one screen that cannot know Divar's address: the last net in the browser. */
export async function backToDivar(): Promise<Response> {
  const { settings } = await services()
  return goTo(settings.DIVAR_COMPLETION_URL)
}
