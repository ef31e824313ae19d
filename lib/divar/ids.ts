import { InvalidInputError } from './errors.ts'
import { isSafeText, type TextRule } from './fields.ts'

declare const brand: unique symbol

/** A text of one kind, which no text of another kind and no unchecked text can stand in for. */
type Branded<Kind extends string> = string & { readonly [brand]: Kind }

export type PostToken = Branded<'PostToken'>
/** Of a conversation about a post, or of one with the app's chatbot. */
export type ConversationId = Branded<'ConversationId'>
/** One Divar user for one app, as `getUser` tells it. Not the id in a launch of version 1. Contract §14, row 10. */
export type DivarUserId = Branded<'DivarUserId'>
export type AccessToken = Branded<'AccessToken'>
export type RefreshToken = Branded<'RefreshToken'>
/** What stands for an uploaded medium in a message. */
export type MediaToken = Branded<'MediaToken'>

const token = { max: 4096, pattern: /^[\x21-\x7e]+$/ }

/** Lengths and alphabets of what Divar names things by. Contract §14, rows 7 to 10. */
export const idRules: {
  postToken: TextRule<PostToken>
  conversationId: TextRule<ConversationId>
  divarUserId: TextRule<DivarUserId>
  /** Who a launch or a message says it was: unproved, and in version 1 another kind of id. */
  claimedUserId: TextRule
  accessToken: TextRule<AccessToken>
  refreshToken: TextRule<RefreshToken>
  mediaToken: TextRule<MediaToken>
  slug: TextRule
} = {
  postToken: { max: 32, pattern: /^[A-Za-z0-9_-]{1,32}$/ },
  conversationId: { max: 64, pattern: /^[A-Za-z0-9_-]{1,64}$/ },
  divarUserId: { max: 128 },
  claimedUserId: { max: 128 },
  accessToken: token,
  refreshToken: token,
  mediaToken: { max: 1024, pattern: /^[\x21-\x7e]+$/ },
  slug: { max: 64, pattern: /^[A-Za-z0-9_-]{1,64}$/ },
}

/** Whether a text can be one; whether Divar has it, only Divar knows. */
const fits = <Id extends string>(text: unknown, rule: TextRule<Id>): text is Id =>
  typeof text === 'string' &&
  text !== '' &&
  text.length <= rule.max &&
  isSafeText(text) &&
  (rule.pattern?.test(text) ?? true)

/** Brands a text that an app kept or was given. What cannot be one throws `InvalidInputError`, which does not quote it. */
function checked<Id extends string>(text: string, rule: TextRule<Id>, name: string): Id {
  if (fits(text, rule)) return text
  throw new InvalidInputError(null, `${name} is not well formed`)
}

export const isPostToken = (text: unknown): text is PostToken => fits(text, idRules.postToken)
export const isConversationId = (text: unknown): text is ConversationId => fits(text, idRules.conversationId)
export const isDivarUserId = (text: unknown): text is DivarUserId => fits(text, idRules.divarUserId)

/** For texts that an app stored: throw `InvalidInputError` for what cannot be one. */
export const toPostToken = (text: string): PostToken => checked(text, idRules.postToken, 'a post token')
export const toConversationId = (text: string): ConversationId =>
  checked(text, idRules.conversationId, 'a conversation id')
export const toDivarUserId = (text: string): DivarUserId => checked(text, idRules.divarUserId, 'a user id')
export const toAccessToken = (text: string): AccessToken => checked(text, idRules.accessToken, 'an access token')
export const toRefreshToken = (text: string): RefreshToken => checked(text, idRules.refreshToken, 'a refresh token')
export const toMediaToken = (text: string): MediaToken => checked(text, idRules.mediaToken, 'a media token')
