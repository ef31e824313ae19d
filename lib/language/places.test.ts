import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wordsOf } from '#lib/chatbot/words.ts'
import cities from '#lib/divar/data/cities.json' with { type: 'json' }
import { anyText } from '#lib/kernel/testing-text.ts'
import { searchKey } from '#lib/kernel/text.ts'
import { readCorpus } from './corpus.ts'
import { cityNames, placesIn } from './places.ts'
import { spokenOf } from './places-spellings.ts'
import { cityAt } from './places-written.ts'

const names = cityNames(cities)
const read = (text: string) => placesIn(wordsOf(text), names)
const slugs = (text: string) => read(text).map(({ slug }) => slug)
const roles = (text: string) => read(text).map(({ slug, role }) => `${slug} ${role}`)

const spelled: [kind: string, slug: string, spellings: string][] = [
  ['spoken', 'tehran', 'تهرون طهرون تهرونم'],
  ['spoken', 'zahedan', 'زاهدون ذاهدون'],
  ['spoken', 'kerman', 'کرمون كرمون'],
  ['spoken', 'kermanshah', 'کرمونشاه کرمونشا کرمانشا کرماشان'],
  ['spoken', 'isfahan', 'اصفهون اسفهون اصفحون'],
  ['spoken', 'hamadan', 'همدون حمدون'],
  ['spoken', 'semnan', 'سمنون ثمنون'],
  ['spoken', 'abadan', 'آبادون ابادون'],
  ['spoken', 'lahijan', 'لاهیجون لاحیجان'],
  ['spoken', 'sirjan', 'سیرجون صیرجان'],
  ['spoken', 'piranshahr', 'پیرونشهر پیرانشهر'],
  ['of one sound', 'tehran', 'طهران تحران طحران'],
  ['of one sound', 'isfahan', 'اسفهان اصفحان اثفهان'],
  ['of one sound', 'ahvaz', 'احواز اهواذ اهواض'],
  ['of one sound', 'tabriz', 'طبریز تبریض تبریظ'],
  ['of one sound', 'qazvin', 'غزوین قذوین قضوین'],
  ['of one sound', 'zanjan', 'ضنجان ذنجان'],
  ['of one sound', 'sanandaj', 'ثنندج صنندج'],
  ['of one sound', 'ilam', 'عیلام'],
  ['of one sound', 'urmia', 'ارومیع'],
  ['of one sound', 'talesh', 'طالش'],
  ['spoken', 'kashan', 'کاشون'],
  ['spoken', 'zanjan', 'زنجون ضنجون'],
  ['spoken', 'gorgan', 'گرگون'],
  ['spoken', 'damghan', 'دامغون دامقون'],
  ['spoken', 'bukan', 'بوکون'],
  ['spoken', 'marivan', 'مریوون'],
  ['spoken', 'rafsanjan', 'رفسنجون'],
  ['spoken', 'ardakan', 'اردکون'],
  ['spoken', 'lavasan', 'لواسون'],
  ['spoken', 'quchan', 'قوچون غوچون'],
  ['of one sound', 'saveh', 'ثاوه صاوه'],
  ['of one sound', 'sabzevar', 'صبزوار سبضوار'],
  ['of one sound', 'kazerun', 'کاضرون کاذرون'],
  ['of one sound', 'astara', 'آسطارا'],
  ['of one sound', 'taybad', 'طایباد'],
  ['of one sound', 'quchan', 'غوچان'],
  ['of one sound', 'semnan', 'صمنان'],
  ['of one sound', 'hashtgerd', 'حشتگرد'],
  ['of one sound', 'neyshabur', 'نیشابور نیشاپور'],
  ['old', 'gorgan', 'استراباد استرآباد'],
  ['old', 'babol', 'بارفروش'],
  ['old', 'khomeyni-shahr', 'همایونشهر همایون‌شهر'],
  ['old', 'shahreza', 'قمشه'],
  ['old', 'khorramshahr', 'محمره'],
  ['old', 'bandar-anzali', 'بندرپهلوی'],
  ['old', 'talesh', 'هشتپر'],
  ['old', 'urmia', 'اورمیه ارمیه رضاییه رضائیه'],
  ['old', 'mashhad', 'مشد'],
  ['old', 'kermanshah', 'باختران'],
  ['old', 'tonekabon', 'شهسوار'],
  ['old', 'khorramshahr', 'خونین‌شهر'],
  ['old', 'sanandaj', 'سنه سنندژ'],
  ['short', 'bandar-anzali', 'انزلی'],
  ['short', 'bandar-ganaveh', 'گناوه'],
  ['short', 'gonbad-e-kavus', 'گنبد گنبدکاوس'],
  ['short', 'urmia', 'ارومی'],
  ['of both keyboards', 'karaj', 'كرج کرج'],
  ['of both keyboards', 'yazd', 'يزد یزد'],
  ['of both keyboards', 'arak', 'اراك آراک'],
  ['of both keyboards', 'qaen', 'قاین قائن قايِن'],
  ['of both keyboards', 'saveh', 'ساوة ساوه ساوۀ'],
  ['with an ending', 'shiraz', 'شیرازم شیرازه شیرازو شیرازیم شیرازمون شیراز‌ام شیرازرو'],
  ['with an ending', 'tehran', 'تهرانم تهرانو تهرانیم تهران‌م'],
  ['with an ending', 'qom', 'قمم'],
  ['with an ending', 'karaj', 'کرجم کرجو'],
  ['in Latin', 'tehran', 'tehran Tehrun teheran tehroon tehranam thrn TEHRAN ｔｅｈｒａｎ'],
  ['in Latin', 'isfahan', 'esfahan isfahan esfehan esfahoon'],
  ['in Latin', 'shiraz', 'shiraz shirazam shrz sheeraz'],
  ['in Latin', 'mashhad', 'mashad mashhad mashhadam'],
  ['in Latin', 'karaj', 'karaj krj karadj'],
  ['in Latin', 'ahvaz', 'ahvaz ahwaz'],
  ['in Latin', 'urmia', 'urmia oroomie orumieh orumiyeh urmie'],
  ['in Latin', 'kermanshah', 'kermanshah kermansha kermoonshah'],
  ['in Latin', 'qazvin', 'qazvin ghazvin'],
  ['in Latin', 'qom', 'qom ghom'],
  ['in Latin', 'gorgan', 'gorgan gorgoon'],
  ['in Latin', 'bushehr', 'bushehr booshehr'],
  ['in Latin', 'sanandaj', 'sanandaj sannandaj'],
  ['in Latin', 'neyshabur', 'neishabur nishaboor neyshaboor'],
  ['in Latin', 'khorramabad', 'khoramabad khorramabad'],
  ['in Latin', 'zahedan', 'zahedan zahedoon zahedun'],
  ['in Latin', 'qaemshahr', 'qaemshahr ghaemshahr'],
  ['in Latin', 'dezful', 'dezfool dezful'],
  ['in Latin', 'ardabil', 'ardabil ardebil'],
  ['in Latin', 'bandar-anzali', 'anzali bandaranzali'],
  ['in Latin', 'babol', 'babol'],
  ['in Latin', 'gonbad-e-kavus', 'gonbad gonbadkavoos'],
  ['in Latin', 'bandar-abbas', 'bandarabbas bandarabas'],
]

