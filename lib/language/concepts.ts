import { consonantKey } from './sounds.ts'

/** Beginnings of words that mean the same here, whatever their endings; `=` before one: the whole word. */
const beginnings: Record<string, string> = {
  send: 'ارسا عرسا ارصا اسال روان روون راهی فرستا ersal',
  bring: 'اور اورد',
  post: 'پست پوست پصت post',
  carrier:
    'تیپ طیپ تیباک چاپار ماهکس پیشتاز الوپیک باربر اسنپ پیک peyk وانت نیسان اتوبوس تعاون ترمینال راننده کامیون خاور قطار گاراژ سواری تاکسی',
  freight: 'کرایه کرایش پسکرا حمل =بار بارنامه keraye',
  cost: 'هزین حزین هضین خرج مخارج پول مبلغ قیمت غیمت قمیت نرخ تعرفه gheym geym pool pul',
  much: 'چقد چغد چند =چن chgh chand',
  free: 'رایگان مجانی مفت',
  who: '=کیه =کی عهده پای گردن خودم خودتون خریدار فروشنده شماست منه',
  arrive: 'رسیدن دستم دستش دستمون دستت دستمان',
  days: 'روز ساعت هفته ماه rooz ruz',
  when: '=کی زمان مدت طول',
  can: 'میتون میش امکان مقدور ممکن قابل emkan mish',
  have: 'دارید دارین داری داره dari dare',
  how: 'چطور چجور چتور چگون نحوه روش شیوه =چه che',
  door: 'درب خونه منزل =دم مقصد',
  far: 'شهرستان روستا دور راه شهر استان کشور shahrestan',
  me: 'برام واسم برامون واسمون baram vasam سمت طرف',
  past: 'زدم زدین کردم کردید کردین دادم گرفتم خریدم =شد شده رسید نرسید اومد بود',
  media: 'عکس فیلم ویدی ویس شماره ادرس لوکیشن لینک کانال فیش کارت مدارک سند فاکتور رزومه axe film shomare',
  rent: 'اجاره رهن ودیعه =ماهی ماهیانه',
  swap: 'معاوض معاوز تعویض عوض تاخت طاق',
  job: 'حقوق بیمه استخدام شیفت همکار نیرو',
}

const verbs: Record<string, string> = {
  send: 'فرس فرص رسون رسان',
  bring: 'یار یاو ار اور بر',
  arrive: 'رس',
}

const sounds: Record<string, string> = {
  send: 'mfrs bfrs nmfrs frst mrsn brsn rsl',
  carrier: 'tpks =snp',
  cost: 'hzn',
  much: 'cqdr cnd',
  far: '$hrstn',
}

/** Concepts have numbers, in the order in which they stand above. */
const numbers = new Map<string, number>()
const numberOf = (concept: string): number => {
  const number = numbers.get(concept) ?? numbers.size + 1
  numbers.set(concept, number)
  return number
}

/** Words and beginnings of words with their concepts; `gates`: the first two letters of each. */
type Lists = { starts: Map<string, number>; wholes: Map<string, number>; gates: Set<string>; longest: number }

function listsOf(source: Record<string, string>): Lists {
  const lists: Lists = { starts: new Map(), wholes: new Map(), gates: new Set(), longest: 0 }
  for (const [concept, parts] of Object.entries(source)) {
    for (const part of parts.split(' ')) {
      const whole = part.startsWith('=') ? part.slice(1) : null
      if (whole === null) lists.starts.set(part, numberOf(concept))
      else lists.wholes.set(whole, numberOf(concept))
      lists.gates.add((whole ?? part).slice(0, 2))
      lists.longest = Math.max(lists.longest, part.length)
    }
  }
  return lists
}

const withPrefixes = Object.fromEntries(
  Object.entries(verbs).map(([concept, stems]) => [
    concept,
    stems
      .split(' ')
      .flatMap((stem) => ['می', 'نمی', 'ب', 'ن'].map((prefix) => prefix + stem))
      .join(' '),
  ]),
)
const written = [listsOf(beginnings), listsOf(withPrefixes)]
const heard = listsOf(sounds)
const own = numberOf('self')
const city = numberOf('city')

/** Stands for a city, whichever it is. */
export const cityWord = '@'

/** What a word is about here, as numbers from 1, the most telling first. `sound`: of the word. */
export function conceptsOf(word: string, sound: string): number[] {
  if (word === cityWord) return [city]
  const found: number[] = []
  const add = (concept: number | undefined) => {
    if (concept !== undefined && !found.includes(concept)) found.push(concept)
  }
  for (const lists of written) add(among(lists, word))
  add(among(heard, sound))
  if (ownVerb.test(word)) add(own)
  return found
}

/** The names of all concepts in the words. */
export function conceptsIn(words: readonly string[]): Set<string> {
  const found = new Set(words.flatMap((word) => conceptsOf(word, consonantKey(word))))
  return new Set([...numbers].flatMap(([concept, number]) => (found.has(number) ? concept : [])))
}

const ownVerb = /^ن?می(?:فرست|یار|بر|گیر)م$|^خودم/

/** Of the longest beginning of the word that is listed. */
function among({ starts, wholes, gates, longest }: Lists, word: string): number | undefined {
  if (!gates.has(word.slice(0, 2))) return undefined
  const whole = wholes.get(word)
  if (whole !== undefined) return whole
  for (let length = Math.min(longest, word.length); length > 1; length--) {
    const concept = starts.get(word.slice(0, length))
    if (concept !== undefined) return concept
  }
  return undefined
}
