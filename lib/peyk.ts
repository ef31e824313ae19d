import { defineAddon } from './addon/index.ts'
import { assistantDeclaration } from './assistant/index.ts'
import { shippingDeclaration } from './shipping/index.ts'

/** The add-on that this is: what its domains declare, on the base of every chat add-on. */
export const peyk = defineAddon({
  parts: { shipping: shippingDeclaration, assistant: assistantDeclaration },
})

/** What an error or a dead end may be: `lib/fa/problems.ts` has a Persian screen for each. */
export type ErrorCode = (typeof peyk.errorCodes)[number]