describe('findPlaces for a city', () => {
  it.each(spelled)('finds %s: %s by «%s»', (_kind, slug, spellings) => {
    for (const spelling of spellings.split(' ')) {
      expect(slugs(`تا ${spelling}`), spelling).toEqual([slug])
      expect(slugs(`پس ارسال به ${spelling} چقدر`), spelling).toEqual([slug])
    }
  })

  it.each([
    ['مشهد مقدس', 'mashhad'],
    ['بندر عباس', 'bandar-abbas'],
    ['خرم آباد', 'khorramabad'],
    ['گنبد کاووس', 'gonbad-e-kavus'],
    ['قایم شهر', 'qaemshahr'],
    ['ني ريز', 'neyriz'],
    ['علی آباد کتول', 'aliabad-e-katul'],
    ['آران و بیدگل', 'aran-va-bidgol'],
    ['bandar abbas', 'bandar-abbas'],
    ['khomeyni shahr', 'khomeyni-shahr'],
    ['torbat e heydarieh', 'torbat-e-heydarieh'],
  ])('finds one of several words: %s', (text, slug) => {
    expect(slugs(`تا ${text}`)).toEqual([slug])
  })

  it("finds Divar's cities by name, slug and colloquial form, on both keyboards", () => {
    for (const { slug, display } of cities) {
      expect(roles(`از ${display} به ${display}`), display).toEqual([`${slug} from`, `${slug} to`])
      expect(slugs(`be ${slug}`), slug).toEqual([slug])
      expect(slugs(`be ${slug.replaceAll('-', '')}`), slug).toEqual([slug])
      const arabic = display.replaceAll('ی', 'ي').replaceAll('ک', 'ك').replaceAll('\u200c', ' ')
      expect(slugs(`به ${arabic}`), arabic).toEqual([slug])
      const bare = searchKey(display).replaceAll(' ', '')
      const others = cities.map((other) => searchKey(other.display).replaceAll(' ', ''))
      for (const spoken of spokenOf(bare).filter((each) => !others.includes(each)))
        expect(slugs(`تا ${spoken}`), spoken).toEqual([slug])
    }
  })

  it('joins a preposition only when the result is unambiguous', () => {
    expect(roles('بهشیراز')).toEqual(['shiraz to'])
    expect(roles('ازتهران تامشهد')).toEqual(['tehran from', 'mashhad to'])
    expect(roles('بتهران')).toEqual(['tehran to'])
    expect(roles('به شهر ما')).toEqual([])
    expect(roles('به‌شهر ما')).toEqual([])
    expect(roles('به بهشهر')).toEqual(['behshahr to'])
    expect(roles('بهبهان')).toEqual(['behbahan named'])
    expect(slugs('باراک درازنا بهنور ازبم')).toEqual([])
  })
})

