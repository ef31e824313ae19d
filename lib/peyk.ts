import { type Declared, defineAddon, type MeasuresOf, type ReadingsOf } from '#lib/addon/index.ts'
import { assistantDeclaration } from '#lib/assistant/index.ts'
import { carrierDeclaration } from '#lib/carrier/index.ts'
import { chatbotDeclaration } from '#lib/chatbot/index.ts'
import { figuresDeclaration } from '#lib/figures/index.ts'
import { shippingDeclaration } from '#lib/shipping/index.ts'
import { staffDeclaration } from '#lib/staff/index.ts'

const parts = {
  shipping: shippingDeclaration,
  carrier: carrierDeclaration,
  assistant: assistantDeclaration,
  chatbot: chatbotDeclaration,
  staff: staffDeclaration,
  figures: figuresDeclaration,
}

/** The add-on that this is: what its domains declare, on the base of every chat add-on. */
export const peyk = defineAddon({ parts })

/** What an error or a dead end may be: `lib/fa/problems.ts` has a Persian screen for each. */
export type ErrorCode = (typeof peyk.errorCodes)[number]

/** All that is counted and timed. */
export type PeykMeasures = MeasuresOf<Declared<typeof parts>>

/** All that can be read of it now. */
export type PeykReadings = ReadingsOf<Declared<typeof parts>>

/** Why a chat message is there. */
export type MessageKind = keyof typeof peyk.messages & string

/** What of a Divar user is forgotten with them: `lib/services/forgetters.ts` has how. */
export type PeykForgets = (typeof peyk.forgets)[number]

/** What is kept of people: `lib/fa/retention.ts` has the words of each, `lib/services/erase-expired.ts` its eraser. */
export type PeykRetentionItem = keyof typeof peyk.retention & string
