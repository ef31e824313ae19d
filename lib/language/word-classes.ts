/**
 * The words that say most about whether somebody asks about shipping, each in one class of one letter, so that a sentence
 * becomes a word of these letters, whose runs are features of the model. Spelled as `searchKey` leaves them.
 *
 * How: S sending (noun) · V you send · v that you send · s sent, to send · P post · 1 by post, or pistachio · l postal ·
 * L a carrier that nothing else is called · k courier · K other vehicles · c freight · M haulage · h you bring ·
 * b handing over · g the door · Z in person · z only · B with · w how · r which · y that I send, take or do.
 * Cost: E cost · e price · F fare · f fare paid on delivery · Q how much · R free · G dear · J is it extra · W who ·
 * u me or you (who pays).
 * Time: T how many days · t when · n time · j today, tomorrow · A arrives · m my hand.
 * Asking: H you have · D you do · d that you do · i is, becomes · C can · a tell me · q what, whether.
 * Place: O a city · o a place that is none. Against: X what is sent through a phone, a person, a service · N no question ·
 * Y past. U any other word.
 */
const ends = (stems: string, endings: string) =>
  stems.split(' ').flatMap((stem) => ['', ...endings.split(' ')].map((end) => stem + end))
const persons = (stems: string) => stems.split(' ').flatMap((stem) => ['ید', 'ین', 'ی'].map((end) => stem + end))
const list = (words: string) => words.split(' ')
const beginnings = (words: string) => ({
  words: new Set(list(words)),
  lengths: [...new Set(list(words).map(({ length }) => length))],
})

const classes: readonly (readonly [string, readonly string[]])[] = [
  ['S', ends('ارسال ارصال', 'م ش و تون تان تونم شون مون شم شو ات ه شه ی تونو هم ا')],
  ['S', list('ارسل ersal ersale ersalesh ersalam')],
  ['P', ends('پست', 'ش م و تون شم شو شون')],
  ['P', list('post')],
  ['1', list('پسته')],
  ['L', ends('تیپاکس پیشتاز چاپار ماهکس الوپیک اسنپباکس', 'ش م ه تون شم')],
  ['L', list('tipax')],
  ['l', list('پستی')],
  ['K', ends('اسنپ اتوبوس قطار هواپیما تعاونی وانت ترمینال', 'ش م ه تون شم')],
  ['k', ends('پیک', 'ش م ه تون شم')],
  ['c', ends('باربری', 'ش م ه تون')],
  ['c', list('بار')],
  ['F', ends('کرایه', 'ش شم اش ی')],
  ['f', ends('پسکرایه پسکرایس', 'ست س')],
  ['M', ends('حمل حملونقل', 'ش شم شون')],
  ['V', persons('میفرست نمیفرست میفرس نمیفرس').flatMap((word) => [word, `${word}ش`])],
  ['V', list('mifrestid mifrestin mifresti')],
  ['v', [...persons('بفرست نفرست'), ...ends('بفرستید بفرستین', 'ش شون')]],
  ['s', list('فرستاد فرستادش فرستادن فرستادنش فرستادنشون فرستادنشان بفرستن')],
  ['D', persons('میکن نمیکن میزن نمیزن مید نمید')],
  ['D', list('میدین نمیدین میدی میگیرید میگیرین میگیری نمیگیرید نمیگیرین mikonid mikonin')],
  ['d', [...persons('کن بکن بزن بگیر بد')]],
  ['H', [...persons('دار ندار'), ...list('دارد darid darin dari')]],
  ['i', list('میشه میشود هست هستش نیست برقراره برقرار میگیرد میگیره داره')],
  ['C', ends('امکان', 'ش شو پذیر پذیره')],
  ['C', persons('میتون نمیتون میتوان نمیتوان بتون')],
  ['C', list('ممکنه ممکن مقدوره مقدور نمیشه قابل قابلیت')],
  ['E', ends('هزینه', 'ش شو شم ی ها های هاش هاشو اش')],
  ['E', list('hazine hazineye پول پولش پولشو')],
  ['e', ends('قیمت', 'ش شم')],
  ['Q', list('چقدر چهقدر چقدره چقد چقده چقدع چقدرهه چند چنده چندر cheghadr cheghadre chande chand')],
  ['R', list('رایگان رایگانه مجانی مجانیه مجانن')],
  ['G', list('گرون گرونه زیاد زیاده')],
  ['W', list('کیه')],
  ['u', list('خودمه خودتونه شماست خریداره منه عهده')],
  ['j', list('امروز فردا هفته')],
  ['J', list('جدا جداست جداگانه')],
  ['T', list('چندروز چندروزه چندروزست چندساعت چندساعته چهروزی چهروزایی چقدرطول چقدطول')],
  ['t', list('کی')],
  ['n', list('زمان مدت')],
  ['A', list('میرسه میرسد برسه برسد میاد بیاد میاره میرسونید میرسونین توراهه')],
  ['m', list('دستم دستمون دستمان')],
  ['o', ends('شهرستان', 'م ها های ا هام ام')],
  ['o', list('کشور شهرهای شهرای شهرمون استان روستا ایران خارج سراسر shahrestan')],
  ['g', list('درخونه دمخونه دربمنزل درمنزل دمدر')],
  ['b', list('تحویل')],
  ['B', list('با توسط ba')],
  ['w', list('چطوری چجوری چطور نحوه روش شیوه طریق باچی باچیه چطوریه چجوریه روشی شکل صورته صورت طریقی')],
  ['r', list('کدوم چه کدام')],
  ['Z', list('حضوری حضوریه')],
  ['z', list('فقط صرفا')],
  ['y', list('بفرستم بگیرم کنم')],
  ['h', list('میارید میارین')],
  ['a', list('میخواستم بپرسم بدونم بگید بگین بگو میگید بفرمایید فرمایید بدانم سوال سوالم سوالی اعلام')],
  ['q', list('ایا یعنی چی چیه')],
  [
    'N',
    list('نمیخوام نمیخواد نمیخواهم نیازی نداریم داریم میکنیم میکنم میفرستم میفرستیم گفتید گفتین گفته چون میدونم قبلا'),
  ],
  ['N', list('مشکلی منصرف نگیرید میبرم میفروشم')],
  [
    'Y',
    list('کردید کردین کردم کردی شد شده فرستادید فرستادین فرستادم زدم گرفتم رسید رسیده نرسیده اومد اومده راضی عالی'),
  ],
  ['Y', list('نکردید نکردین نکردی نشد قبلیم قبلی دادیم دادم')],
]

