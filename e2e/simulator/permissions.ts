type Permission = { slug: string; display: string }

/** Contract §1.2. */
export const permissions: Permission[] = [
  { slug: 'USER_RETRIEVE', display: 'دریافت اطلاعات کاربر' },
  { slug: 'GET_POST', display: 'دریافت اطلاعات آگهی' },
  { slug: 'GET_USER_POSTS', display: 'دریافت آگهی‌های کاربر' },
  { slug: 'GET_USER_POST', display: 'دریافت آگهی کاربر' },
  { slug: 'GET_USER_ID_BY_PHONE', display: 'دریافت شناسهٔ کاربر با شمارهٔ تلفن' },
  { slug: 'SEARCH_POST', display: 'جستجوی آگهی' },
  { slug: 'CHAT_SEND_MESSAGE_OAUTH', display: 'ارسال پیام در چت' },
  { slug: 'CHAT_READ_CONVERSATION', display: 'خواندن چت' },
  { slug: 'CHAT_BOT_SEND_MESSAGE', display: 'ارسال پیام ربات' },
  { slug: 'CHAT_UPLOAD_MEDIA', display: 'بارگذاری رسانه' },
  { slug: 'EVENTS_REGISTER_SUBSCRIPTION', display: 'اشتراک در رویدادها' },
]
