import { z } from 'zod'
import { isButtonData } from './button-data.ts'
import { isSafeText } from './fields.ts'
import { iconNames } from './icons.ts'

export const maxCaptionLength = 49

const wrongShape = 'has a wrong shape'
const safeText = z.string(wrongShape).refine(isSafeText, 'holds a character that is not allowed')
const isBlank = (text: string) => text.trim() === ''

const buttonData = z.record(z.string(), z.string()).refine(isButtonData)
const webAddress = z.url({ protocol: /^https?$/, error: 'must be a web address' })

const action = z.union(
  [
    z.strictObject({ open_server_link: z.strictObject({ data: buttonData }) }),
    z.strictObject({ get_dynamic_action: z.strictObject({ data: buttonData }) }),
    z.strictObject({ open_direct_link: webAddress }),
  ],
  'must be one action, with 20 short texts under plain keys as its data, or with a web address',
)

const button = z.strictObject(
  {
    action,
    icon: z.enum(iconNames, 'is not on the list of icons').optional(),
    caption: safeText
      .refine((text) => !isBlank(text), 'is empty')
      .refine((text) => [...text].length <= maxCaptionLength, `is longer than ${maxCaptionLength} characters`),
  },
  wrongShape,
)

const row = z.strictObject(
  { buttons: z.array(button, wrongShape).min(1, 'is an empty row').max(3, 'has more than 3 buttons') },
  wrongShape,
)

const grid = z.strictObject({ rows: z.array(row, wrongShape).max(3, 'has more than 3 rows') }, wrongShape).nullable()

const body = {
  text: safeText,
  mediaToken: z
    .string(wrongShape)
    .regex(/^[\x21-\x7e]{1,1024}$/, 'is not a media token')
    .nullish(),
}

type Body = { text: string; mediaToken?: string | null | undefined }

// Contract §14, row 46.
const saysSomething = ({ text, mediaToken }: Body) => Boolean(mediaToken) || !isBlank(text)
const saysOneThing = ({ text, mediaToken }: Body) => !mediaToken || text === ''

const saying = <Schema extends z.ZodType<Body>>(schema: Schema) =>
  schema
    .refine(saysSomething, { path: ['text'], error: 'is empty' })
    .refine(saysOneThing, { path: ['text'], error: 'must be empty beside a media token' })

const message = saying(z.strictObject({ ...body, senderButtons: grid, receiverButtons: grid }, wrongShape))
const botMessage = saying(z.strictObject({ ...body, buttons: grid }, wrongShape))

export type MessageCheck = { ok: true } | { ok: false; reason: string }

/**
 * Whether Divar would take this message for a conversation: one thing said, and its limits on rows, buttons, icons and
 * captions, checked before anything leaves. Takes `unknown`, because a message may come out of a database column. A
 * reason names the place and quotes nothing. Contract §8 and §14, rows 45, 46 and 52.
 */
export function checkMessage(outgoing: unknown): MessageCheck {
  return checkAgainst(message, outgoing)
}

/** Like `checkMessage`, for a message of the chatbot: the same limits on its one grid. Contract §9. */
export function checkBotMessage(outgoing: unknown): MessageCheck {
  return checkAgainst(botMessage, outgoing)
}

function checkAgainst(schema: z.ZodType, outgoing: unknown): MessageCheck {
  const parsed = schema.safeParse(outgoing)
  if (parsed.success) return { ok: true }
  const issue = parsed.error.issues[0]
  return { ok: false, reason: `${issue?.path.join('.') || 'message'}: ${issue?.message ?? 'is not a message'}` }
}
