import type { ErrorCode } from '#lib/peyk.ts'
import type { Problem } from './problems.ts'

// The usual screens speak of a chat and of what was drafted there. Where neither stands behind a page, these do.

type Own = Partial<Record<ErrorCode, Problem>>

const toDivar = { label: 'بازگشت به دیوار', kind: 'back_to_divar' } as const
const permissions = { label: 'دیدن دوبارهٔ اجازه‌ها', kind: 'retry' } as const

/** While the assistant was turned on, or on its page. */
export const assistantProblems: Own = {
  session_ended: {
    title: 'این صفحه برای امنیت شما بسته شد',
    sentence:
      'این صفحه پس از مدتی بسته می‌شود، ولی دستیاری که روشن باشد به کارش ادامه می‌دهد. برای دیدن آن، پیک را دوباره از «آگهی من» باز کنید.',
    button: toDivar,
  },
  permission_refused: {
    title: 'اجازه داده نشد',
    sentence: 'دستیار روشن نشد و هیچ پیامی خوانده نمی‌شود. هر وقت خواستید، می‌توانید دوباره تصمیم بگیرید.',
    button: permissions,
  },
  permission_missing: {
    title: 'اجازهٔ شما لازم است',
    sentence: 'بدون شناسهٔ کاربری شما در دیوار نمی‌دانیم دستیار برای چه کسی است؛ برای همین روشن نشد.',
    button: permissions,
  },
  other_divar_user: {
    title: 'با حساب دیگری وارد شده‌اید',
    sentence:
      'دستیار را فقط صاحب همین آگهی روشن می‌کند و حالا حساب دیگری در دیوار باز است. با حساب خودتان دوباره اجازه بدهید.',
    button: permissions,
  },
}

const tapAgain = 'در گفت‌وگو با ربات پیک دوباره «سفارش‌های من» و بعد «وصل کردن به حساب من» را بزنید.'

/** While a chatbot conversation was linked to its user. */
export const chatbotProblems: Own = {
  session_ended: {
    title: 'این صفحه برای امنیت شما بسته شد',
    sentence: `این گفت‌وگو به حساب شما وصل نشد. ${tapAgain}`,
    button: toDivar,
  },
  link_used: {
    title: 'این لینک قبلاً باز شده است',
    sentence: `هر لینک وصل کردن فقط یک بار کار می‌کند. ${tapAgain}`,
    button: toDivar,
  },
  link_expired: {
    title: 'مهلت این لینک گذشته است',
    sentence: `لینک وصل کردن فقط ده دقیقه اعتبار دارد. ${tapAgain}`,
    button: toDivar,
  },
  permission_refused: {
    title: 'اجازه داده نشد',
    sentence:
      'گفت‌وگو با ربات پیک به حساب شما وصل نشد. پیگیری با کد رهگیری و پرسیدن قیمت، بدون اجازه هم در همان گفت‌وگو ممکن است.',
    button: toDivar,
  },
  permission_missing: {
    title: 'اجازهٔ شما لازم است',
    sentence: `بدون شناسهٔ کاربری شما در دیوار نمی‌دانیم کدام سفارش‌ها برای شماست. ${tapAgain}`,
    button: toDivar,
  },
  other_divar_user: {
    title: 'با حساب دیگری وارد شده‌اید',
    sentence:
      'این لینک از گفت‌وگوی حساب دیگری با پیک آمده است و چیزی وصل نشد. با همان حساب وارد دیوار شوید و دکمهٔ «وصل کردن به حساب من» را دوباره بزنید.',
    button: toDivar,
  },
  divar_unavailable: {
    title: 'دیوار پاسخ نمی‌دهد',
    sentence: `ارتباط با دیوار برقرار نشد و چیزی وصل نشد. چند لحظهٔ دیگر، ${tapAgain}`,
    button: toDivar,
  },
}
