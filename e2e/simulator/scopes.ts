/** What the identifier of a scope names. `null`: the scope takes none. */
export type ScopeResource = 'conversation' | 'post' | 'other' | null

export type ScopeKind = { slug: string; resource: ScopeResource; display: string; experimental?: true }

/** Contract §6.2, in its order. `display` is the sentence on the consent page. */
export const scopeKinds: ScopeKind[] = [
  { slug: 'USER_PHONE', resource: null, display: 'دیدن شمارهٔ تلفن شما' },
  { slug: 'USER_ID', resource: null, display: 'دانستن شناسهٔ شما در این سرویس، بدون شمارهٔ تلفن' },
  { slug: 'CONVERSATION_SEND_MESSAGE', resource: 'conversation', display: 'فرستادن پیام از طرف شما در این چت' },
  {
    slug: 'CHAT_POST_CONVERSATIONS_MESSAGE_SEND',
    resource: 'post',
    display: 'فرستادن پیام از طرف شما در همهٔ چت‌های یک آگهی',
  },
  {
    slug: 'CHAT_SUPPLIER_ALL_CONVERSATIONS_MESSAGE_SEND',
    resource: null,
    display: 'فرستادن پیام از طرف شما در چت‌های همهٔ آگهی‌هایتان',
  },
  { slug: 'CHAT_CONVERSATION_READ', resource: 'conversation', display: 'خواندن پیام‌های این چت' },
  {
    slug: 'CHAT_POST_CONVERSATIONS_READ',
    resource: 'post',
    display: 'خواندن پیام‌های تازه در چت‌های یک آگهی',
    experimental: true,
  },
  {
    slug: 'CHAT_SUPPLIER_ALL_CONVERSATIONS_READ',
    resource: null,
    display: 'خواندن پیام‌های تازه در چت‌های همهٔ آگهی‌هایتان',
    experimental: true,
  },
  {
    slug: 'CHAT_BOT_USER_MESSAGE_SEND',
    resource: null,
    display: 'فرستادن پیام به شما از ربات سرویس',
    experimental: true,
  },
  { slug: 'CHAT_MESSAGE_SEND', resource: 'other', display: 'فرستادن پیام در چت' },
  { slug: 'NOTIFICATION_ACCESS_REVOCATION', resource: null, display: 'آگاه شدن، اگر این اجازه را پس بگیرید' },
  { slug: 'offline_access', resource: null, display: 'نگه داشتن این اجازه تا ۳۰ روز' },
  { slug: 'openid', resource: null, display: 'ورود با دیوار' },
  { slug: 'USER_POSTS_GET', resource: null, display: 'دیدن آگهی‌های شما' },
  { slug: 'USER_POSTS_STATS_READ', resource: null, display: 'دیدن آمار آگهی‌های شما' },
  { slug: 'USER_BUSINESSES_READ', resource: null, display: 'دیدن کسب‌وکارهای شما' },
  { slug: 'PRO_USER_PROFILE_IMAGE_READ', resource: null, display: 'دیدن تصویر نمایهٔ شما' },
  { slug: 'POST_ONGOING_IMAGES_GET', resource: 'post', display: 'دیدن تصویرهای آگهی پیش از انتشار' },
  { slug: 'POST_ADDON_CREATE', resource: 'post', display: 'افزودن افزونه به یک آگهی' },
  { slug: 'USER_POSTS_ADDON_CREATE', resource: null, display: 'افزودن افزونه به آگهی‌های شما' },
  { slug: 'USER_ADDON_CREATE', resource: null, display: 'افزودن افزونه به نمایهٔ شما' },
  { slug: 'USER_VERIFICATION_CREATE', resource: null, display: 'ثبت نتیجهٔ تأیید هویت شما' },
  { slug: 'POST_SEMANTIC_CREATE', resource: 'post', display: 'افزودن اطلاعات به یک آگهی' },
  { slug: 'BUSINESS_ADDON_CREATE', resource: 'other', display: 'افزودن افزونه به کسب‌وکار شما' },
  { slug: 'BUSINESS_CREATE_CUSTOMIZED_BUTTON', resource: 'other', display: 'افزودن دکمه به کسب‌وکار شما' },
  { slug: 'USER_SET_CUSTOMIZED_BUTTON', resource: null, display: 'افزودن دکمه به آگهی‌های شما' },
  { slug: 'POST_EDIT', resource: 'post', display: 'ویرایش یک آگهی' },
  { slug: 'EDIT_USER_POST', resource: null, display: 'ویرایش آگهی‌های شما' },
  { slug: 'DELETE_USER_POST', resource: null, display: 'پاک کردن آگهی‌های شما' },
  { slug: 'SUBMIT_USER_POST', resource: null, display: 'ثبت آگهی از طرف شما' },
  { slug: 'SUBMIT_USER_PAYMENT', resource: null, display: 'ثبت پرداخت' },
  { slug: 'PAY_USER_POST_PROMOTION', resource: null, display: 'پرداخت هزینهٔ ارتقای آگهی' },
  { slug: 'PAYMENT_ALL_POSTS_PRICING_READ', resource: null, display: 'دیدن هزینه‌های آگهی‌های شما' },
  { slug: 'PAYMENT_ALL_POSTS_RENEW', resource: null, display: 'تمدید آگهی‌های شما' },
  { slug: 'PAYMENT_ALL_POSTS_REORDER', resource: null, display: 'نردبان کردن آگهی‌های شما' },
  { slug: 'MANAGEMENT_APPS_READ', resource: 'other', display: 'دیدن برنامه‌های کنار' },
  { slug: 'MANAGEMENT_APPS_WRITE', resource: 'other', display: 'مدیریت برنامه‌های کنار' },
  { slug: 'SEND_EVENT', resource: null, display: 'فرستادن رویداد' },
]

export type Scope = { text: string; kind: ScopeKind; resource: string | null }

/** `NAME` or `NAME.IDENTIFIER`, with an identifier exactly where the scope takes one. Null: not such a scope. */
export function readScope(text: string): Scope | null {
  const dot = text.indexOf('.')
  const name = dot < 0 ? text : text.slice(0, dot)
  const resource = dot < 0 ? null : text.slice(dot + 1)
  const kind = scopeKinds.find((candidate) => candidate.slug === name || isLowerCaseTwin(candidate.slug, name))
  if (!kind) return null
  if ((kind.resource === null) !== (resource === null)) return null
  if (resource !== null && !/^[A-Za-z0-9_=/-]{1,256}$/.test(resource)) return null
  return { text, kind, resource }
}

/** `offline_access` and `openid` are written in both cases in Divar's own pages. Contract §14 row 28. */
function isLowerCaseTwin(slug: string, name: string): boolean {
  return slug === slug.toLowerCase() && slug === name.toLowerCase()
}
