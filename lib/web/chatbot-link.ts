import 'server-only'
import { readChatbotLink as readLink } from '#lib/chatbot/index.ts'
import { type Services, services } from '#lib/services.ts'

/** Null: no such link, or too old. */
export const readChatbotLink = async ({ clock, access }: Pick<Services, 'clock' | 'access'>, sealed: string) =>
  await readLink({ clock, sealer: access.sealer }, sealed)

export const chatbotLinkIsGood = async (sealed: string): Promise<boolean> =>
  (await readChatbotLink(await services(), sealed)) !== null
