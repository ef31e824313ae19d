import type { Skill } from '../skill.ts'
import { namesOwnParcel } from '../where.ts'
import { names } from '../words.ts'
import { shipments } from './shipments.ts'
import { support } from './support.ts'

const complaints = [
  ...[
    'گم شده',
    'گم شد',
    'گم کردید',
    'گم کردین',
    'خراب شده',
    'خراب شد',
    'خرابه',
    'شکسته',
    'شکست',
    'آسیب دیده',
    'پاره شده',
    'خیس شده',
  ],
  ...[
    'پس بدید',
    'پس بدین',
    'پس بده',
    'پس بدهید',
    'پسم بدید',
    'برگردونید',
    'برگردونین',
    'برگردون',
    'برگردانید',
    'پس میدید',
    'پس نمیدید',
  ],
  ...[
    'سر کار گذاشتید',
    'سر کار گذاشتین',
    'سر کارم',
    'سرکار گذاشتید',
    'سرکار گذاشتین',
    'سر کار میذارید',
    'مسخره',
    'مسخره کردید',
  ],
  ...[
    'جواب نمیدید',
    'جواب نمی‌دهید',
    'جواب بدید',
    'جواب بدین',
    'رسیدگی',
    'ناراضی',
    'ناراضیم',
    'اعتراض',
    'کلاهبردار',
    'کلاهبرداری',
    'دزدی',
  ],
  ...['خسارت', 'پول من', 'پولم', 'پولمو', 'معطل', 'علاف', 'مشکل دارم', 'مشکلی', 'تماس بگیرید', 'زنگ بزنید'],
]

/** What nobody was called for by name: a complaint goes to people, somebody's own parcel to their shipments. */
export const hint: Skill<'support' | 'shipments'> = {
  name: 'hint',
  words: [],
  entry: null,
  matches({ topic, ...heard }) {
    // An open question is asked again before anything is guessed.
    if (heard.kind !== 'text' || topic !== null) return null
    if (names(heard.words, complaints)) return 'support'
    return namesOwnParcel(heard.words) ? 'shipments' : null
  },
  async answer(deps, turn, which) {
    if (which === 'support') return await support.answer(deps, turn, { kind: 'ask' })
    return await shipments.answer(deps, turn, { where: false })
  },
}
