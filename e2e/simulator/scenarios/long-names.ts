import type { ScenarioData } from './scenario.ts'

const token = 'LongNam3s_16-abc'

/** What breaks layouts: very long names, a title without a space, mixed scripts, right-to-left marks, emoji. */
export const longNames: ScenarioData = {
  title: 'نام‌های بلند',
  users: [
    { id: 'long-supplier', name: 'سیده فاطمه‌الزهرا میرمحمدصادقی طباطبایی اصفهانی‌نژاد', phone: '09120001234' },
    { id: 'long-demand', name: 'عبدالحمیدرضا قره‌داغلی‌زادهٔ خراسانی تبریزی', phone: '09350004321' },
  ],
  posts: [
    {
      token,
      title:
        'یخچال‌فریزر دوقلوی ۴۰فوت هیمالیا مدل Combi-X5500 NoFrost A++ (آکبند، با گارانتی ۲۴ ماههٔ شرکتی) — فروش فوری به‌دلیل مهاجرت، تخفیف پای معامله فقط برای خریدار واقعی، لطفاً بدون چانه‌زنی تلفنی',
      description: 'به‌خاطر مهاجرت.',
      category: 'refrigerator-freezer',
      city: 'tabriz',
      district: 'valiasr',
      priceToman: 128_450_000,
      art: 'fridge',
      state: 'PUBLISHED',
      chatEnabled: true,
    },
    {
      token: 'n0sp4ce',
      title: 'فروشفوقالعادهفوریگوشیسامسونگگلکسیاس۲۴اولترابدونخطوخش‌SamsungGalaxyS24UltraTitaniumBlack1TB',
      description: '',
      category: 'mobile-phones',
      city: 'karaj',
      district: '',
      priceToman: 99_999_999_999,
      art: 'phone',
      state: 'PUBLISHED',
      chatEnabled: true,
    },
  ],
  conversations: [
    {
      id: 'f1b2c3d4-9abc-41ef-8b22-5f6e7d8a9b0c',
      post: token,
      supplier: 'long-supplier',
      demand: 'long-demand',
      messages: [
        [
          'DEMAND',
          45,
          'سلام و عرض ادب و احترام خدمت شما سرکار خانم میرمحمدصادقی طباطبایی اصفهانی‌نژاد؛ بنده بابت آگهی یخچال مزاحم شدم. اگر امکان دارد بفرمایید ابعاد دقیقش چقدر است و آیا از در آپارتمان با عرض ۸۵ سانتی‌متر رد می‌شود یا خیر؟',
        ],
        ['SUPPLY', 40, 'سلام. 178×70×68 cm، وزن ۹۵kg. رد می‌شود ✅✅✅'],
        [
          'DEMAND',
          39,
          'https://example.org/a/very/long/address/without/any/space/that/has/to/be/broken/somewhere?x=1234567890',
        ],
      ],
    },
    {
      id: 'a4bb9499-cccc-4d35-b21f-621fa95f2b3f',
      post: 'n0sp4ce',
      supplier: 'long-demand',
      demand: 'long-supplier',
      messages: [
        ['DEMAND', 3, 'سلاااااااااااااااااااااااااااااااااااااااااااااااااااااااااااااااااااااااااااااااااااااام'],
      ],
    },
  ],
}