/** Beginnings of what is sent through a phone, of people who are sent, and of what makes a post or a courier another thing. */
const otherThings = beginnings(
  'ادرس عکس فیلم ویدیو کلیپ تصویر لوکیشن موقعیت شماره شمارت کارت شبا فاکتور لینک کانال ایدی پیام ویس وویس صدا فایل جزوه کد رمز فیش رزومه ' +
    'مدارک سند کاتالوگ لیست مشخصات اکانت لایسنس ایمیل واتساپ واتس تلگرام ایتا روبیکا اینستا دایرکت درخواست پیشنهاد دکمه اگهی دیوار ' +
    'مدیریت بانک برق نگهبانی استخدام حقوق نیروی نصاب کارشناس تعمیرکار مربی پرستار مهد کلاس دوره اموزش مصاحبه مسافر تور رهگیری سیگنال ' +
    'نوروزی نیک صندوق مدرن سازمانی حسابداری قرارداد دعوت مقاله ترجمه پایاننامه پروژه تکلیف سوالات امتحان ویزا وام تبلیغ صورتحساب تیکت نظر گواهینامه پلاک بلیط بلیت هتل ' +
    'سوئیت تاکسی جهیزیه اثاث ضایعات متخصص شعبه تدریس مشاوره ثبتنام رزرو ورق ویترین گیتار نمایندگی غرفه امتیاز اداره دفتر شعبه دریافت سامانه پنل فکس نوتیف نمونه طرح نقشه متن جواب نتیجه گزارش خبر اهنگ موزیک نرمافزار اطلاعات توضیحات جزئیات جزییات کارگر نیرو سرویس تکنسین مامور ' +
    'استاد معلم راننده پرسنل استوری پیج axe shomare location',
)

/** Words that change nothing; dropped, so that "ارسال هم عزیزم دارید" reads as "ارسال دارید". */
const empty = new Set(
  list(
    'هم ام رو را ی ست است س ش م ه ها های اش تون شون مون که دیگه عزیز عزیزم داداش دادا اقا خانم خانوم جناب حاجی مهندس راستی مرسی ممنون ' +
      'ممنونم سلام درود وقت وقتتون وقتت شما شب روز صبح بخیر خسته نباشید نباشی لطفا لطف خب پس اگه اگر برام واسم برامون براتون برای من ما ' +
      'یه یک این اون اینو اونو نیز خیلی الان هنوز بهم به ب برا واسه تا از در تو داخل و یا نه ببخشید عذر میخوام بنده جان جون حدودا تقریبا ' +
      'حدودی کالا جنس مرسوله انجام وجود میباشد باشه بخوام ساکن هستم اهل salam be ke ham ro موتوری سفارشی طول میکشه فوری همین سریع سفارش بدم بزنم بخرم بردارم واریز بیعانه پرداخت کارتبهکارت باید حتما بعد معامله همکاری کلا معمولی زندگی درمیاد میفته مقدس فرمایید',
  ),
)

const byWord = new Map<string, string>(
  classes.flatMap(([letter, words]) => words.map((word): [string, string] => [word, letter])),
)

function known(word: string): string | undefined {
  return empty.has(word) ? '' : byWord.get(word)
}

const sendingPrefix = /^ارسال(?=..)/

/** The class of one word: one letter, none for a word that changes nothing, two where "ارسالدارید" is written in one. */
export function classOf(word: string): string {
  const single = known(word) ?? known(word.replace(/(.)\1+/gu, '$1'))
  if (single !== undefined) return single
  if (sendingPrefix.test(word)) {
    const rest = known(word.slice('ارسال'.length))
    if (rest !== undefined) return `S${rest}`
  }
  return otherThings.lengths.some((length) => otherThings.words.has(word.slice(0, length))) ? 'X' : 'U'
}
