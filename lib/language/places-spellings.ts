const list = (words: string) => words.split(' ')

/** Names that are no rule's work: old ones, worn ones, and the first word of a name where there is only one such. */
const otherNames: Record<string, string> = {
  tehran: 'تیرون tehroun',
  mashhad: 'مشد مشت‌رضا مشهدالرضا mashad mashd',
  isfahan: 'اصفون صفاهان سپاهان‌شهر',
  urmia: 'اورمیه ارومی اورمی ارمیه رضاییه orumiyeh oroumieh oromiye urmiyeh ormie',
  kermanshah: 'باختران کرماشان کرماشاه kermashan',
  sanandaj: 'سنه سنندژ',
  gorgan: 'استراباد استرآباد',
  qom: 'قمم ghom qum',
  'bandar-abbas': 'بندر بندعباس بندرعباسی bandar',
  'bandar-anzali': 'انزلی بندرپهلوی anzali',
  'bandar-ganaveh': 'گناوه ganaveh genaveh',
  'bandar-torkaman': 'بندرشاه',
  'gonbad-e-kavus': 'گنبد گنبدکاوس گنبدقابوس گمبد gonbad gonbadkavoos',
  'gonbad-kavus': 'گنبد گنبدکاوس گنبدقابوس گمبد gonbad gonbadkavoos',
  qaemshahr: 'قایمشر ghaemshahr',
  'khomeyni-shahr': 'همایونشهر سده‌اصفهان',
  khorramshahr: 'خونینشهر محمره',
  shahreza: 'قمشه',
  tonekabon: 'شهسوار تنکابون',
  susangerd: 'دشتازادگان خفاجیه',
  qods: 'شهرقدس قلعه‌حسنخان',
  babol: 'بارفروش',
  'eslamabad-e-gharb': 'اسلاماباد شاهابادغرب',
  'eslamabad-gharb': 'اسلاماباد شاهابادغرب',
  'aliabad-e-katul': 'علیاباد کتول',
  'aliabad-katul': 'علیاباد کتول',
  'aran-va-bidgol': 'اران بیدگل',
  'sarpol-e-zahab': 'سرپل',
  gachsaran: 'دوگنبدان',
  mahshahr: 'بندرماهشهر بندرمعشور',
  karaj: 'کرچ',
  qazvin: 'قذوین',
  talesh: 'هشتپر',
  neyshabur: 'نیشاپور nishabur nishapur',
  mahabad: 'ساوجبلاغ‌مکری',
  'meshgin-shahr': 'مشگین',
  hamadan: 'hamedan',
  hamedan: 'hamadan',
}

/** Spellings of `slug` that no rule makes of its name. */
export const otherNamesOf = (slug: string): string[] =>
  Object.hasOwn(otherNames, slug) ? list((otherNames[slug] ?? '').replaceAll('\u200c', '')) : []

/**
 * Cities whose name is also a word, a first name, a street or a quarter: they need something that says "city". Those that
 * are short besides need no entry.
 */
const alsoWords = new Set(
  list(
    'شهریار پردیس پرند اندیشه فردوس صدرا گرمی میانه ایوان مهران سراب الوند سهند خمین ماکو پیشوا دورود بهارستان بانه امیدیه داراب ' +
      'شیروان کنارک اباده مبارکه محلات گلبهار جلفا ایرانشهر نقده خلخال قیدار گرمسار ساری بهار صحنه کوثر کوهسار تکاب پاوه کلاله ماهان ' +
      'رودان سرخس نمین درگز گلستان گلشن فیروزه سامان ابریشم داران زواره استانه سنگر پارسیان بیضا خشت دیلم اهرم کاکی شازند تفرش نراق ' +
      'لامرد بندر گنبد اسلاماباد علیاباد کتول اران سرپل ترکمن کنگان لنگه امام دیر شهسوار باختران قمشه همایونشهر سنه ارومی هشتپر ' +
      'بارفروش دوگنبدان سلطانیه محمدیه رامیان نوبران طالقان ارسنجان سردشت ماسال گمبد مشگین',
  ),
)

/** Short names that mean nothing else. */
const onlyCities = new Set(list('قم قمم یزد کرج رشت امل سقز قشم طبس مشد سقز'))

const shortest = 4

/** Whether a name, as `searchKey` leaves it and without spaces, also means something else. */
export const isAlsoWord = (name: string): boolean =>
  alsoWords.has(name) || (name.length < shortest && !onlyCities.has(name))

/** Words that sound like a city and are none. */
export const otherWords = new Set(list('مشت قوم کاشانه زاهدانه درازنا باراک'))

const sounds = new Map(Object.entries({ ط: 'ت', ص: 'س', ث: 'س', ظ: 'ز', ذ: 'ز', ض: 'ز', ح: 'ه', غ: 'ق', ع: 'ا' }))

/**
 * What a word of `searchKey` sounds like, at most `most` sounds of it: letters of one sound are one, a doubled letter is
 * single, «خوا» is «خا», «نب» is «مب», and a last ع is ه.
 */
export function phoneticKey(word: string, most = word.length): string {
  let heard = ''
  let before = ''
  for (let at = 0; at < word.length && heard.length < most; at++) {
    const letter = word[at] ?? ''
    let sound = sounds.get(letter) ?? letter
    if (letter === 'ع' && at === word.length - 1) sound = 'ه'
    if (sound === 'و' && word[at - 1] === 'خ' && word[at + 1] === 'ا') continue
    if (sound === 'ن' && word[at + 1] === 'ب') sound = 'م'
    if (sound !== before) heard += sound
    before = sound
  }
  return heard
}

/** How a name is spoken, where that is written otherwise: «تهرون», «کرمونشا». */
export function spokenOf(name: string): string[] {
  if (name.length < 5) return []
  const last = name.replace(/(?<=..)ان$/, 'ون')
  const all = name.replace(/(?<=..)ان(?![اوی])/g, 'ون')
  return [...new Set([last, all].flatMap((each) => [each, each.replace(/شاه$/, 'شا')]))].filter((each) => each !== name)
}
