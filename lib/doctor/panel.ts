import type { NeededPermission } from '#lib/checks/index.ts'
import { formatAmount, formatTomanRange } from '#lib/fa/money.ts'
import { redirectAddress, type Settings } from '#lib/settings.ts'
import { priceRange, type Tariff } from '#lib/shipping/index.ts'

/** One field of Divar's panel and what to write there. `why` where the value alone does not say it. */
export type PanelField = { field: string; value: string; why: string | null }

/** The scopes that the permission screen names. Contract §6.2. */
export const neededScopes = [
  { scope: 'USER_ID', why: 'who granted: one Divar user for each side of a conversation' },
  { scope: 'offline_access', why: 'a refresh token, so that a message which must wait can still be sent' },
  { scope: 'NOTIFICATION_ACCESS_REVOCATION', why: 'to hear that a user revoked access, and erase their data' },
  { scope: 'CONVERSATION_SEND_MESSAGE', why: 'one message into the one conversation it is asked for' },
  { scope: 'CHAT_BOT_USER_MESSAGE_SEND', why: "only where a side wants its shipment's steps told in the chatbot" },
  { scope: 'CHAT_POST_CONVERSATIONS_READ', why: 'the assistant: new messages in the chats of one post' },
  { scope: 'CHAT_POST_CONVERSATIONS_MESSAGE_SEND', why: "the assistant: answers there, in the seller's name" },
  { scope: 'CHAT_SUPPLIER_ALL_CONVERSATIONS_READ', why: 'the assistant for all posts of a seller' },
  { scope: 'CHAT_SUPPLIER_ALL_CONVERSATIONS_MESSAGE_SEND', why: 'the same: its answers' },
] as const

/** What the API key must be allowed, and the call that needs it. Contract §1.2. */
export const neededPermissions = [
  { permission: 'GET_POST', call: 'GET /v1/open-platform/finder/post/{token}' },
  { permission: 'USER_RETRIEVE', call: 'GET /v1/open-platform/users' },
  { permission: 'CHAT_SEND_MESSAGE_OAUTH', call: 'POST /v2/open-platform/conversations/{conversation_id}/messages' },
  { permission: 'EVENTS_REGISTER_SUBSCRIPTION', call: 'POST /v1/open-platform/events/subscriptions' },
  {
    permission: 'CHAT_BOT_SEND_MESSAGE',
    call: 'POST /v1/open-platform/chat/bot/conversations/{conversation_id}/messages',
  },
  { permission: 'CHAT_BOT_SEND_MESSAGE', call: 'POST /v1/open-platform/chat/bot/users/{user_id}/messages' },
  { permission: 'CHAT_UPLOAD_MEDIA', call: 'POST /experimental/open-platform/chat/upload' },
] as const satisfies readonly NeededPermission[]

/** The texts of the app in Divar: fees and their range stand there, as Divar asks. Contract §1 and §13, row 18. */
export function panelTexts(tariff: Tariff): { display: string; subtitle: string; description: string } {
  const range = priceRange({ tariff, pickup: null, dropoff: null })
  const fees = range
    ? `هزینهٔ ارسال، بسته به اندازه، وزن، مسیر و روش، ${formatTomanRange(range)} است و پیش از ثبت نشان داده می‌شود.`
    : 'هزینهٔ ارسال پیش از ثبت نشان داده می‌شود.'
  return {
    display: 'پیک',
    subtitle: range ? `ارسال کالا از ${formatAmount(range.min)} تومان` : 'ارسال کالا',
    description: `ارسال کالا را از داخل چت هماهنگ کنید. نشانی شما به طرف مقابل نشان داده نمی‌شود. ${fees}`,
  }
}

/** Every field of Divar's panel, in the panel's order. Contract §1 and §2. */
export function panelFields(settings: Pick<Settings, 'APP_URL' | 'DIVAR_APP_SLUG'>, tariff: Tariff): PanelField[] {
  const { APP_URL, DIVAR_APP_SLUG } = settings
  const { display, subtitle, description } = panelTexts(tariff)
  const field = (name: string, value: string, why: string | null = null): PanelField => ({ field: name, value, why })
  return [
    field('Slug', DIVAR_APP_SLUG, 'fixed when the app is made; it is the OAuth client id too'),
    field('Display', display),
    field('Subtitle', subtitle, tariff.sample ? 'from the sample tariff: write your own price' : null),
    field('Description', description, tariff.sample ? 'from the sample tariff: write your own prices' : null),
    field('Session Initialization URL («لینک درخواست دیوار برای گرفتن آدرس شروع»)', `${APP_URL}/api/divar/launch`),
    field('Fallback URL', `${APP_URL}/launch`, 'direct links: prices only, nothing in them is proved'),
    field('Dynamic action URL («لینک درخواست دیوار برای دریافت اکشن پویا»)', `${APP_URL}/api/divar/action`),
    field('Events URL («آدرس ارسال رویدادها»)', `${APP_URL}/api/divar/events`),
    field(
      'Divar Identification Key («هدر شناسایی ریکوئست‌های دیوار»)',
      'the first of DIVAR_IDENTIFICATION_KEYS',
      'verbatim, without "Bearer"; it comes in the Authorization header',
    ),
    field('OAuth redirect URL', redirectAddress(settings), 'to the letter: no slash at the end, no query'),
    ...neededScopes.map(({ scope, why }) => field('OAuth scope', scope, why)),
    ...neededPermissions.map(({ permission, call }) => field('Permission of the API key', permission, call)),
    field('Touch point CHAT', 'LOAD_WEBVIEW_SERVER_LINK', 'the menu of a chat: the only way in that can book'),
    field(
      'Touch point MY_POST',
      'LOAD_WEBVIEW_DIRECT_LINK',
      'optional: opens the price calculator, and from there the assistant',
    ),
    field('Other touch points', 'off'),
  ]
}