describe('findPlaces for the words around a city', () => {
  it.each([
    ['از تهرانم به شیرازم', ['tehran from', 'shiraz to']],
    ['تهران به مشهد', ['tehran named', 'mashhad to']],
    ['az tehran be shiraz gheymat', ['tehran from', 'shiraz to']],
    ['tehran be mashhad', ['tehran named', 'mashhad to']],
    ['از شهر تهران تا شهرستان شیراز', ['tehran from', 'shiraz to']],
    ['مبدأ: مشهد، مقصد: قم', ['mashhad from', 'qom to']],
    ['از خود تهران به خود کرج', ['tehran from', 'karaj to']],
    ['از داخل تهران', ['tehran from']],
    ['درون شهری تهران', ['tehran within']],
    ['تهران درون شهری', ['tehran within']],
    ['تهران درون‌شهری', ['tehran within']],
    ['تهران داخل شهر', ['tehran within']],
    ['داخل تهران', ['tehran within']],
    ['توی شهر مشهد', ['mashhad within']],
    ['خود شیراز', ['shiraz within']],
    ['dakhele tehran', ['tehran within']],
    ['شما کرج هستید', ['karaj yours']],
    ['تهرانید؟', ['tehran yours']],
    ['تهرانین', ['tehran yours']],
    ['کجای شیراز', ['shiraz yours']],
    ['قم زندگی می کنید', ['qom yours']],
    ['قم زندگی میکنم', ['qom named']],
    ['از تهران پیام میدم', ['tehran named']],
    ['تهران و شیراز', ['tehran named', 'shiraz named']],
    ['مبدا رشت مقصد کرج', ['rasht from', 'karaj to']],
    ['از اراک بفرستید به ساوه', ['arak from', 'saveh to']],
    ['از تو تهران به کرج', ['tehran from', 'karaj to']],
    ['تو خود اصفهان', ['isfahan within']],
    ['به تهران از شیراز', ['tehran to', 'shiraz from']],
    ['ازکرج‌به‌قم', ['karaj from', 'qom to']],
    ['تهران/شیراز', ['tehran named', 'shiraz named']],
    ['tu tehran', ['tehran within']],
    ['سمت بوشهر', ['bushehr to']],
    ['از گرگان واسه اهواز', ['gorgan from', 'ahvaz to']],
  ])('reads «%s»', (text, expected) => {
    expect(roles(text)).toEqual(expected)
  })
})

