export type Place = { slug: string; display: string }

/** A part of Divar's list: enough cities to choose from, in the order in which people live there. */
export const cities: Place[] = [
  { slug: 'tehran', display: 'تهران' },
  { slug: 'mashhad', display: 'مشهد' },
  { slug: 'isfahan', display: 'اصفهان' },
  { slug: 'karaj', display: 'کرج' },
  { slug: 'shiraz', display: 'شیراز' },
  { slug: 'tabriz', display: 'تبریز' },
  { slug: 'qom', display: 'قم' },
  { slug: 'ahvaz', display: 'اهواز' },
  { slug: 'kermanshah', display: 'کرمانشاه' },
  { slug: 'urmia', display: 'ارومیه' },
  { slug: 'rasht', display: 'رشت' },
  { slug: 'zahedan', display: 'زاهدان' },
  { slug: 'hamedan', display: 'همدان' },
  { slug: 'kerman', display: 'کرمان' },
  { slug: 'yazd', display: 'یزد' },
  { slug: 'ardabil', display: 'اردبیل' },
  { slug: 'bandar-abbas', display: 'بندرعباس' },
  { slug: 'arak', display: 'اراک' },
  { slug: 'zanjan', display: 'زنجان' },
  { slug: 'sanandaj', display: 'سنندج' },
  { slug: 'qazvin', display: 'قزوین' },
  { slug: 'khorramabad', display: 'خرم‌آباد' },
  { slug: 'gorgan', display: 'گرگان' },
  { slug: 'sari', display: 'ساری' },
  { slug: 'kashan', display: 'کاشان' },
  { slug: 'kish', display: 'کیش' },
]

/** A city that is not a key here has no districts, as on Divar. */
export const districts: Record<string, Place[]> = {
  tehran: [
    { slug: 'nazi-abad', display: 'نازی‌آباد' },
    { slug: 'tehranpars', display: 'تهرانپارس' },
    { slug: 'saadat-abad', display: 'سعادت‌آباد' },
    { slug: 'tajrish', display: 'تجریش' },
    { slug: 'vanak', display: 'ونک' },
    { slug: 'narmak', display: 'نارمک' },
    { slug: 'punak', display: 'پونک' },
    { slug: 'gisha', display: 'گیشا' },
    { slug: 'pirouzi', display: 'پیروزی' },
    { slug: 'sadeghiyeh', display: 'صادقیه' },
    { slug: 'shahrak-e-gharb', display: 'شهرک غرب' },
    { slug: 'yousef-abad', display: 'یوسف‌آباد' },
  ],
  mashhad: [
    { slug: 'ahmadabad', display: 'احمدآباد' },
    { slug: 'vakilabad', display: 'وکیل‌آباد' },
    { slug: 'sajjad', display: 'سجاد' },
    { slug: 'kuhsangi', display: 'کوهسنگی' },
  ],
  shiraz: [
    { slug: 'maali-abad', display: 'معالی‌آباد' },
    { slug: 'zand', display: 'زند' },
    { slug: 'chamran', display: 'چمران' },
  ],
  isfahan: [
    { slug: 'chaharbagh', display: 'چهارباغ' },
    { slug: 'jolfa', display: 'جلفا' },
    { slug: 'mardavij', display: 'مرداویج' },
  ],
  tabriz: [
    { slug: 'valiasr', display: 'ولیعصر' },
    { slug: 'el-goli', display: 'ائل‌گلی' },
  ],
  karaj: [
    { slug: 'gohardasht', display: 'گوهردشت' },
    { slug: 'mehrshahr', display: 'مهرشهر' },
  ],
}
