import 'server-only'
import { readChatbotLink } from '#lib/chatbot/index.ts'
import { services } from '#lib/services.ts'

/** Null: no such link, or too old. */
export async function chatbotLinkIn(sealed: string) {
  const { clock, access } = await services()
  return await readChatbotLink({ clock, sealer: access.sealer }, sealed)
}
