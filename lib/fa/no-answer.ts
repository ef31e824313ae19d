/**
 * Why a form has no answer: `lost`: nothing came, `late`: not in time, `renewed`: the server knows the form no more,
 * `refused`: answered by something that is no answer to it.
 */
export type NoAnswer = 'lost' | 'late' | 'renewed' | 'refused' | 'tooLarge' | 'busy' | 'fault'

const kept = 'چیزی که نوشته‌اید همین‌جاست'

/** What the form says then. */
export const noAnswer: Record<NoAnswer, string> = {
  lost: `پاسخی نرسید. اینترنت خود را بررسی کنید و دوباره بزنید؛ ${kept}.`,
  late: `پاسخ دیر کرد و دیگر منتظر نماندیم. دوباره بزنید؛ ${kept} و دو بار ثبت نمی‌شود.`,
  renewed: `پیک همین حالا به‌روز شد. یک بار دیگر بزنید؛ ${kept}.`,
  refused: `این درخواست پذیرفته نشد. صفحه را تازه کنید و دوباره بزنید؛ ${kept}.`,
  tooLarge: `نوشتهٔ شما بیش از اندازه بلند است. کوتاه‌ترش کنید و دوباره بزنید؛ ${kept}.`,
  busy: `درخواست‌ها زیاد شده است. کمی صبر کنید و دوباره بزنید؛ ${kept}.`,
  fault: `مشکل از سمت پیک است. کمی بعد دوباره بزنید؛ ${kept}.`,
}

/** What a page says besides where the form that was posted may be one that it has no more. */
export const formGone =
  'پیک همین حالا به‌روز شد. اگر فرمی که فرستادید دیگر در این صفحه نیست، وضعیت را همین‌جا ببینید و اگر کارتان انجام نشده، دوباره انجامش دهید.'
