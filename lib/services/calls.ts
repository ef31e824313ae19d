import type { AccessDeps } from '#lib/addon/access/index.ts'
import { byButton, type CallDeps } from '#lib/addon/inbox/index.ts'
import { chatbotLinks, chatbotTaps } from '#lib/chatbot/index.ts'
import { actionTexts, statusText } from '#lib/fa/chat-texts.ts'
import { inBatches } from '#lib/kernel/in-batches.ts'
import { openAppointment, type ShippingDeps, shipmentActions } from '#lib/shipping/index.ts'
import type { Chatbot } from './chatbot.ts'
import type { Limits } from './limits.ts'
import { secondsToWait, unlessFailed } from './seconds-to-wait.ts'

type Deps = {
  base: Pick<CallDeps, 'appUrl' | 'log' | 'measures' | 'accept' | 'actorOf'>
  access: Pick<AccessDeps, 'clock' | 'sealer'>
  shipping: ShippingDeps
  chatbot: Pick<Chatbot, 'tap'>
  limits: Limits<'taps'>
}

/** The price calculator, of a post's city. */
export const pricePath = (postToken: string | null): string =>
  `/price${postToken ? `?post=${encodeURIComponent(postToken)}` : ''}`

/** What launches and dynamic actions are answered with. */
export function callDeps({ base, access, shipping, chatbot, limits }: Deps): CallDeps {
  const { clock, sealer } = access
  return {
    ...base,
    neutralText: actionTexts.neutral,
    withoutConversation: pricePath,
    launchOf: byButton([chatbotLinks({ clock, sealer })]),
    actionOf: byButton([
      chatbotTaps({
        clock,
        tap: chatbot.tap,
        tooManyText: actionTexts.tooMany,
        isOverLimit: async (conversationId) =>
          (await unlessFailed(base.log, 'taps', async () => await secondsToWait(limits.taps, conversationId))) !== null,
      }),
      ...shipmentActions({
        ...shipping,
        store: {
          ...shipping.store,
          // The taps of one moment are one look.
          shipmentByCode: inBatches(100, async (codes) => await shipping.store.shipmentsByCode(codes)),
        },
        texts: {
          status: (shipment, now, known) => statusText({ ...shipment, ...openAppointment(shipment), ...known, now }),
          askWhy: actionTexts.askWhy,
        },
      }),
    ]),
  }
}
