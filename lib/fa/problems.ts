import type { ErrorCode } from '#lib/peyk.ts'

/** Where a dead end's one button leads. */
export type ProblemButtonKind = 'back_to_divar' | 'retry' | 'permission' | 'shipment' | 'home'

/** A dead end's screen: what happened, what to do, one button. */
export type Problem = { title: string; sentence: string; button: { label: string; kind: ProblemButtonKind } }

const toDivar = { label: 'بازگشت به دیوار', kind: 'back_to_divar' } as const
const again = { label: 'تلاش دوباره', kind: 'retry' } as const
const home = { label: 'ادامهٔ ثبت ارسال', kind: 'home' } as const

/** A screen for every error code. */
export const problems: Record<ErrorCode, Problem> = {
  session_ended: {
    title: 'این صفحه برای امنیت شما بسته شد',
    sentence: 'برای حفظ امنیت نشانی شما، این صفحه پس از مدتی بسته می‌شود. برای ادامه، پیک را دوباره از چت باز کنید.',
    button: toDivar,
  },
  cookies_blocked: {
    title: 'مرورگر شما کوکی پیک را نگه نمی‌دارد',
    sentence:
      'پیک با یک کوکی می‌داند این صفحه برای شماست و بدون آن باز نمی‌شود. در تنظیم‌های مرورگر، کوکی‌ها را برای این نشانی مجاز کنید و پیک را دوباره از دیوار باز کنید.',
    button: toDivar,
  },
  link_invalid: {
    title: 'این لینک درست نیست',
    sentence: 'لینک ناقص است یا تغییر کرده است. به چت برگردید و پیک را دوباره از همان‌جا باز کنید.',
    button: toDivar,
  },
  link_used: {
    title: 'این لینک قبلاً باز شده است',
    sentence: 'هر لینک فقط یک بار و در یک مرورگر باز می‌شود. به چت برگردید و پیک را دوباره باز کنید.',
    button: toDivar,
  },
  link_expired: {
    title: 'مهلت این لینک گذشته است',
    sentence: 'لینک‌ها فقط چند دقیقه اعتبار دارند. به چت برگردید و پیک را دوباره باز کنید.',
    button: toDivar,
  },
  no_conversation: {
    title: 'پیک را از داخل چت باز کنید',
    sentence: 'برای ثبت ارسال باید بدانیم با چه کسی گفت‌وگو می‌کنید. به چتِ همان آگهی بروید و پیک را از آنجا باز کنید.',
    button: toDivar,
  },
  wrong_side: {
    title: 'این کار را طرف مقابل باید انجام دهد',
    sentence: 'این بخش را فقط طرف مقابل این معامله می‌تواند انجام دهد. وضعیت ارسال را می‌توانید در صفحهٔ مرسوله ببینید.',
    button: { label: 'دیدن مرسوله', kind: 'shipment' },
  },
  shipment_exists: {
    title: 'برای این گفت‌وگو یک ارسال در جریان است',
    sentence: 'در هر گفت‌وگو هم‌زمان فقط یک ارسال می‌تواند باز باشد. همان را ببینید و ادامه دهید.',
    button: { label: 'دیدن مرسوله', kind: 'shipment' },
  },
  closed: {
    title: 'الان سفارش تازه نمی‌گیریم',
    sentence: 'شرکت پیک در این ساعت سفارش تازه نمی‌پذیرد. چیزی که نوشته‌اید تا یک روز می‌ماند؛ کمی بعد دوباره سر بزنید.',
    button: { label: 'دیدن مرسوله', kind: 'shipment' },
  },
  not_found: {
    title: 'این صفحه پیدا نشد',
    sentence: 'این صفحه یا مرسوله وجود ندارد، یا اطلاعات آن پاک شده است. به چت برگردید و از همان‌جا ادامه دهید.',
    button: toDivar,
  },
  divar_unavailable: {
    title: 'دیوار پاسخ نمی‌دهد',
    sentence: 'ارتباط با دیوار برقرار نشد. چیزی از نوشته‌های شما از دست نرفته است. چند لحظهٔ دیگر دوباره تلاش کنید.',
    button: again,
  },
  divar_refused: {
    title: 'دیوار این درخواست را نپذیرفت',
    sentence:
      'دیوار درخواست ما را نپذیرفت و چیزی ثبت نشد. دوباره تلاش کنید. اگر باز هم نشد، پیک را از چت دوباره باز کنید.',
    button: again,
  },
  divar_malformed: {
    title: 'پاسخ دیوار کامل نرسید',
    sentence: 'پاسخی که از دیوار رسید کامل نبود. نوشته‌های شما سر جایش است. چند لحظهٔ دیگر دوباره تلاش کنید.',
    button: again,
  },
  permission_refused: {
    title: 'اجازه داده نشد',
    sentence: 'بدون اجازهٔ شما پیامی در چت فرستاده نمی‌شود. پیش‌نویس شما مانده است و می‌توانید دوباره تصمیم بگیرید.',
    button: { label: 'دیدن دوبارهٔ اجازه‌ها', kind: 'permission' },
  },
  permission_missing: {
    title: 'اجازهٔ شما لازم است',
    sentence: 'برای فرستادن این پیام در چت، به اجازهٔ شما نیاز داریم، یا اجازهٔ قبلی دیگر اعتبار ندارد.',
    button: { label: 'رفتن به صفحهٔ اجازه', kind: 'permission' },
  },
  other_divar_user: {
    title: 'با حساب دیگری وارد شده‌اید',
    sentence:
      'این گفت‌وگو با حساب دیگری در دیوار باز شده است. با همان حساب اجازه دهید تا ادامه دهیم. چیزی از دست نرفته است.',
    button: { label: 'اجازه با حساب درست', kind: 'permission' },
  },
  same_divar_user: {
    title: 'هر دو طرف با یک حساب دیوار وارد شده‌اند',
    sentence: 'طرف مقابل این گفت‌وگو با همین حساب دیوار ثبت شده است. با حساب خودتان اجازه دهید. پیش‌نویس شما مانده است.',
    button: { label: 'اجازه با حساب درست', kind: 'permission' },
  },
  post_not_yours: {
    title: 'این آگهی برای شما نیست',
    sentence:
      'دیوار این اجازه را فقط به صاحب آگهی می‌دهد. با همان حسابی که آگهی را ثبت کرده‌اید وارد شوید و از «آگهی من» دوباره باز کنید.',
    button: toDivar,
  },
  message_refused: {
    title: 'پیام در چت فرستاده نشد',
    sentence: 'دیوار فرستادن این پیام را نپذیرفت. ارسال شما ثبت شده است؛ خودتان می‌توانید در چت به طرف مقابل خبر دهید.',
    button: { label: 'دیدن مرسوله', kind: 'shipment' },
  },
  message_unconfirmed: {
    title: 'از رسیدن پیام مطمئن نیستیم',
    sentence:
      'دیوار رسیدن پیام را تأیید نکرد. چت را نگاه کنید و در صفحهٔ مرسوله بگویید پیام آنجا هست یا دوباره فرستاده شود.',
    button: { label: 'دیدن مرسوله', kind: 'shipment' },
  },
  preview_changed: {
    title: 'متن پیام تغییر کرده است',
    sentence: 'پس از آنکه پیش‌نمایش را دیدید، چیزی عوض شد. پیامی فرستاده نشد. متن تازه را ببینید و دوباره تأیید کنید.',
    button: { label: 'دیدن متن تازه', kind: 'retry' },
  },
  draft_incomplete: {
    title: 'هنوز چیزی مانده است',
    sentence: 'برای ثبت ارسال، چند بخش دیگر باید کامل شود. از همان‌جا که مانده است ادامه دهید.',
    button: home,
  },
  too_many_requests: {
    title: 'درخواست‌ها زیاد شده است',
    sentence: 'در زمان کوتاهی درخواست‌های زیادی رسید. کمی صبر کنید و دوباره تلاش کنید.',
    button: again,
  },
  cross_site: {
    title: 'این درخواست از پیک نیامده است',
    sentence:
      'برای امنیت شما، درخواستی که از صفحهٔ دیگری آمده باشد انجام نمی‌شود. به صفحهٔ پیک برگردید و دوباره تلاش کنید.',
    button: again,
  },
  invalid_input: {
    title: 'اطلاعات فرستاده‌شده درست نیست',
    sentence: 'بخشی از اطلاعات به شکل درستی نرسید و چیزی ثبت نشد. برگردید و دوباره وارد کنید.',
    button: again,
  },
  fault: {
    title: 'خطایی پیش آمد',
    sentence: 'مشکل از سمت ماست و ثبت شد. کمی بعد دوباره تلاش کنید. اگر باز هم نشد، پیک را از چت دوباره باز کنید.',
    button: again,
  },
}

/** The same where the button has nowhere else to lead than back to Divar: it says to go there, and what to do there. */
export function withoutWay({ title, sentence }: Problem): Problem {
  const [what = sentence] = sentence.replace(/\.$/, '').split('. ')
  return { title, sentence: `${what}. کمی بعد به چت برگردید و پیک را دوباره از همان‌جا باز کنید.`, button: toDivar }
}
