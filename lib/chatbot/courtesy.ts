import type { ChatbotTexts } from './texts.ts'
import { squeezed } from './words.ts'

/** What is no wish and no answer: a greeting, thanks, or a nod. */
export type Courtesy = 'greeting' | 'thanks' | 'nod'

const setOf = (...rows: string[]) => new Set(rows.flatMap((row) => row.split(' ')).map(squeezed))

const greetings = setOf(
  'سلام سلامی سلامت سلم درود درودها دورود بخیر بخیرباشه خیر خسته وقتبخیر صبحبخیر روزبخیر عصربخیر شببخیر ظهربخیر',
  'خوش خوبی خوبید خوبین چطوری چطورید چطورین احوال احوالتون احوالت علیکم علیک عید مبارک کسی ارادت ارادتمند خداقوت قوت',
  'salam khobi khubi chetori slm drood dorood hi hello hey',
)

const thanks = setOf(
  'ممنون ممنونم ممنونیم ممنونتونم متشکر متشکرم متشکریم تشکر تشکرات مرسی میسی سپاس سپاسگزارم سپاسگذارم سپاسگزار نکنه نکند',
  'لطف لطفتون لطفتان محبت محبتتون زنده خیرتون خیرتان عالی دمتون دمت نوکرتم چاکرم قربان قربانت قربونت قربونتون فدات فداتون مخلصم مچکرم مچکر',
  'merci mersi mamnoon mamnun mamnon thanks thank thx tnx tanx sepas tashakor',
)

const nods = setOf(
  'باشه باشد باش چشم بله بلی آره اره اوکی اوکیه اوکی الو حتما خب خوب خواهش ok okay okey bale baleh chashm',
)

/** What goes with them, and means nothing alone. */
const fillers = setOf(
  'وقت وقتتون وقتتان وقتت اوقات اوقاتتون روز روزتون روزتان روزت صبح صبحتون صبحتان عصر عصرتون عصرتان شب شبتون شبتان',
  'ظهر ظهرتون ظهرتان غروب غروبتون نیمروز خوش عالی شاد هستید هستین هستی نباشید نباشین نباشی باشید باشین باشی داشته دارید به شما و از تو همگی',
  'با بر احترام ادب عرض مجدد مجددا دوباره مهربان ادمین ایام کام سر ارزوی ازتون عرض میکنم کنم رحمه رحمت الله سال نو هست',
  'عزیز عزیزم عزیزان جان جون دوست دوستان آقا اقا خانم خانوم همکار همکاران گرامی محترم خدمت خدمتتون خدمتتان هم',
  'خیلی بسیار زیاد فراوان یک یه هزار دنیا کردید کردین کردی دارین بده دست دستتون دستتان دستت درد گرم شد',
  'حال حالتون حالتان حالت شکر خدا زنده سلامت پاسخ پاسخگویی جواب راهنماییتون همکاریتون پیگیری پیگیریتون بابت پیشاپیش قبلا',
  'you so much very are how',
)

/** Of a text that is nothing but courtesies; null: it says something, or nothing at all. */
export function courtesyOf(words: readonly string[]): Courtesy | null {
  const said = words.map(squeezed)
  const known = [greetings, thanks, nods, fillers]
  if (!said.every((word) => known.some((set) => set.has(word)))) return null
  if (said.some((word) => thanks.has(word))) return 'thanks'
  if (said.some((word) => greetings.has(word))) return 'greeting'
  return said.some((word) => nods.has(word)) ? 'nod' : null
}

/** What is said to it; nothing to a nod. */
export const kindWord = ({ again }: Pick<ChatbotTexts, 'again'>, courtesy: Courtesy): string =>
  courtesy === 'nod' ? '' : again[courtesy]
