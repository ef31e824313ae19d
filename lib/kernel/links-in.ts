const list = (words: string) => words.split(' ').join('|')

const domains = list(
  'ir com net org shop store me info link io co app site online xyz ly gl page biz club top pro tv dev gg ai us uk de',
)
const saidDomains = list('ایار کام نت اورگ شاپ استور اینفو سایت لینک')

/** Names that mean nothing else. */
const messengers = list(
  'اینستا اینستاگرام اینیستا تلگرام تلگ واتساپ واتزاپ وتساپ واتس واتساب روبیکا روبینو ایتا ایمو وایبر سروشپلاس ' +
    'فیسبوک توییتر یوتیوب تیکتاک دیسکورد دایرکت ایدی یوزرنیم پیوی جیمیل ایمیل insta instagram telegram tlgrm whatsapp wa ' +
    'eitaa rubika soroush splus facebook pv gmail yahoo hotmail tme whats',
)

const own = '(?:م|مون|مان|تون|ی|ش)?'

/** Names that are other words too: «بله» is "yes". They count before an id, and after a word that says "there". */
const otherWords = list('بله سروش گپ شاد bale gap id')

const patterns: readonly RegExp[] = [
  /https?:|www\b|@|(?<![a-z])t\W?me\b/,
  // A host: nothing between, or spaces too before a known domain.
  /\.(?<=[a-z][a-z0-9-]{0,62}\.)[a-z]{2}/,
  new RegExp(`[\\p{L}\\p{N}]\\s*[.。．]\\s*(?:${domains})(?![a-z])`, 'u'),
  /[a-z0-9]{2}[^\p{L}\p{N}]{1,5}(?:ir|com)(?![\p{L}\p{N}])/u,
  /(?<!\p{L})(?:دات|داتکام|dot)(?!\p{L})/u,
  new RegExp(`(?<!\\p{L})نقطه\\s+(?:${saidDomains}|ای ار|${domains})(?!\\p{L})`, 'u'),
  /(?<!\p{L})(?:ای ار|ات ساین|اتساین|ادساین)(?!\p{L})/u,
  // An id of any messenger.
  /[a-z]\d{0,9}_+[a-z0-9]|\d_+[a-z]|_[a-z]{3,}/,
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${messengers})(?![\\p{L}\\p{N}])`, 'u'),
  new RegExp(`(?<!\\p{L})(?:اینستا|اینستاگرام|تلگرام|واتساپ|روبیکا|ایدی|دایرکت)${own}(?!\\p{L})`, 'u'),
  new RegExp(`(?<!\\p{L})(?:${otherWords})\\s*(?:[:=/|\\-]+|من|ما|ایدی)\\s*[a-z][a-z0-9.]{2,}`, 'u'),
  new RegExp(`(?<!\\p{L})(?:${otherWords})\\s+[a-z][a-z0-9.]*(?:\\d|\\s*$)`, 'u'),
  new RegExp(`(?<!\\p{L})(?:در|تو|توی|داخل|پیامرسان|پیام رسان|برنامه|اپ)\\s+(?:${otherWords})(?!\\p{L})`, 'u'),
]

const spaced = /(?<![\p{L}\p{N}])\p{L}(?:[^\p{L}\p{N}]{1,3}\p{L}(?![\p{L}\p{N}]))+/gu

/** Whether a text, as `searchKey` leaves it, leads elsewhere: a host, an id, a messenger's name, also one written letter by letter. */
export function findLink(key: string): boolean {
  const joined = key.replace(spaced, (letters) => letters.replace(/[^\p{L}]+/gu, ''))
  // «اینسسستا»
  const single = joined.replace(/(\p{L})\1+/gu, '$1')
  return [key, joined, single].some((text) => patterns.some((pattern) => pattern.test(text)))
}
