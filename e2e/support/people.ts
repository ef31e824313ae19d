import { type APIRequestContext, request } from '@playwright/test'
import type { Simulator } from '../simulator/index.ts'
import type { Side } from './fixtures.ts'
import { type Drawn, type PlainForms, plainForms } from './plain-forms.ts'

/** One side of a chat, in a browser of their own, without scripts and without a window. */
export type Person = { conversationId: string; side: Side; cookies: APIRequestContext; forms: PlainForms }

/** Signs in at Divar. */
export async function enterDivar(simulator: Simulator, conversationId: string, side: Side): Promise<Person> {
  const cookies = await request.newContext()
  await cookies.get(`${simulator.url}/chat/${conversationId}?as=${side}`)
  return { conversationId, side, cookies, forms: plainForms(cookies) }
}

/** Where a launch from the chat, or from a message's button, leads. */
export async function launchLink(
  { control }: Simulator,
  { conversationId, side }: Pick<Person, 'conversationId' | 'side'>,
  shipment?: string,
): Promise<string> {
  const button = shipment ? { source: 'CHAT_MESSAGE_ACTION', extraData: { shipment } } : {}
  const { url, status } = await control.launch({ conversationId, side, ...button })
  if (!url) throw new Error(`the launch was answered with ${status}`)
  return url
}

/** The page that it leads to. */
export const openPeyk = async (simulator: Simulator, person: Person, shipment?: string): Promise<Drawn> =>
  await person.forms.open(await launchLink(simulator, person, shipment))

/** The code on the page of a shipment; null: it is another page. */
export const codeIn = ({ url }: Drawn): string | null => /\/shipment\/(\w+)$/.exec(new URL(url).pathname)?.[1] ?? null

/** Whether a page says that the shipment was accepted. */
export const isAccepted = ({ html }: Drawn): boolean => /<h1[^>]*>[^<]*ارسال پذیرفته شد/.test(html)
