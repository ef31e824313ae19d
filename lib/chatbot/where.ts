import { isOnly } from './words.ts'

const wordsIn = (...rows: string[]) => rows.flatMap((row) => row.split(' '))

/** «کجاست», «کجا رسیده», «کجا بردید», «کو»: every word that begins so. */
const asksWhere = (word: string) =>
  (word.startsWith('کجا') && !['کجایی', 'کجایید', 'کجایین'].includes(word)) ||
  ['کو', 'کوش', 'کوشش', 'kojast', 'koja', 'kojas'].includes(word)

const parcels = wordsIn(
  'بسته مرسوله سفارش محموله بار کالا جنس امانتی پاکت خرید پیک ارسالی basteh baste sefaresh marsule',
  'marsoole',
)

/** What a noun ends with when it is somebody's, or one, or many: «بسته‌ام», «سفارشتون», «مرسوله‌ها». */
const ends = ['', ...wordsIn('م ام ت ش ی ای مو امو مون تون شون مان تان ها هام های هامون ا ات اتم ه am m et')]

/** «بستم» for «بسته‌ام». */
const parcelWords = new Set([
  ...parcels.flatMap((noun) => ends.map((end) => noun + end)),
  'بستم',
  'بستمون',
  'بستتون',
  'مرسولم',
  'محمولم',
  'کالام',
])

const places = wordsIn(
  'دفتر شعبه شعب نمایندگی نماینده انبار ادرس مغازه فروشگاه شرکت مرکز باجه پستخونه پستخانه اداره ساختمان',
  'ساختمون محل کارخانه کارخونه ایستگاه ترمینال باربری سایت اپلیکیشن دکمه تنظیمات منو اهل شما خودتون',
  'خودتان daftar shobe adres address',
)

const isPlace = (word: string) => places.some((place) => word === place || (place.length > 3 && word.startsWith(place)))

/** What may stand around a bare «کجاست». */
const bare = new Set(
  wordsIn(
    'پس الان حالا اینا این اون دقیقا رسیده رسید مونده مانده هست هستش است سلام لطفا رفت رفته بگید بگین ببخشید دیگه',
  ),
)

/** «بسته رو کجا تحویل بدم», «از کجا سفارش بدم»: where somebody is to do something. */
const toDo = new Set(
  wordsIn('از بدم بدهم بدیم بگیرم بگیریم بیارم بیاریم ببرم ببریم بخرم بفرستم بزنم کنم کنیم میتونم میتونیم میشه باید'),
)

/** Whether it is asked where a parcel is: «بسته‌ام کجاست», or «کجاست» alone. Not where an office, a person or a shop is. */
export function asksWhereParcelIs(words: readonly string[]): boolean {
  if (!words.some(asksWhere)) return isOnly(words, ['پس کو', 'کو پس'])
  if (words.some((word, at) => isPlace(word) && !(word === 'شما' && parcelWords.has(words[at - 1] ?? '')))) return false
  if (words.some((word) => toDo.has(word))) return false
  return words.some((word) => parcelWords.has(word)) || words.every((word) => asksWhere(word) || bare.has(word))
}

// «پیک», «خرید», «بار» and «پاکت» are other things, too.
const ownable = parcels.filter((noun) => !['پیک', 'خرید', 'پاکت', 'بار'].includes(noun))
const owned = new Set(wordsIn('م ام مو امو مون امون هام هامون من ما مال خودم'))
const ownParcels = new Set([
  ...ownable.flatMap((noun) => [...owned].map((end) => noun + end)),
  ...wordsIn('بستم بستمو بستمون مرسولم محمولم'),
])
const bareParcels = new Set(ownable.flatMap((noun) => ['', 'ی', 'ها', 'های'].map((end) => noun + end)))

/** Whether the words speak of somebody's own parcel: «بسته‌ام», «بستهٔ من», «سفارش ما». */
export const namesOwnParcel = (words: readonly string[]): boolean =>
  words.some((word, at) => ownParcels.has(word) || (bareParcels.has(word) && owned.has(words[at + 1] ?? '')))
