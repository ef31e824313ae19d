import { permissions } from './permissions.ts'
import type { Plugin, PluginSettings } from './plugins.ts'

/**
 * Every point where Divar's pages are silent or contradict one another (contract §14), the strict side first.
 */
export type Settings = PluginSettings & {
  /** What the app's API key may do. */
  permissions: string[]
  /** Answer an unknown key with the once documented 412 instead of 403. */
  unknownKeyIs412: boolean
  /** Calls a minute before 429; null is no limit. */
  perMinute: number | null
  /** Calls since the last reset before 429; null is no limit. */
  dailyQuota: number | null
  /** Searches since the last reset before 429; null is no limit. Contract §12. */
  searchQuota: number | null
  /** A raw `+` between scopes is a space, as in any form; false refuses it. Contract §14, row 26. */
  plusIsSpace: boolean
  /** Scopes that the app may ask for; null is all of them. */
  allowedScopes: string[] | null
  /** Faults of the authorization request go back to the app as `error=…` instead of an error page. */
  authorizeErrorsGoBack: boolean
  /** A refusal also carries `error=access_denied`. */
  refusalCarriesError: boolean
  /** The user must be a party of the conversation, or own the post, that a scope names. */
  checkParty: boolean
  codeSeconds: number
  accessSeconds: number
  refreshSeconds: number
  graceSeconds: number
  /** Longest text of a message and longest caption of a button. */
  messageMax: number
  captionMax: number
  /** Messages of the app in one conversation before 429; null is no limit. */
  messagesPerConversation: number | null
  /** How launches from the pages are sent. */
  launchVersion: 1 | 2
  launchVariant: string[]
  /** How direct links from the pages are written; see `direct-link.ts`. */
  directVariant: string[]
  /** How long Divar waits for the app. */
  appTimeoutMs: number
  /** An event that was not answered by 2xx in `appTimeoutMs` is told this often again, after this long each time. */
  eventRetries: number
  eventRetryMs: number
  /** How often each event comes; how many are kept back to be let go in reverse; how late each is. */
  eventCopies: number
  eventHold: number
  eventDelayMs: number
  /** Every so manieth event never comes; 0: all come. */
  eventDropEvery: number
  /** What an event calls a person. Contract §14 row 58. */
  humanWord: 'HUMAN' | 'USER'
  /** An event of the chatbot says who wrote. Contract §14 row 65. */
  chatbotEventUserId: boolean
  chatbotEventSide: boolean
  /** A subscription lives on in the two minutes that the replaced token still works. */
  subscriptionsOutliveRefresh: boolean
  /** A scope of a post that is not the user's: nothing is given, or the rest. */
  foreignPost: 'refuse' | 'partly'
  /** Scopes, by name, that the user leaves out when allowing. */
  leftOutScopes: string[]
}

export function defaultSettings(plugins: Plugin[], own: Partial<Settings>): Settings {
  const ofPlugins = Object.assign({}, ...plugins.map(({ settings }) => settings)) as PluginSettings
  return {
    ...ofPlugins,
    permissions: permissions.map((permission) => permission.slug),
    unknownKeyIs412: false,
    perMinute: null,
    dailyQuota: null,
    searchQuota: 100,
    plusIsSpace: true,
    allowedScopes: null,
    authorizeErrorsGoBack: false,
    refusalCarriesError: false,
    checkParty: true,
    codeSeconds: 60,
    accessSeconds: 3600,
    refreshSeconds: 30 * 24 * 3600,
    graceSeconds: 120,
    messageMax: 1000,
    captionMax: 49,
    messagesPerConversation: null,
    launchVersion: 2,
    launchVariant: [],
    directVariant: [],
    appTimeoutMs: 10_000,
    eventRetries: 3,
    eventRetryMs: 1000,
    eventCopies: 1,
    eventHold: 0,
    eventDelayMs: 0,
    eventDropEvery: 0,
    humanWord: 'HUMAN',
    chatbotEventUserId: false,
    chatbotEventSide: false,
    subscriptionsOutliveRefresh: false,
    foreignPost: 'refuse',
    leftOutScopes: [],
    ...own,
  }
}

/** The patch, where each name of it is a setting. */
export function onlyKnown(settings: Settings, patch: Partial<Settings>): Partial<Settings> {
  const strange = Object.keys(patch).find((key) => !(key in settings))
  if (strange) throw new Error(`no setting named ${strange}; there are ${Object.keys(settings).join(', ')}`)
  return patch
}
