import type { ReceivedMessage } from '#lib/assistant/index.ts'
import { toLatinDigits, toPersianDigits } from '#lib/kernel/digits.ts'
import { cleanText, isolateLtr } from '#lib/kernel/text.ts'

/** Who wrote a message, for the seller's own eyes. */
export const writerLabel = ({ side, bot }: Pick<ReceivedMessage, 'side' | 'bot'>): string =>
  bot ? 'پیام خودکار' : side === 'SUPPLY' ? 'شما در چت' : 'خریدار'

/** «۰۹۱•••••۴۵۶۷»: enough to know it again, too little to call. */
function maskedPhone(phone: string | null): string {
  const digits = toLatinDigits(phone ?? '').replace(/\D/g, '')
  return digits.length < 7
    ? 'شماره'
    : isolateLtr(`${toPersianDigits(digits.slice(0, 3))}•••••${toPersianDigits(digits.slice(-2))}`)
}

const initial = (name: string | null) => (name ? `${[...cleanText(name, { max: 80 })][0] ?? ''}.` : '')

/** Any of the seven kinds of message in a line that can be read; a contact masked, nothing that leads out of here. */
export function messageLine({ content }: Pick<ReceivedMessage, 'content'>): { text: string; note: string | null } {
  const line = (text: string, note: string | null = null) => ({ text, note })
  switch (content.kind) {
    case 'text':
      return line(cleanText(content.text, { max: 4_000, multiline: true }) || 'پیام خالی')
    case 'image':
      return line('عکس فرستاد', 'عکس را در چت دیوار ببینید.')
    case 'video':
      return line('ویدیو فرستاد', 'ویدیو را در چت دیوار ببینید.')
    case 'voice':
      return line('پیام صوتی فرستاد', 'صدا را در چت دیوار بشنوید.')
    case 'file':
      return line(
        content.name ? `فایل فرستاد: ${cleanText(content.name, { max: 80 })}` : 'فایل فرستاد',
        'فایل را در چت دیوار باز کنید.',
      )
    case 'location': {
      const { coordinates } = content
      if (!coordinates) return line('موقعیت مکانی فرستاد')
      const near = [coordinates.latitude, coordinates.longitude]
        .map((one) => toPersianDigits(one.toFixed(3)))
        .join('، ')
      return line(
        `موقعیت مکانی فرستاد: ${isolateLtr(near)}`,
        'می‌تواند جای تحویل گرفتن کالا باشد؛ هنگام ثبت ارسال، نشانی را خودتان بنویسید.',
      )
    }
    case 'contact':
      return line(
        `شماره‌ای فرستاد: ${[initial(content.name), maskedPhone(content.phone)].filter(Boolean).join(' ')}`,
        'شمارهٔ کامل فقط در چت دیوار است.',
      )
    default:
      return line('پیامی فرستاد که اینجا دیده نمی‌شود', 'آن را در چت دیوار ببینید.')
  }
}