describe('findPlaces for other words', () => {
  it.each([
    'خیابان تهران پلاک ۱۲',
    'میدون شیراز',
    'اتوبان قم',
    'جاده چالوس',
    'متروی تهران',
    'بازار تهران',
    'کوچه اصفهان',
    'شهید همدان',
    'سوهان قم',
    'گز اصفهان',
    'از به این',
    'فرش کاشان دارم',
    'فرش دستباف تبریز',
    'قالیچه ماشینی کاشان',
    'آقای شیرازی سلام',
    'تهرانی‌ها',
    'خانم اصفهانی',
    'دانشگاه شیراز',
    'بلوار مشهد',
    'خرج ارسال با کیه',
    'تلاش کردم',
    'کاشانه من',
    'قوم و خویش',
    'مشت محکم',
    'غم نخور',
    'رشته ای',
    'talash kon',
    'train',
    'save kon',
    'avaz kon',
    'taraneh khanoom',
    'salam chetori mishe befresti',
    'kare man nist',
    'بندر امام',
  ])('finds no city in %s', (text) => {
    expect(slugs(text)).toEqual([])
  })

  it.each(
    'نور خوبه · بم چطور · قدس عزیز · لباس ساری هندی · مهران جان · بهار خانم · صدرا جان · پردیس سلام · ایوان دارد · آب یک لیتر · مال ما کو · اندیشه بد · گنبد طلایی · بندر · کیش و مات'.split(
      ' · ',
    ),
  )('is not certain of a city in %s', (text) => {
    expect(read(text).filter(({ sure }) => sure)).toEqual([])
  })

  it.each([
    ['به نور', 'nur'],
    ['شهر قدس', 'qods'],
    ['تا ساری', 'sari'],
    ['تا بندر', 'bandar-abbas'],
    ['به گنبد', 'gonbad-e-kavus'],
  ])('finds a city after a word that announces one: %s', (text, slug) => {
    expect(read(text)).toMatchObject([{ slug, sure: true }])
  })

  it('finds no city in random words', () => {
    const plain = readCorpus().filter(
      ({ author, topic, text }) => author === 'first' && topic === null && slugs(text).length === 0,
    )
    const all = [...new Set(plain.flatMap(({ text }) => wordsOf(text)))].filter(
      (word) => word.length > 2 && word !== 'شهر',
    )
    const isSure = (some: string[]) => placesIn(some, names).some(({ sure }) => sure)
    const found = all.filter((word) => isSure([word]))
    expect(found.filter((word) => !cities.some(({ display }) => word.startsWith(searchKey(display))))).toEqual([])
    const words = all.filter((word) => !found.includes(word))
    expect(words.length).toBeGreaterThan(500)
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 12 }), (some) => {
        expect(isSure(some)).toBe(false)
      }),
    )
  })
})

describe('findPlaces for hostile input', () => {
  it('neither throws nor hangs for it or any part of it', () => {
    fc.assert(fc.property(anyText(120), (text) => void read(text)))
    const piece = fc.constantFrom(
      'تهران',
      'بندر',
      'به',
      'از',
      'شهر',
      'ون',
      'م',
      'tehran',
      'sh',
      'aei',
      '\u200c',
      ' ',
      'ع',
      'خوا',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('')
        for (let at = 0; at <= text.length; at++) {
          for (const part of [text.slice(0, at), text.slice(at)])
            for (const { start, end } of read(part)) expect(end).toBeGreaterThan(start)
        }
      }),
      { numRuns: 50 },
    )
  })

  it('reads ten thousand characters to the end', () => {
    for (const unit of ['تهران', 'بندر ', 'ا ', 'sh ', 'به ', 'خود ', 'تهرانمونم '])
      expect(() => read(unit.repeat(10_000 / unit.length))).not.toThrow()
    expect(slugs(`${'خود '.repeat(2_000)}به یزد`)).toEqual(['yazd'])
    expect(cityAt([], 0, names)).toBeNull()
    expect(cityAt(['تهران'], 5, names)).toBeNull()
  })

  it('handles odd entries in the list of cities', () => {
    const odd = cityNames([
      { slug: '', display: '' },
      { slug: '-', display: '؟' },
      { slug: 'sadra', display: 'صدرا-فارس' },
      { slug: '__proto__', display: 'آزمون‌آباد' },
      { slug: 'bandar-imam-khomeini', display: 'بندر امام خمینی' },
    ])
    expect(placesIn(wordsOf('به صدرا و به بندر امام خمینی و به آزمون آباد'), odd).map(({ slug }) => slug)).toEqual([
      'sadra',
      'bandar-imam-khomeini',
      '__proto__',
    ])
    expect(placesIn(['', ' ', '؟'], odd)).toEqual([])
    expect(cityNames(cities)).toBe(names)
  })
})
